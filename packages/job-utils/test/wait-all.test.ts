import { describe, expect, test } from "vitest";
import { bindJob, every, type Job, waitAll } from "../src/index.ts";
import { FakeClient, fails, gate, setUp, type Task, task, thrownBy } from "./fake-api.ts";
import { settle } from "./virtual-clock.ts";

/** Fifty jobs in a list of ten a page, newest first; each ends at its own time. */
function listed(count = 50, endsAtMs: (index: number) => number = (index) => 20_000 + 1_000 * index) {
  const set = setUp();
  const { client, clock, tasks } = set;
  const stateOf = (index: number) => (clock.now() < endsAtMs(index) ? "busy" : "done");
  const bodies = () =>
    Array.from({ length: count }, (_, index): Task => ({ id: `t${index}`, state: stateOf(index) }));
  client.onRead = (_, id) => ({ id, state: stateOf(Number(id.slice(1))) });
  client.onList = () => pagesOf(bodies().reverse());
  const handles = Array.from({ length: count }, (_, index) => tasks.attach(tasks.ref(`t${index}`)));
  return { ...set, handles, bodies };
}

function pagesOf<Item>(items: readonly Item[], size = 10): Item[][] {
  const pages: Item[][] = [];
  for (let from = 0; from < items.length; from += size) pages.push(items.slice(from, from + size));
  return pages;
}

const statusOf = (outcome: PromiseSettledResult<Job> | undefined) =>
  outcome?.status === "fulfilled" ? outcome.value.status : outcome?.reason;

