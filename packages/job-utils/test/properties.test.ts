/**
 * Random lives of jobs, random faults, clocks that jump, machines that sleep, waits that are left at any moment. What
 * must hold whatever happens.
 */

import { getEventListeners } from "node:events";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bindJob, isTerminal, type Job, JobError, type WaitOptions } from "../src/index.ts";
import { FakeClient, failure, heldTask, type Task, task, thrownBy } from "./fake-api.ts";
import { settle } from "./virtual-clock.ts";

/** How much more to try than usual: `PROPERTY_SCALE=20`. */
const scale = Number(process.env.PROPERTY_SCALE ?? 1);

/** What a job's states are, and how long it stays in each. */
interface Life {
  readonly phases: readonly { readonly state: string; readonly ms: number }[];
  readonly end: string;
}

const states = ["new", "busy", "held", "mystery", "constructor", ""];
const ends = ["done", "broken", "stopped", "late"];

const life: fc.Arbitrary<Life> = fc.record({
  phases: fc.array(
    fc.record({ state: fc.constantFrom(...states), ms: fc.integer({ min: 0, max: 200_000 }) }),
    { maxLength: 5 },
  ),
  end: fc.constantFrom(...ends),
});

function stateAt({ phases, end }: Life, ageMs: number): string {
  let untilMs = 0;
  for (const { state, ms } of phases) {
    untilMs += ms;
    if (ageMs < untilMs) return state;
  }
  return end;
}

const lastsMs = ({ phases }: Life) => phases.reduce((sum, { ms }) => sum + ms, 0);

/** What goes wrong with one answer. */
type Fault = "none" | "network" | "503" | "429" | "html" | "null" | "slow";
const fault: fc.Arbitrary<Fault> = fc.oneof(
  { weight: 12, arbitrary: fc.constant("none" as const) },
  { weight: 6, arbitrary: fc.constantFrom("network", "503", "429", "html", "null", "slow") },
);

/** What happens while a wait is under way. */
type Happening =
  | { readonly what: "pass" | "sleep"; readonly ms: number }
  | { readonly what: "jump"; readonly ms: number }
  | { readonly what: "nudge" | "refresh" | "join" | "abort" };
const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ what: fc.constant("pass" as const), ms: fc.integer({ min: 0, max: 100_000 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      what: fc.constant("sleep" as const),
      ms: fc.integer({ min: 0, max: 10_000_000 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ what: fc.constant("jump" as const), ms: fc.integer({ min: -1e9, max: 1e9 }) }),
  },
  { weight: 4, arbitrary: fc.record({ what: fc.constantFrom("nudge", "refresh", "join", "abort") }) },
);

/** A client that lives through `life` with `faults`, one for each answer; after the last there are none. */
function clientOf(lived: Life, faults: readonly Fault[]): FakeClient {
  const client = new FakeClient();
  const { clock } = client;
  const bornMs = clock.now();
  let answered = 0;
  const answer = (): Task | { body: unknown } => ({ id: "t1", state: stateAt(lived, clock.now() - bornMs) });
  const faulty = () => {
    const kind = faults[answered++] ?? "none";
    if (kind === "html") return { body: "<html>" };
    if (kind === "null") return { body: null };
    if (kind === "slow") return client.takes(7_000, () => answer());
    if (kind === "none") return answer();
    const httpStatus = kind === "network" ? undefined : Number(kind);
    return () => {
      throw failure(httpStatus, kind === "429" ? { retryAfterMs: 20_000 } : {});
    };
  };
  client.onRead = faulty;
  client.onHold = () => {
    const seen = stateAt(lived, clock.now() - bornMs);
    const leftMs = lastsMs(lived) - (clock.now() - bornMs);
    if (leftMs <= 0) return { id: "t1", state: seen };
    return leftMs < 60_000
      ? client.takes(leftMs, () => answer())
      : client.takes(60_000, { body: null, httpStatus: 408 });
  };
  return client;
}

const listenersOn = (signal: AbortSignal) => getEventListeners(signal, "abort").length;

