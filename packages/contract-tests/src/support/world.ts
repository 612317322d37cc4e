import { getEventListeners } from "node:events";
import type { ClientOptions } from "@jobwire/client";
import type { Clock, JobRef } from "@jobwire/job-utils";
import {
  createClock,
  createSimulator,
  type JobScript,
  type Scenario,
  type Simulator,
  type VirtualClock,
} from "@jobwire/testing";
import { expect } from "vitest";
import { type AnyClient, type AnyHandle, type Api, type KindCase, kindOf, starterOf } from "./apis.ts";
import { inputOf } from "./inputs.ts";

/** A simulated API and a client of it, on one virtual clock. */
export interface World {
  readonly api: Api;
  readonly clock: VirtualClock;
  readonly simulator: Simulator;
  readonly client: AnyClient;
  /** Timers of the client and the engine that wait: 0 once nothing is under way. */
  readonly timersLeft: () => number;
  /** Another client of the same API, as another process would make it. */
  readonly anotherClient: (options?: ClientOptions) => AnyClient;
}

/** Simulates an API. Time jumps from timer to timer, so that an hour takes milliseconds. */
export function createWorld(api: Api, scenario: Scenario = {}, options: ClientOptions = {}): World {
  const clock = createClock({ auto: true });
  const simulator = createSimulator(api.spec, scenario, { clock });
  const counted = countTimers(clock);
  const anotherClient = (more: ClientOptions = {}) =>
    api.create({
      apiKey: "test-key",
      baseUrl: api.baseUrl,
      fetch: simulator.fetch,
      clock: counted.clock,
      random: () => 0.5,
      ...options,
      ...more,
    });
  return { api, clock, simulator, client: anotherClient(), timersLeft: counted.left, anotherClient };
}

/** The same clock, with a count of the timers that were set through it and wait. */
export function countTimers(clock: Clock): { readonly clock: Clock; readonly left: () => number } {
  const waiting = new Set<object>();
  return {
    left: () => waiting.size,
    clock: {
      now: clock.now,
      date: clock.date,
      after(ms, callback, keepAlive) {
        const timer = {};
        waiting.add(timer);
        const cancel = clock.after(
          ms,
          () => {
            waiting.delete(timer);
            callback();
          },
          keepAlive,
        );
        return () => {
          waiting.delete(timer);
          cancel();
        };
      },
    },
  };
}

/** A job of a kind in a world of its own. */
export interface Begun extends World {
  readonly handle: AnyHandle;
  readonly ref: JobRef;
}

/** Begins a job with a script: starts it, or finds one that is there already where nobody starts the kind. */
export async function begin(one: KindCase, script: JobScript, scenario: Scenario = {}): Promise<Begun> {
  const world = createWorld(one.api, { ...scenario, jobs: scriptsOf(one, script) });
  const handle = await beginIn(world, one, script);
  return { ...world, handle, ref: handle.ref };
}

/** A script in which a cancel does something counts for every kind that the start begins: they are cancelled together. */
function scriptsOf(
  { api, kind, startName }: KindCase,
  script: JobScript,
): Readonly<Record<string, JobScript>> {
  if (script.cancel === undefined) return { [kind]: script };
  const together = api.definitions.filter(({ starts }) => startName !== undefined && startName in starts);
  return Object.fromEntries(
    [kind, ...together.map((definition) => definition.kind)].map((name) => [name, script]),
  );
}

/** Begins a job in a world. */
export async function beginIn(
  { client, simulator }: World,
  one: KindCase,
  script: JobScript,
): Promise<AnyHandle> {
  if (one.startName !== undefined) return starterOf(client, one).start(inputOf(one.api, one.startName));
  const params = one.kind === "sandboxRun" ? { install_id: "inlp3l3oep9defxf094o0aaf7s" } : {};
  const { id } = simulator.jobs.create(one.kind, { ...script, params });
  const bound = kindOf(client, one);
  return bound.attach(bound.ref(id, params));
}

/** Nothing is left behind: no timer, no listener on the caller's signal, nothing that the document does not allow. */
export function expectNothingLeft({ timersLeft, simulator }: World, signal?: AbortSignal): void {
  expect(timersLeft(), "timers left").toBe(0);
  expect(simulator.refusals, "requests that the document does not allow").toEqual([]);
  if (signal !== undefined) expect(getEventListeners(signal, "abort"), "listeners left").toEqual([]);
}
