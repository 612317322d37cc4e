import { describe, expect, test } from "vitest";
import { JobStartUncertainError } from "../src/index.ts";
import { all, FakeStream, fails, goesThrough, setUp, streamedTask, task, thrownBy } from "./fake-api.ts";
import { settle } from "./virtual-clock.ts";

function streaming(definition = streamedTask) {
  const set = setUp(definition);
  const stream = new FakeStream();
  set.client.onStream = () => stream;
  return { ...set, stream };
}

describe("a start that streams", () => {
  test("gives the handle at the event that names the job, and confirms the end by a read", async () => {
    const { client, clock, tasks, stream } = streaming();
    client.onRead = goesThrough("done");
    const running = tasks.run({ prompt: "?" });
    stream.push({ type: "text", text: "…" }, { type: "named", task: "t7" });
    await clock.advance(20_000);
    expect(client.count("read")).toBe(0); // events tell, reads are a safety net
    stream.push({ type: "done" });
    expect(await clock.until(running)).toMatchObject({ id: "t1", ref: { id: "t7" }, status: "succeeded" });
    expect([client.count("start"), client.times("read"), stream.isClosed]).toEqual([0, [20_000], true]);
  });

  test("reads every minute while the stream says nothing", async () => {
    const { client, clock, tasks, stream } = streaming();
    const running = tasks.run({ prompt: "?" }, { timeoutMs: 250_000 });
    stream.push({ type: "named", task: "t1" });
    await clock.until(thrownBy(running));
    expect(client.times("read")).toEqual([60_000, 120_000, 180_000, 240_000, 250_000]);
  });

  test.each([0, Number.NaN])("and a kind whose maxMs is %d do not make a flood of reads", async (maxMs) => {
    const { client, clock, tasks, stream } = streaming({ ...streamedTask, poll: { maxMs } });
    const running = tasks.run({ prompt: "?" }, { timeoutMs: 5_000 });
    stream.push({ type: "named", task: "t1" });
    await clock.until(thrownBy(running));
    expect(client.count("read")).toBe(10);
  });

  test("goes on by reads when the stream breaks off, and never takes its end for the job's", async () => {
    const { client, clock, tasks, stream } = streaming();
    client.onRead = goesThrough("busy", "busy", "done");
    const running = tasks.run({ prompt: "?" });
    stream.push({ type: "named", task: "t1" });
    await clock.advance(10_000);
    stream.end({ error: new Error("connection reset") });
    expect((await clock.until(running)).status).toBe("succeeded");
    expect(client.times("read")[0]).toBe(10_000);
    expect(client.count("read")).toBe(3);
  });

  test.each([
    ["ends", (stream: FakeStream) => stream.end()],
    ["breaks off", (stream: FakeStream) => stream.end({ error: new Error("reset") })],
  ])("and %s before it names the job leaves its fate uncertain", async (_name, finish) => {
    const { tasks, stream } = streaming();
    stream.push({ type: "text", text: "…" });
    finish(stream);
    expect(await thrownBy(tasks.run({ prompt: "?" }))).toBeInstanceOf(JobStartUncertainError);
    expect(stream.isClosed).toBe(true);
  });

  test("and never names the job leaves its fate uncertain after a minute, and nothing open", async () => {
    const { clock, tasks, stream } = streaming();
    const running = thrownBy(tasks.run({ prompt: "?" }));
    await clock.advance(59_000);
    stream.push({ type: "text", text: "still alive" });
    expect(stream.isClosed).toBe(false);
    await clock.advance(1_000);
    expect(await running).toBeInstanceOf(JobStartUncertainError);
    await settle();
    expect([stream.isClosed, clock.pending]).toEqual([true, 0]);
  });

  test("that does not open is given up at the caller's deadline, and not within a minute", async () => {
    for (const [timeoutMs, limitMs] of [
      [600_000, 600_000],
      [1_000, 60_000],
      [undefined, undefined],
      [Number.NaN, undefined],
    ]) {
      const { client, clock, tasks, stream } = streaming();
      const running = thrownBy(tasks.run({ prompt: "?" }, timeoutMs === undefined ? {} : { timeoutMs }));
      stream.push({ type: "named", task: "t1" });
      await clock.until(running);
      expect(client.seen("stream")[0]?.options.timeoutMs).toBe(limitMs);
    }
  });

  test("that is refused gives the client's own error", async () => {
    const { client, tasks } = streaming();
    client.onStream = () => {
      fails(422);
      throw Object.assign(new Error("refused"), { httpStatus: 422, isTransient: false });
    };
    expect(await thrownBy(tasks.run({ prompt: "?" }))).toMatchObject({ message: "refused" });
  });

  test("is aborted while it has not named the job: reason through, stream closed", async () => {
    const { clock, tasks, stream } = streaming();
    const stop = new AbortController();
    const running = thrownBy(tasks.run({ prompt: "?" }, { signal: stop.signal }));
    await clock.advance(1_000);
    stop.abort("enough");
    expect(await running).toBe("enough");
    await settle();
    expect([stream.isClosed, clock.pending]).toEqual([true, 0]);
  });

  test("stays open while anyone waits, and closes with the last", async () => {
    const { client, clock, tasks, stream } = streaming();
    const starting = tasks.start({ prompt: "?" });
    stream.push({ type: "named", task: "t1" });
    const handle = await starting;
    const stop = [new AbortController(), new AbortController()] as const;
    const waits = stop.map(({ signal }) => thrownBy(handle.wait({ signal })));
    await clock.advance(1_000);
    stop[0].abort();
    await clock.advance(1_000);
    expect(stream.isClosed).toBe(false);
    stop[1].abort();
    await Promise.all(waits);
    await settle();
    expect([stream.isClosed, client.count("read"), clock.pending]).toEqual([true, 0, 0]);
  });

  test("closes with the last also where somebody attached before the wait began", async () => {
    const { client, clock, tasks, stream } = streaming();
    client.onRead = goesThrough("busy", "done");
    const others: Promise<unknown>[] = [];
    const running = tasks.run(
      { prompt: "?" },
      { onStarted: (ref) => void others.push(tasks.attach(ref).wait()) },
    );
    stream.push({ type: "named", task: "t1" });
    await clock.advance(20_000);
    expect([client.count("read"), stream.isClosed]).toEqual([1, false]); // events tell
    await clock.until(Promise.all([running, ...others]));
    await settle();
    expect([stream.isClosed, clock.pending]).toEqual([true, 0]);
  });

  test("is no longer the business of the start's signal once the job is named", async () => {
    const { tasks, stream } = streaming();
    const stop = new AbortController();
    const starting = tasks.start({ prompt: "?" }, { signal: stop.signal });
    stream.push({ type: "named", task: "t1" });
    await starting;
    stop.abort();
    await settle();
    expect(stream.isClosed).toBe(false);
  });

  test("serves a second wait too while somebody reads its events", async () => {
    const { client, clock, tasks, stream } = streaming();
    const starting = tasks.start({ prompt: "?" });
    stream.push({ type: "named", task: "t1" });
    const handle = await starting;
    const reading = all(handle.events());
    await clock.until(thrownBy(handle.wait({ timeoutMs: 1_000 })));
    client.onRead = (number) => ({ id: "t1", state: number > 2 ? "done" : "busy" });
    const waiting = handle.wait();
    await clock.advance(30_000);
    expect(client.times("read")).toEqual([1_000, 1_000]); // at the deadline, and first of the second wait
    stream.push({ type: "done" });
    expect((await clock.until(waiting)).status).toBe("succeeded");
    expect(clock.now()).toBe(31_000);
    await reading;
  });

  test("is not used with push: false", async () => {
    const { client, clock, tasks } = streaming();
    client.onRead = goesThrough("done");
    await clock.until(tasks.run({ prompt: "?" }, { push: false }));
    expect([client.count("start"), client.count("stream")]).toEqual([1, 0]);
  });

  test("whose end came before anybody waited makes the first read due", async () => {
    const { client, clock, tasks, stream } = streaming({ ...streamedTask, poll: { firstMs: 30_000 } });
    client.onRead = goesThrough("done");
    const starting = tasks.start({ prompt: "?" });
    stream.push({ type: "named", task: "t1" }, { type: "done" });
    const handle = await starting;
    await clock.advance(1_000);
    await clock.until(handle.wait());
    expect(client.times("read")).toEqual([1_000]);
  });
});

