import { faultChooser } from "./faults/choose-fault.ts";
import { fetchOver, type SimulatedFetch } from "./http/fetch-over.ts";
import { createHandler, type Handled } from "./http/handle.ts";
import { readRequest } from "./http/read-request.ts";
import type { Refusal } from "./http/refusal.ts";
import { createRequestLog, type RequestLog } from "./http/request-log.ts";
import type { World } from "./http/world.ts";
import { type JobTable, jobTable } from "./jobs/job-table.ts";
import { seededRandom } from "./jobs/random.ts";
import { createStore } from "./jobs/store.ts";
import { lazy } from "./json/lazy.ts";
import { checkScenario } from "./scenario/check-scenario.ts";
import { scriptChooser } from "./scenario/choose-script.ts";
import type { PlayName } from "./scenario/play.ts";
import type { Scenario } from "./scenario/scenario.ts";
import { playsOf } from "./scenario/timeline.ts";
import type { JobStatus } from "./spec/job-status.ts";
import type { KindModel } from "./spec/kind.ts";
import { loadSpec } from "./spec/model.ts";
import type { Clock } from "./time/clock.ts";
import { stillClockWatch } from "./time/still-clock-watch.ts";
import { createClock, type VirtualClock } from "./time/virtual-clock.ts";

/** How a simulator runs. */
export interface SimulatorOptions<C extends Clock = VirtualClock> {
  /** Default: a virtual clock that jumps from timer to timer. Give the client the same one. */
  readonly clock?: C;
  /** `fetch` rejects when a request is not what the document allows (default), or answers the declared error. */
  readonly strict?: boolean;
  /** Requests without credentials get the declared 401. Default true. */
  readonly auth?: boolean;
  /** Path below which clients call the API, where it is none of the document's servers: `/proxies/api`. Default: none. */
  readonly basePath?: string;
  /** How long every answer takes, in milliseconds. Default 0. */
  readonly latencyMs?: number;
  /** Items of a page where neither request nor document says. Default 100. */
  readonly pageSize?: number;
}

/** A simulated API. */
export interface Simulator<C extends Clock = VirtualClock> {
  /** As the platform's: give it to a client. */
  readonly fetch: SimulatedFetch;
  /**
   * Answers a request and never rejects because of its content. A broken connection is a `ConnectionError`. For servers
   * and interceptors. `basePath` as in the options, for this request.
   */
  readonly handle: (request: Request, basePath?: string) => Promise<Response>;
  readonly clock: C;
  readonly requests: RequestLog;
  /** What was refused because the document does not allow it. Empty at the end of a good test. */
  readonly refusals: readonly Refusal[];
  readonly jobs: JobTable;
  /** The kinds of the document, with what a scenario can say about them. */
  readonly kinds: readonly KindInfo[];
  /** What the document calls the API. */
  readonly title: string;
  /** Ends everything that is still held or streamed. */
  close(): void;
}

/** What a scenario can say about a kind. */
export interface KindInfo {
  readonly name: string;
  /** Operations that start such a job; none for a kind that is only found. */
  readonly starts: readonly string[];
  /** Built-in plays that the kind has the frames for. */
  readonly plays: readonly PlayName[];
  /** Names of the frames, with the status that each means. */
  readonly frames: Readonly<Record<string, JobStatus>>;
}

/**
 * Simulates the API of an OpenAPI document with `x-jobs`: jobs are started, live on by the clock, and can be read, listed,
 * awaited, streamed, cancelled and answered, all of it by the document. Throws if the scenario asks for what the document
 * does not have.
 */
export function createSimulator<C extends Clock = VirtualClock, const Spec extends object = object>(
  spec: Spec,
  scenario: Scenario<Spec> = {},
  options: SimulatorOptions<C> = {},
): Simulator<C> {
  // Only the types know the document's kinds: at run time every scenario is checked by the document itself.
  return simulate(spec, scenario as object as Scenario, options);
}

function simulate<C extends Clock>(
  spec: object,
  scenario: Scenario,
  options: SimulatorOptions<C>,
): Simulator<C> {
  const model = loadSpec(spec);
  checkScenario(scenario, model);
  const clock = options.clock ?? (createClock({ auto: true }) as Clock as C);
  const seed = scenario.seed ?? 1;
  const beganAt = clock.date() - clock.now();
  const wall = (ms: number): number => beganAt + ms;
  const store = createStore(seededRandom(seed));
  const { log, add } = createRequestLog();
  const refusals: Refusal[] = [];
  const jobs = jobTable({ store, clock, wall, kinds: model.kinds });
  const closing = new AbortController();
  const world: World = {
    spec: model,
    clock,
    store,
    wall,
    chooseScript: scriptChooser(scenario),
    pageSize: options.pageSize ?? 100,
  };
  const handleIncoming = createHandler({
    world,
    chooseFault: faultChooser(scenario.faults ?? [], seededRandom(seed + 1)),
    addRequest: add,
    checkAuth: options.auth ?? true,
    latencyMs: options.latencyMs ?? 0,
  });
  for (const existing of scenario.existing ?? []) jobs.create(existing.kind, existing);

  const watch =
    options.clock === undefined
      ? stillClockWatch(clock, () => store.all().some((job) => !job.hasEnded(clock.now())))
      : undefined;
  const answer = async (request: Request, basePath = options.basePath ?? ""): Promise<Handled> => {
    watch?.onRequest();
    const handled = await handleIncoming(await readRequest(request, clock, closing.signal, basePath));
    if (handled.refusal !== undefined) refusals.push(handled.refusal);
    return handled;
  };

  const kinds = lazy(() => model.kinds.map(kindInfo));
  return {
    clock: watch?.clock ?? clock,
    requests: log,
    refusals,
    jobs,
    handle: async (request, basePath) => (await answer(request, basePath)).response,
    fetch: fetchOver(answer, options.strict ?? true),
    get kinds() {
      return kinds();
    },
    title: model.title,
    close() {
      watch?.stop();
      closing.abort(new DOMException("The simulator was closed.", "AbortError"));
    },
  };
}

function kindInfo(kind: KindModel): KindInfo {
  return {
    name: kind.name,
    starts: kind.starts.map(({ id }) => id),
    plays: playsOf(kind),
    frames: Object.fromEntries([...kind.frames.values()].map(({ name, status }) => [name, status])),
  };
}
