import { defaultScript } from "../scenario/choose-script.ts";
import type { ExistingJob, JobScript, Step } from "../scenario/script.ts";
import type { JobStatus } from "../spec/job-status.ts";
import type { KindModel } from "../spec/kind.ts";
import type { Clock } from "../time/clock.ts";
import { bodyOf, type WallTime } from "./body.ts";
import type { JobRecord } from "./record.ts";
import type { JobStore } from "./store.ts";

/** One simulated job, as a test looks at it. It always shows the present. */
export interface SimulatedJob {
  readonly kind: string;
  readonly id: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** Start operation that made it; undefined for a job that was there before. */
  readonly startedBy: string | undefined;
  /** Milliseconds on the simulator's clock. */
  readonly createdAtMs: number;
  /** Frame or raw word that it is in. */
  readonly frame: string | undefined;
  readonly status: JobStatus | undefined;
  readonly isCancelRequested: boolean;
  /** The body that a read answers now. */
  body(): unknown;
  /** Puts the job into another state now: a frame, or steps. */
  move(to: string | readonly Step[]): void;
}

/** What is simulated. */
export interface JobTable {
  readonly all: readonly SimulatedJob[];
  /** Jobs of a kind, in the order in which they were made. */
  of(kind: string): readonly SimulatedJob[];
  /** One job by its id; an error if there is none. */
  get(id: string): SimulatedJob;
  /** Makes a job without a request. */
  create(kind: string, options?: CreateOptions): SimulatedJob;
}

/** A job that a test makes itself: {@link ExistingJob} without its kind; success without a script. */
export type CreateOptions = Omit<ExistingJob, "kind" | "timeline" | "play"> & (JobScript | object);

interface Parts {
  readonly store: JobStore;
  readonly clock: Clock;
  readonly wall: WallTime;
  readonly kinds: readonly KindModel[];
}

/** Makes the table over a store. */
export function jobTable(parts: Parts): JobTable {
  const { store, clock, kinds } = parts;
  const show = (record: JobRecord): SimulatedJob => simulatedJob(record, parts);
  return {
    get all() {
      return store.all().map(show);
    },
    of: (name) => store.of([kindNamed(kinds, name)]).map(show),
    get(id) {
      const record = store.all().find((one) => one.id === id);
      if (record === undefined) throw new Error(`There is no simulated job "${id}".`);
      return show(record);
    },
    create(name, options = {}) {
      const kind = kindNamed(kinds, name);
      const { id, params = {}, fields = {}, agoMs = 0 } = options;
      const script: JobScript = isScript(options) ? options : { ...defaultScript(kind), ...options };
      const record = store.add({
        kind,
        params,
        script,
        createdAtMs: clock.now() - agoMs,
        ...(id !== undefined && { id }),
      });
      record.fields.push(...Object.entries(fields));
      return show(record);
    },
  };
}

function isScript(options: CreateOptions): options is CreateOptions & JobScript {
  return "timeline" in options || "play" in options;
}

function kindNamed(kinds: readonly KindModel[], name: string): KindModel {
  const found = kinds.find((kind) => kind.name === name);
  if (found !== undefined) return found;
  throw new Error(
    `The document has no kind "${name}". It has: ${kinds.map((kind) => kind.name).join(", ")}.`,
  );
}

function simulatedJob(record: JobRecord, { clock, wall }: Parts): SimulatedJob {
  const state = () => record.at(clock.now());
  return {
    kind: record.kind.name,
    id: record.id,
    params: record.params,
    startedBy: record.startedBy,
    createdAtMs: record.createdAtMs,
    get frame() {
      return state()?.name;
    },
    get status() {
      return state()?.status;
    },
    get isCancelRequested() {
      return record.isCancelRequested(clock.now());
    },
    body() {
      const now = state();
      return now === undefined || now.answer !== undefined ? undefined : bodyOf(record, now, wall);
    },
    move: (to) => record.move(typeof to === "string" ? [{ frame: to }] : to, clock.now()),
  };
}