describe.each([
  ["polled", task],
  ["long-polled", heldTask],
])("a %s job", (_name, definition) => {
  test("is told truly, in order, once each; nothing is invented and nothing is left behind", async () => {
    await fc.assert(
      fc.asyncProperty(
        life,
        fc.array(fault, { maxLength: 30 }),
        fc.array(happening, { maxLength: 12 }),
        fc.boolean(),
        async (lived, faults, happenings, isStarted) => {
          const client = clientOf(lived, faults);
          const { clock } = client;
          const tasks = bindJob(client, definition);
          const stops: AbortController[] = [];
          const seen: Job[][] = [];
          const outcomes: Promise<unknown>[] = [];
          const refreshes: Promise<unknown>[] = [];
          const handle = isStarted ? await tasks.start({ prompt: "?" }) : tasks.attach(tasks.ref("t1"));
          const join = () => {
            const stop = new AbortController();
            const mine: Job[] = [];
            const options: WaitOptions<Job> = {
              signal: stop.signal,
              until: "terminal",
              timeoutMs: 900_000,
              onUpdate: (job) => mine.push(job),
            };
            stops.push(stop);
            seen.push(mine);
            outcomes.push(handle.wait(options).catch((error: unknown) => error));
          };
          join();
          for (const one of happenings) {
            if (one.what === "pass") await clock.advance(one.ms);
            else if (one.what === "sleep") await clock.suspend(one.ms);
            else if (one.what === "jump") clock.jump(one.ms);
            else if (one.what === "nudge") handle.nudge();
            else if (one.what === "refresh") refreshes.push(handle.refresh().catch(() => {}));
            else if (one.what === "join") join();
            else stops[stops.length % 2]?.abort("left");
          }
          const results = await clock.until(Promise.all(outcomes));
          await clock.until(Promise.all(refreshes));
          await clock.advance(0);

          for (const [index, result] of results.entries()) {
            const mine = seen[index] ?? [];
            // Nothing is invented: an end is the job's own, and came no earlier than it did.
            if (!(result instanceof Error) && typeof result === "object") {
              expect((result as Job).rawStatus).toBe(lived.end);
              expect(clock.now()).toBeGreaterThanOrEqual(lastsMs(lived));
              expect(mine.at(-1)).toBe(result);
            } else if (result !== "left") {
              expect(JobError.isInstance(result)).toBe(true);
              expect((result as JobError).ref).toEqual(handle.ref);
            }
            // States are distinct, in the order in which the job lived them, and an end is the last.
            const words = mine.map((job) => job.rawStatus);
            expect(words.slice(1).every((word, at) => word !== words[at])).toBe(true);
            const order = [...lived.phases.map(({ state }) => state), lived.end];
            let at = -1;
            for (const word of words) {
              at = order.indexOf(word, Math.max(at, 0));
              expect(at).toBeGreaterThanOrEqual(0);
            }
            expect(mine.slice(0, -1).some((job) => isTerminal(job.status))).toBe(false);
          }
          // Nothing is left behind.
          expect(clock.pending).toBe(0);
          expect(stops.map(({ signal }) => listenersOn(signal)).every((count) => count === 0)).toBe(true);
          const before = client.calls.length;
          await clock.advance(3_600_000);
          expect(client.calls.length).toBe(before);
        },
      ),
      { numRuns: 300 * scale },
    );
  });

  test("is never read more often than every half second, or with retries, whatever a server answers", async () => {
    await fc.assert(
      fc.asyncProperty(
        life,
        fc.array(fault, { maxLength: 40 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        async (lived, faults, random) => {
          const client = clientOf(lived, faults);
          const { clock } = client;
          const tasks = bindJob(client, definition, { random: () => random });
          const waiting = tasks.attach(tasks.ref("t1")).wait({ until: "terminal", timeoutMs: 900_000 });
          await clock.until(waiting.catch(() => {}));
          const looks = [...client.seen("read"), ...client.seen("hold")];
          expect(looks.every(({ options }) => options.retries === 0)).toBe(true);
          const times = client.times("read");
          const last = times.at(-1); // the deadline's own read keeps no distance
          const gaps = times.slice(1).map((at, index) => at - (times[index] ?? 0));
          const isPolled = definition === task;
          if (isPolled)
            expect(gaps.every((gap, index) => gap >= 449 || times[index + 1] === last)).toBe(true);
          // A bound that any schedule of ours keeps: half a second for a phase's first five, then a tenth of its age.
          const phases = lived.phases.length + 1;
          expect(looks.length).toBeLessThanOrEqual(
            phases * 2 * (12 + 26 * Math.log10(Math.max(10, lastsMs(lived) / 5_000))) + faults.length + 8,
          );
        },
      ),
      { numRuns: 200 * scale },
    );
  });
});

test("a budget is kept by any number of jobs, kinds, nudges, aborts and sleeps", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 20 }),
      fc.integer({ min: 1, max: 30 }),
      fc.array(happening, { maxLength: 15 }),
      async (requests, count, happenings) => {
        const rate = { requests, perMs: 10_000 };
        const client = new FakeClient();
        const { clock } = client;
        client.onRead = (_, id) => ({ id, state: "busy" });
        const kinds = [
          bindJob(client, { ...task, rate }),
          bindJob(client, { ...heldTask, kind: "other", rate }),
        ];
        const stop = new AbortController();
        const handles = Array.from({ length: count }, (_, index) => {
          const kind = kinds[index % 2] as (typeof kinds)[0];
          return kind.attach(kind.ref(`t${index}`));
        });
        const waits: Promise<unknown>[] = handles.map((handle) =>
          thrownBy(handle.wait({ signal: stop.signal, timeoutMs: 900_000 })),
        );
        for (const one of happenings) {
          if (one.what === "pass") await clock.advance(one.ms / 10);
          else if (one.what === "sleep") await clock.suspend(one.ms);
          else if (one.what === "nudge") for (const handle of handles) handle.nudge();
          else if (one.what === "refresh") waits.push(handles[0]?.refresh() ?? settle());
        }
        stop.abort();
        await clock.until(Promise.all(waits));
        await settle();
        const times = client.calls.map((call) => call.atMs).sort((a, b) => a - b);
        for (const [index, at] of times.entries()) {
          const first = times[index - requests];
          if (first !== undefined) expect(at - first).toBeGreaterThan(rate.perMs - 0.001);
        }
        expect(clock.pending).toBe(0);
      },
    ),
    { numRuns: 100 * scale },
  );
});