describe("waitAll", () => {
  test("reads one list for many jobs, and a job alone once, to confirm its end", async () => {
    const { client, clock, handles } = listed();
    const outcomes = await clock.until(waitAll(handles));
    expect(outcomes.map(statusOf)).toEqual(Array(50).fill("succeeded"));
    const alone = client.seen("read").map(({ id }) => id);
    expect(new Set(alone)).toEqual(new Set(handles.map(({ id }) => id)));
    expect(alone.length).toBeLessThanOrEqual(50 + 3); // the last two need no list
    expect(clock.pending).toBe(0);
    expect(client.seen("list")[0]?.options).toMatchObject({ retries: 0 });
  });

  test("reads no more than ⌈n/page⌉ + 1 pages a tick, and pages come no faster than single reads", async () => {
    const { client, clock, handles, bodies } = listed();
    client.onList = () =>
      pagesOf([
        ...Array.from({ length: 500 }, (_, index) => ({ id: `x${index}`, state: "busy" })),
        ...bodies(),
      ]);
    const stop = new AbortController();
    const waiting = thrownBy(waitAll(handles, { signal: stop.signal, schedule: every(60_000) }));
    await clock.advance(100);
    expect(client.count("list")).toBe(6);
    expect(client.count("read")).toBe(50); // the list does not show them, so each is read alone
    stop.abort();
    await waiting;

    const shown = listed(50, () => 60_000);
    const all = waitAll(shown.handles);
    await shown.clock.advance(59_000);
    const times = shown.client.times("list");
    expect(times.length).toBeLessThanOrEqual(59_000 / 500 + 6);
    expect(shown.client.count("read")).toBe(0);
    await shown.clock.until(all);
  });

  test("sees an end no later than single reads would", async () => {
    const { clock, handles } = listed(20, () => 60_000);
    await clock.until(waitAll(handles));
    expect(clock.now()).toBeLessThanOrEqual(60_000 * 1.12);
  });

  test.each([1, 2])("reads %i jobs alone", async (count) => {
    const { client, clock, handles } = listed(count);
    await clock.until(waitAll(handles));
    expect(client.count("list")).toBe(0);
  });

  test("reads alone what the list does not show", async () => {
    const { client, clock, handles, bodies } = listed();
    client.onList = () => pagesOf(bodies().filter(({ id }) => id !== "t7"));
    client.onRead = (_, id) =>
      id === "t7" ? fails(404) : (bodies().find((body) => body.id === id) ?? fails(404));
    const outcomes = await clock.until(waitAll(handles));
    expect(statusOf(outcomes[7])).toMatchObject({ name: "JobNotFoundError", ref: { id: "t7" } });
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(49);
  });

  test("reads every job alone, at its own pace, when the list is refused", async () => {
    const { client, clock, handles } = listed(30);
    client.onList = () => {
      throw Object.assign(new Error("no"), { httpStatus: 403, isTransient: false });
    };
    const outcomes = await clock.until(waitAll(handles));
    expect(outcomes.map(statusOf)).toEqual(Array(30).fill("succeeded"));
    expect(client.count("list")).toBe(1);
    expect(clock.now()).toBeLessThan(60_000);
  });

  test("goes on with a list that fails for a while, and reads nothing alone meanwhile", async () => {
    const { client, clock, handles } = listed(30, () => 90_000);
    const pages = client.onList;
    client.onList = (number) => {
      if (number > 2 && number < 8)
        throw Object.assign(new Error("busy"), { httpStatus: 503, isTransient: true });
      return pages(number);
    };
    const waiting = waitAll(handles);
    await clock.advance(80_000);
    expect(client.count("read")).toBe(0);
    await clock.until(waiting);
  });

  test("passes over items that are no jobs", async () => {
    const { client, clock, handles, bodies } = listed(20, () => 20_000);
    client.onList = () => pagesOf([null, "x", ...bodies()] as never);
    const outcomes = await clock.until(waitAll(handles));
    expect(outcomes.map(statusOf)).toEqual(Array(20).fill("succeeded"));
    expect(client.count("read")).toBe(20);
  });

  test("tells the first state by the list, and each later status after a read", async () => {
    const { client, clock, tasks } = setUp();
    const state = (id: string) =>
      id !== "t0" ? "busy" : clock.now() < 10_000 ? "new" : clock.now() < 30_000 ? "busy" : "done";
    const ids = Array.from({ length: 20 }, (_, index) => `t${index}`);
    client.onList = () => pagesOf(ids.map((id) => ({ id, state: state(id) })));
    client.onRead = (_, id) => ({ id, state: state(id), step: 1 });
    const seen: unknown[] = [];
    const stop = new AbortController();
    const onUpdate = (job: Job) => {
      if (job.id === "t0") seen.push([job.status, (job.raw as Task).step]);
    };
    const waiting = thrownBy(
      waitAll(
        ids.map((id) => tasks.attach(tasks.ref(id))),
        { onUpdate, signal: stop.signal },
      ),
    );
    await clock.advance(60_000);
    expect(seen).toEqual([
      ["queued", undefined],
      ["running", 1],
      ["succeeded", 1],
    ]);
    expect(client.seen("read").map(({ id }) => id)).toEqual(["t0", "t0"]);
    stop.abort("enough");
    expect(await waiting).toBe("enough");
    await settle();
    expect(clock.pending).toBe(0);
  });

  test("a job's first read that a list has overtaken does not bring back what was", async () => {
    const { client, clock, tasks } = setUp();
    const ids = Array.from({ length: 20 }, (_, index) => `t${index}`);
    client.onList = () => pagesOf(ids.map((id) => ({ id, state: "busy" })));
    client.onRead = (number, id) => client.takes(100, { id, state: number === 1 ? "new" : "done" });
    const handles = ids.map((id) => tasks.attach(tasks.ref(id)));
    const seen: string[] = [];
    const alone = tasks.attach(tasks.ref("t0")).wait({ onUpdate: (job) => void seen.push(job.status) });
    const stop = new AbortController();
    const all = thrownBy(waitAll(handles, { signal: stop.signal }));
    await clock.until(alone);
    expect(seen).toEqual(["running", "succeeded"]);
    stop.abort();
    await all;
  });

  test("a list that runs ahead of the reads, or behind, decides nothing", async () => {
    const { client, clock, tasks } = setUp();
    const ids = Array.from({ length: 20 }, (_, index) => `t${index}`);
    client.onList = () => pagesOf(ids.map((id) => ({ id, state: clock.now() < 5_000 ? "busy" : "done" })));
    client.onRead = (_, id) => ({ id, state: clock.now() < 40_000 ? "busy" : "broken" });
    const outcomes = await clock.until(waitAll(ids.map((id) => tasks.attach(tasks.ref(id)))));
    expect(outcomes.map(statusOf)).toEqual(Array(20).fill("failed"));
    expect(clock.now()).toBeGreaterThanOrEqual(40_000);
    expect(clock.now()).toBeLessThan(50_000);
  });

  test("waits for jobs of several kinds and clients, also for one job twice", async () => {
    const one = listed(20);
    const other = bindJob(one.client, { ...task, kind: "other", can: [] });
    const strange = { wait: async () => ({ status: "succeeded" }) as Job };
    const handles = [
      ...one.handles,
      one.handles[0] as (typeof one.handles)[0],
      other.attach(other.ref("t3")),
      strange,
    ];
    const outcomes = await one.clock.until(waitAll(handles));
    expect(outcomes.map(statusOf)).toEqual(Array(23).fill("succeeded"));
    expect(await waitAll([])).toEqual([]);
  });

  test("has a deadline for each job, and rejects only when it is aborted", async () => {
    const { clock, handles } = listed(20, (index) => (index < 10 ? 10_000 : 1e9));
    const outcomes = await clock.until(waitAll(handles, { timeoutMs: 60_000 }));
    expect(outcomes.slice(0, 10).map(statusOf)).toEqual(Array(10).fill("succeeded"));
    expect(outcomes.slice(10).map((outcome) => (statusOf(outcome) as Error).name)).toEqual(
      Array(10).fill("JobWaitTimeoutError"),
    );
    await settle();
    expect(clock.pending).toBe(0);
    expect(await thrownBy(waitAll(handles, { signal: AbortSignal.abort("before") }))).toBe("before");
  });

  test("a schedule that throws ends every wait with its error", async () => {
    const { clock, handles } = listed(20);
    const schedule = () => {
      throw new Error("bug");
    };
    const outcomes = await clock.until(waitAll(handles, { schedule }));
    expect(outcomes.map((outcome) => (statusOf(outcome) as Error).name)).toEqual(
      Array(20).fill("JobCallbackError"),
    );
    expect(clock.pending).toBe(0);
  });

  test("keeps a documented rate, list reads included", async () => {
    const client = new FakeClient();
    const { clock } = client;
    const tasks = bindJob(client, { ...task, rate: { requests: 5, perMs: 10_000 } });
    const ids = Array.from({ length: 40 }, (_, index) => `t${index}`);
    const stateOf = () => (clock.now() < 100_000 ? "busy" : "done");
    client.onList = () => pagesOf(ids.map((id) => ({ id, state: stateOf() })));
    client.onRead = (_, id) => ({ id, state: stateOf() });
    await clock.until(waitAll(ids.map((id) => tasks.attach(tasks.ref(id)))));
    const times = client.calls.map(({ atMs }) => atMs);
    expect(times.every((at, index) => at - (times[index - 5] ?? Number.NEGATIVE_INFINITY) > 9_999.99)).toBe(
      true,
    );
  });

  test("goes through requires_action by the list if it is to, and by a read if that settles", async () => {
    for (const until of ["terminal", "settled"] as const) {
      const { client, clock, tasks } = setUp();
      const ids = Array.from({ length: 20 }, (_, index) => `t${index}`);
      const stateOf = () => (clock.now() < 10_000 ? "busy" : clock.now() < 600_000 ? "held" : "done");
      client.onList = () => pagesOf(ids.map((id) => ({ id, state: stateOf() })));
      client.onRead = (_, id) => ({ id, state: stateOf() });
      const outcomes = await clock.until(
        waitAll(
          ids.map((id) => tasks.attach(tasks.ref(id))),
          { until },
        ),
      );
      expect(new Set(outcomes.map(statusOf))).toEqual(
        new Set([until === "terminal" ? "succeeded" : "requires_action"]),
      );
      expect(client.count("read")).toBe(until === "terminal" ? 40 : 20);
    }
  });

  test("lets a job that is waited for elsewhere too be read at that one's pace", async () => {
    const { client, clock, handles } = listed(20, () => 100_000);
    const all = waitAll(handles);
    await clock.advance(10_000);
    const alone = handles[3]?.wait({ schedule: every(1_000) });
    await clock.advance(10_000);
    expect(client.seen("read").map(({ id }) => id)).toEqual(Array(11).fill("t3"));
    await clock.until(Promise.all([all, alone]));
  });

  test("gives up a list page that hangs when it is aborted", async () => {
    const { client, clock, tasks } = setUp();
    const hanging = {
      ...task,
      list: {
        ...task.list,
        pages: async function* () {
          await gate<void>().promise;
          yield [];
        },
        inputOf: () => ({}),
        pageSize: 10,
      },
    };
    const kind = bindJob(client, hanging);
    const stop = new AbortController();
    const waiting = thrownBy(
      waitAll(
        Array.from({ length: 20 }, (_, index) => kind.attach(tasks.ref(`t${index}`))),
        { signal: stop.signal },
      ),
    );
    await clock.advance(1_000);
    stop.abort("enough");
    expect(await waiting).toBe("enough");
    await settle();
    expect(clock.pending).toBe(0);
  });
});