describe("events", () => {
  test("are all those of the start, from the first, to everybody who asks", async () => {
    const { client, clock, tasks, stream } = streaming();
    client.onRead = goesThrough("done");
    const starting = tasks.start({ prompt: "?" });
    stream.push({ type: "text", text: "before" }, { type: "named", task: "t1" });
    const handle = await starting;
    const one = all(handle.events());
    stream.push({ type: "text", text: "after" }, { type: "done" });
    const other = all(handle.events());
    await clock.until(handle.wait());
    expect((await one).map((event) => event.type)).toEqual(["text", "named", "text", "done"]);
    expect(await other).toEqual(await one);
    expect(await all(handle.events())).toEqual(await one); // kept for who comes late
  });

  test("keep the stream open when the wait is left, and close it with break", async () => {
    const { clock, tasks, stream } = streaming();
    const starting = tasks.start({ prompt: "?" });
    stream.push({ type: "named", task: "t1" });
    const handle = await starting;
    const reading = (async () => {
      for await (const event of handle.events()) if (event.type === "text") break;
    })();
    await clock.until(thrownBy(handle.wait({ timeoutMs: 1_000 })));
    expect(stream.isClosed).toBe(false);
    stream.push({ type: "text", text: "late" });
    await reading;
    await settle();
    expect(stream.isClosed).toBe(true);
  });

  test("end for the reader when the stream breaks off, with its error", async () => {
    const { tasks, stream } = streaming();
    const starting = tasks.start({ prompt: "?" });
    stream.push({ type: "named", task: "t1" });
    const handle = await starting;
    const reading = thrownBy(all(handle.events()));
    stream.end({ error: new Error("reset") });
    expect(await reading).toMatchObject({ message: "reset" });
  });

  test("heed the reader's signal", async () => {
    const { tasks, stream } = streaming();
    const starting = tasks.start({ prompt: "?" });
    stream.push({ type: "named", task: "t1" });
    const handle = await starting;
    const stop = new AbortController();
    const reading = thrownBy(all(handle.events({ signal: stop.signal })));
    await settle();
    stop.abort("enough");
    expect(await reading).toBe("enough");
  });

  test("without end keep the last thousand for who comes late", async () => {
    const { tasks, stream } = streaming();
    const starting = tasks.start({ prompt: "?" });
    stream.push({ type: "named", task: "t1" });
    const handle = await starting;
    for (let index = 0; index < 5_000; index += 1) stream.push({ type: "text", text: `${index}` });
    stream.push({ type: "done" });
    await settle();
    const events = await all(handle.events());
    expect(events).toHaveLength(1_000);
    expect(events.at(-2)).toEqual({ type: "text", text: "4999" });
  });

  test("that end make those who wait read at once", async () => {
    for (const finish of [
      (stream: FakeStream) => stream.push({ type: "done" }),
      (stream: FakeStream) => stream.end(),
    ]) {
      const stream = new FakeStream();
      const { client, clock, tasks } = setUp({
        ...task,
        events: { open: async () => stream, until: ["done"] },
      });
      const handle = tasks.attach(tasks.ref("t1"));
      const waiting = handle.wait({ schedule: () => Number.POSITIVE_INFINITY });
      const reading = all(handle.events());
      await clock.advance(60_000);
      client.onRead = goesThrough("done");
      finish(stream);
      await reading;
      expect((await clock.until(waiting)).status).toBe("succeeded");
      expect(clock.now()).toBe(60_000);
    }
  });

  test("of a job that is attached to are opened anew, up to the last kind of event", async () => {
    const stream = new FakeStream();
    const { tasks } = setUp({ ...task, events: { open: async () => stream, until: ["done"] } });
    stream.push({ type: "text", text: "a" }, { type: "done" }, { type: "text", text: "never" });
    const events = await all(tasks.attach(tasks.ref("t1")).events());
    expect(events.map((event) => event.type)).toEqual(["text", "done"]);
    expect(stream.isClosed).toBe(true);
  });
});