test("an abort at any moment rejects with its reason, cancels if told to, and leaves nothing", async () => {
  await fc.assert(
    fc.asyncProperty(
      life,
      fc.array(fault, { maxLength: 10 }),
      fc.integer({ min: 0, max: 30 }),
      fc.integer({ min: 0, max: 60_000 }),
      fc.constantFrom("leave" as const, "cancel" as const),
      fc.boolean(),
      async (lived, faults, turns, ms, onAbort, heedsSignals) => {
        const client = clientOf(lived, faults);
        client.heedsSignals = heedsSignals;
        const { clock } = client;
        client.onStart = () => client.takes(300, { id: "t1", state: "new" });
        const tasks = bindJob(client, task);
        const stop = new AbortController();
        const running = tasks.run({ prompt: "?" }, { signal: stop.signal, onAbort, until: "terminal" });
        const outcome = running.then(
          (job) => job,
          (error: unknown) => error,
        );
        await clock.advance(ms);
        for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
        const reason = { left: true };
        stop.abort(reason);
        const isOver = await Promise.race([outcome, settle().then(() => "pending")]);
        expect(isOver).not.toBe("pending"); // the same turn
        await clock.advance(600_000); // what was under way ends
        expect(clock.pending).toBe(0);
        expect(listenersOn(stop.signal)).toBe(0);
        if (isOver === reason)
          expect(client.count("cancel")).toBeGreaterThanOrEqual(onAbort === "cancel" ? 1 : 0);
        if (onAbort === "leave") expect(client.count("cancel")).toBe(0);
        expect(client.count("start")).toBe(1);
      },
    ),
    { numRuns: 300 * scale },
  );
});
