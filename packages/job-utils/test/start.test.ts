import { describe, expect, test } from "vitest";
import { bindJob, runJob } from "../src/index.ts";
import {
  answeredTask,
  endsAfter,
  FakeClient,
  fails,
  gate,
  goesThrough,
  setUp,
  type Task,
  task,
  thrownBy,
} from "./fake-api.ts";
import { settle } from "./virtual-clock.ts";

describe("onStarted", () => {
  test("is awaited before the first read", async () => {
    const { client, clock, tasks } = setUp();
    client.onRead = goesThrough("done");
    const stored = gate<void>();
    const running = tasks.run({ prompt: "?" }, { onStarted: () => stored.promise });
    await clock.advance(60_000);
    expect(client.count("read")).toBe(0);
    stored.open();
    expect((await clock.until(running)).status).toBe("succeeded");
  });

  test("gets the ref", async () => {
    const { tasks } = setUp();
    const refs: unknown[] = [];
    const handle = await tasks.start({ prompt: "?" }, { onStarted: (ref) => void refs.push(ref) });
    expect(refs).toEqual([handle.ref]);
  });

  test("that hangs does not hold up an abort", async () => {
    const { client, clock, tasks } = setUp();
    const stop = new AbortController();
    const running = thrownBy(
      tasks.run({ prompt: "?" }, { signal: stop.signal, onStarted: () => gate<void>().promise }),
    );
    await clock.advance(1_000);
    stop.abort("enough");
    expect(await running).toBe("enough");
    expect([client.count("read"), client.count("cancel")]).toEqual([0, 0]);
  });
});

describe('onAbort: "cancel"', () => {
  test("cancels a job that is waited for", async () => {
    const { client, clock, tasks } = setUp();
    const stop = new AbortController();
    const running = thrownBy(tasks.run({ prompt: "?" }, { signal: stop.signal, onAbort: "cancel" }));
    await clock.advance(5_000);
    stop.abort("enough");
    expect(await running).toBe("enough");
    await clock.advance(0);
    expect(client.count("cancel")).toBe(1);
    expect(clock.pending).toBe(0);
  });

  test("leaves a start that is under way to finish, and cancels the job then", async () => {
    const { client, clock, tasks } = setUp();
    client.onStart = () => client.takes(2_000, { id: "t1", state: "new" });
    const stop = new AbortController();
    const running = thrownBy(tasks.run({ prompt: "?" }, { signal: stop.signal, onAbort: "cancel" }));
    await clock.advance(1_000);
    stop.abort("enough");
    expect(await running).toBe("enough"); // at once
    expect(clock.now()).toBe(1_000);
    await clock.advance(2_000);
    expect(client.count("cancel")).toBe(1);
    expect(clock.pending).toBe(0);
  });

  test("cancels when the abort comes while the ref is stored", async () => {
    const { client, clock, tasks } = setUp();
    const stop = new AbortController();
    const onStarted = () => stop.abort("enough");
    expect(
      await thrownBy(tasks.run({ prompt: "?" }, { signal: stop.signal, onAbort: "cancel", onStarted })),
    ).toBe("enough");
    await clock.advance(0);
    expect([client.count("cancel"), client.count("read")]).toEqual([1, 0]);
  });

  test("cancels a started job at whatever moment the abort comes", async () => {
    for (let moment = 0; moment < 40; moment += 1) {
      const { client, clock, tasks } = setUp();
      const stop = new AbortController();
      const running = thrownBy(tasks.run({ prompt: "?" }, { signal: stop.signal, onAbort: "cancel" }));
      for (let turn = 0; turn < moment; turn += 1) await Promise.resolve();
      stop.abort("enough");
      expect(await running).toBe("enough");
      await clock.advance(0);
      expect([client.count("start"), client.count("cancel"), clock.pending], `moment ${moment}`).toEqual([
        1, 1, 0,
      ]);
    }
  });

  test("says nothing if that start fails or the cancel does", async () => {
    const { client, clock, tasks } = setUp();
    client.onCancel = () => fails(500);
    for (const answer of [fails(500), { id: "t1" }]) {
      client.onStart = () => client.takes(2_000, answer);
      const stop = new AbortController();
      const running = thrownBy(tasks.run({ prompt: "?" }, { signal: stop.signal, onAbort: "cancel" }));
      await clock.advance(1_000);
      stop.abort("enough");
      expect(await running).toBe("enough");
      await clock.advance(10_000);
    }
    expect(client.count("cancel")).toBe(2);
  });

  test('is not the default: "leave" sends nothing more', async () => {
    const { client, clock, tasks } = setUp();
    const stop = new AbortController();
    const running = thrownBy(tasks.run({ prompt: "?" }, { signal: stop.signal }));
    await clock.advance(5_000);
    stop.abort();
    await running;
    await clock.advance(60_000);
    expect(client.count("cancel")).toBe(0);
  });
});

