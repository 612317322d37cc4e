import { describe, expect, test } from "vitest";
import { every } from "../src/index.ts";
import { endsAfter, fails, gate, goesThrough, heldTask, setUp, type Task, thrownBy } from "./fake-api.ts";

describe("a long poll", () => {
  test("follows the start at once and gives the end as soon as it is there", async () => {
    const { client, clock, tasks } = setUp(heldTask);
    client.onHold = () => client.takes(12_345, { id: "t1", state: "done" });
    expect((await clock.until(tasks.run({ prompt: "?" }))).status).toBe("succeeded");
    expect(clock.now()).toBe(12_345);
    expect([client.count("hold"), client.count("read"), clock.pending]).toEqual([1, 0, 0]);
    expect(client.seen("hold")[0]?.options).toMatchObject({ timeoutMs: 70_000, pending: [408], retries: 0 });
  });

  test("that was held in vain is followed by a read, and again by a long poll", async () => {
    const { client, clock, tasks } = setUp(heldTask);
    client.onHold = (number) =>
      client.takes(60_000, number < 3 ? { body: null, httpStatus: 408 } : { id: "t1", state: "done" });
    await clock.until(tasks.run({ prompt: "?" }));
    expect(client.times("hold")).toEqual([0, 60_000, 120_000]);
    expect(client.times("read")).toEqual([60_000, 120_000]);
  });

  test("of a job that is attached to comes after a read", async () => {
    const { client, clock, tasks } = setUp(heldTask);
    client.onHold = () => client.takes(5_000, { id: "t1", state: "done" });
    await clock.until(tasks.attach(tasks.ref("t1")).wait());
    expect([client.times("read"), client.times("hold")]).toEqual([[0], [0]]);
    expect(clock.now()).toBe(5_000);
  });

  test.each([
    ["408", { body: null, httpStatus: 408 }],
    ["the same state", { id: "t1", state: "busy" }],
    ["503", fails(503)],
    ["a body that is no job", { body: "busy" }],
  ])("that answers at once makes no more than one request per interval: %s", async (_name, answer) => {
    const { client, clock, tasks } = setUp(heldTask);
    client.onHold = () => answer;
    const running = thrownBy(tasks.run({ prompt: "?" }, { timeoutMs: 60_000 }));
    await clock.advance(59_000);
    const times = [...client.times("hold"), ...client.times("read")].sort((a, b) => a - b);
    const gaps = times.slice(1).map((at, index) => at - (times[index] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(500);
    await clock.until(running);
  });

  test("that fails spends no error budget, and what it asked for is obeyed", async () => {
    const { client, clock, tasks } = setUp(heldTask);
    client.onHold = () => fails(429, { retryAfterMs: 20_000 });
    client.onRead = endsAfter(20, "done");
    const job = await clock.until(tasks.run({ prompt: "?" }));
    expect(job.status).toBe("succeeded");
    const holds = client.times("hold");
    for (const at of client.times("read")) {
      expect(holds.some((hold) => hold < at && at < hold + 20_000)).toBe(false);
    }
  });

  test.each([405, 501])("that does not exist is asked for once: %i", async (httpStatus) => {
    const { client, clock, tasks } = setUp(heldTask);
    client.onHold = () => fails(httpStatus);
    client.onRead = endsAfter(10, "done");
    expect((await clock.until(tasks.run({ prompt: "?" }))).status).toBe("succeeded");
    expect([client.count("hold"), client.count("read")]).toEqual([1, 10]);
  });

  test("answered by 404 just after the start is lag; once a read has shown the job it is missing", async () => {
    const { client, clock, tasks } = setUp(heldTask);
    client.onHold = () =>
      clock.now() < 3_000 ? fails(404) : client.takes(1_000, { id: "t1", state: "done" });
    client.onRead = () => (clock.now() < 3_000 ? fails(404) : { id: "t1", state: "busy" });
    expect((await clock.until(tasks.run({ prompt: "?" }))).status).toBe("succeeded");
    expect(client.count("hold")).toBe(2);

    const missing = setUp(heldTask);
    missing.client.onHold = () => fails(404);
    missing.client.onRead = endsAfter(10, "done");
    await missing.clock.until(missing.tasks.run({ prompt: "?" }));
    expect(missing.client.count("hold")).toBe(2);
  });

  test("is broken off by a nudge, which reads at once", async () => {
    const { client, clock, tasks } = setUp(heldTask);
    client.onHold = () => client.takes(60_000, { body: null, httpStatus: 408 });
    const handle = await tasks.start({ prompt: "?" });
    const waiting = handle.wait();
    await clock.advance(10_000);
    client.onRead = goesThrough("done");
    handle.nudge();
    expect((await clock.until(waiting)).status).toBe("succeeded");
    expect([clock.now(), client.times("read"), clock.pending]).toEqual([10_000, [10_000], 0]);
  });

  test("that a schedule always nudges away leaves two reads a second", async () => {
    const { client, clock, tasks } = setUp(heldTask);
    client.onRead = () => client.takes(10, { id: "t1", state: "busy" });
    const handle = tasks.attach(tasks.ref("t1"));
    const schedule = () => {
      handle.nudge();
      return 2_000;
    };
    await clock.until(thrownBy(handle.wait({ schedule, timeoutMs: 2_000 })));
    expect([...client.times("read"), ...client.times("hold")]).toEqual([0, 10, 510, 1_010, 1_510, 2_000]);
  });

  test("that comes next gives way to a read after a nudge", async () => {
    const { client, clock, tasks } = setUp(heldTask);
    client.onHold = () => ({ id: "t1", state: "busy" });
    const handle = tasks.attach(tasks.ref("t1"));
    const waiting = handle.wait({ schedule: every(60_000) });
    await clock.advance(10_000);
    expect([client.times("read"), client.times("hold")]).toEqual([[0], [0]]);
    client.onRead = goesThrough("done");
    handle.nudge();
    await clock.until(waiting);
    expect([client.times("read"), client.times("hold")]).toEqual([[0, 10_000], [0]]);
  });

  test("gives a late comer a read at once", async () => {
    const { client, clock, tasks } = setUp(heldTask);
    client.heedsSignals = false;
    client.onHold = () => () => gate<Task>().promise;
    const handle = await tasks.start({ prompt: "?" });
    const first = thrownBy(handle.wait({ until: "terminal", timeoutMs: 50_000 }));
    await clock.advance(10_000);
    client.onRead = goesThrough("held");
    expect((await clock.until(handle.wait())).status).toBe("requires_action");
    expect(clock.now()).toBe(10_000);
    await clock.until(first);
    expect(clock.pending).toBe(0);
  });

  test("whose answer is older than a read's counts if it shows the end", async () => {
    const { client, clock, tasks } = setUp(heldTask);
    client.onHold = () => client.takes(20_000, { id: "t1", state: "done" });
    const handle = await tasks.start({ prompt: "?" });
    const waiting = handle.wait();
    await clock.advance(10_000);
    expect((await handle.refresh()).status).toBe("running");
    expect((await clock.until(waiting)).status).toBe("succeeded");
    expect(clock.now()).toBe(20_000);
  });

  test("whose answer comes after a read's is the newer", async () => {
    const { client, clock, tasks } = setUp(heldTask);
    client.onHold = (number) =>
      client.takes(20_000, { id: "t1", state: number === 1 ? "busy" : "done", step: number });
    client.onRead = () => ({ id: "t1", state: "busy", step: 0 });
    const handle = await tasks.start({ prompt: "?" });
    const seen: unknown[] = [];
    const waiting = handle.wait({ onUpdate: (job) => seen.push(job.raw.step) });
    await clock.advance(10_000);
    await handle.refresh();
    await clock.until(waiting);
    expect(seen).toEqual([0, 1, 2]);
  });

  test("goes on when one of two waiters leaves", async () => {
    const { client, clock, tasks } = setUp(heldTask);
    client.onHold = () => client.takes(20_000, { id: "t1", state: "done" });
    const handle = await tasks.start({ prompt: "?" });
    const stop = new AbortController();
    const leaving = thrownBy(handle.wait({ signal: stop.signal }));
    const staying = handle.wait();
    await clock.advance(5_000);
    stop.abort();
    await leaving;
    expect((await clock.until(staying)).status).toBe("succeeded");
    expect([client.count("hold"), client.count("read")]).toEqual([1, 0]);
  });

  test("leaves nothing behind when the wait is aborted or its deadline passes", async () => {
    const { client, clock, tasks } = setUp(heldTask);
    client.onHold = () => client.takes(60_000, { body: null, httpStatus: 408 });
    const stop = new AbortController();
    const running = thrownBy(tasks.run({ prompt: "?" }, { signal: stop.signal }));
    await clock.advance(10_000);
    stop.abort("enough");
    expect(await running).toBe("enough");
    await clock.advance(0);
    expect(clock.pending).toBe(0);
    const late = await clock.until(thrownBy(tasks.run({ prompt: "?" }, { timeoutMs: 5_000 })));
    expect(late).toMatchObject({ name: "JobWaitTimeoutError", job: { status: "running" } });
    await clock.advance(0);
    expect(clock.pending).toBe(0);
  });
});