describe("a start that answers with the job", () => {
  test("needs no read if it has ended", async () => {
    const { client, clock, tasks } = setUp(answeredTask);
    client.onStart = () => ({ id: "t1", state: "done", result: { answer: "42" } });
    expect(await clock.until(tasks.output({ prompt: "?" }))).toEqual({ answer: "42" });
    expect(client.count("read")).toBe(0);
  });

  test("has its state delivered first", async () => {
    const { client, clock, tasks } = setUp(answeredTask);
    client.onRead = goesThrough("busy", "done");
    const seen: string[] = [];
    await clock.until(tasks.run({ prompt: "?" }, { onUpdate: (job) => seen.push(job.status) }));
    expect(seen).toEqual(["queued", "running", "succeeded"]);
  });

  test("is read if the wait begins later, and the same end again settles it", async () => {
    const { client, clock, tasks } = setUp(answeredTask);
    client.onStart = () => ({ id: "t1", state: "done" });
    client.onRead = () => ({ id: "t1", state: "done" });
    const handle = await tasks.start({ prompt: "?" });
    expect(handle.job?.status).toBe("succeeded");
    await clock.advance(60_000);
    expect((await clock.until(handle.wait())).status).toBe("succeeded");
    expect(client.count("read")).toBe(1);
  });

  test.each([
    ["true", true],
    ["a list", [1]],
  ])("in a body that is no job, beside an id: %s", async (_name, body) => {
    const client = new FakeClient();
    const odd = {
      ...task,
      starts: {
        createTask: {
          call: async () => ({
            reply: { raw: body, httpStatus: 202, header: () => undefined, receivedAtMs: 0 },
            id: "t1",
            body: body as unknown as Task,
          }),
        },
      },
    };
    client.onRead = goesThrough("done");
    const job = await client.clock.until(bindJob(client, odd).run({ prompt: "?" }));
    expect(job).toMatchObject({ id: "t1", status: "succeeded" });
  });

  test("may take as long as the wait", async () => {
    const { client, clock, tasks } = setUp(answeredTask);
    client.onStart = () => ({ id: "t1", state: "done" });
    await clock.until(tasks.run({ prompt: "?" }, { timeoutMs: 7_000 }));
    await clock.until(tasks.run({ prompt: "?" }));
    await tasks.start({ prompt: "?" });
    expect(client.seen("start").map((call) => call.options.timeoutMs)).toEqual([7_000, 3_600_000, 3_600_000]);
    const plain = setUp();
    await plain.tasks.start({ prompt: "?" });
    expect(plain.client.seen("start")[0]?.options.timeoutMs).toBeUndefined();
  });
});

describe("runJob", () => {
  test("does what run of a bound kind does", async () => {
    const client = new FakeClient();
    client.onRead = endsAfter(3, "done");
    const seen: string[] = [];
    const job = await client.clock.until(
      runJob(client, task, "createTask", { prompt: "6·7" }, { onUpdate: (job) => seen.push(job.status) }),
    );
    expect(job).toMatchObject({ status: "succeeded", output: { answer: "42" } });
    expect(seen).toEqual(["running", "succeeded"]);
    expect(client.clock.pending).toBe(0);
  });

  test("cancels on abort if it is told to", async () => {
    const client = new FakeClient();
    const stop = new AbortController();
    const options = { signal: stop.signal, onAbort: "cancel" } as const;
    const running = thrownBy(runJob(client, task, "createTask", { prompt: "?" }, options));
    await client.clock.advance(5_000);
    stop.abort("enough");
    expect(await running).toBe("enough");
    await settle();
    expect([client.count("cancel"), client.clock.pending]).toEqual([1, 0]);
  });
});

test("a definition of another protocol is refused when it is bound", () => {
  const later = { ...task, protocol: 2 } as unknown as typeof task;
  expect(() => bindJob(new FakeClient(), later)).toThrow("protocol 2");
});
