/**
 * The twenty points at which wait loops in the field go wrong. Each test fails when the behaviour it names is taken out.
 */
import { getEventListeners } from "node:events";
import { describe, expect, test, vi } from "vitest";
import { boundTo } from "../src/bound.ts";
import {
  bindJob,
  every,
  JobExpiredError,
  JobNotFoundError,
  JobReadError,
  type JobRef,
  JobStartUncertainError,
  JobWaitTimeoutError,
} from "../src/index.ts";
import { accept } from "../src/look.ts";
import { Track } from "../src/track.ts";
import {
  all,
  endsAfter,
  FakeClient,
  fails,
  failure,
  gate,
  goesThrough,
  setUp,
  type Task,
  task,
  thrownBy,
} from "./fake-api.ts";
import { settle } from "./virtual-clock.ts";

const listenersOn = (signal: AbortSignal) => getEventListeners(signal, "abort").length;

describe("1 an unknown status never makes more than one request per interval", () => {
  test.each(["", "mystery", "constructor", "__proto__", "DONE", "done "])("%j", async (state) => {
    const { client, clock, tasks } = setUp();
    client.onRead = () => ({ id: "t1", state });
    const waiting = thrownBy(tasks.attach(tasks.ref("t1")).wait({ timeoutMs: 60_000 }));
    await clock.advance(59_999);
    const times = client.times("read");
    const gaps = times.slice(1).map((at, index) => at - (times[index] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(500);
    const error = await clock.until(waiting);
    expect(error).toBeInstanceOf(JobWaitTimeoutError);
    expect(error).toMatchObject({
      job: { status: "unknown", rawStatus: state },
      attempts: times.length + 1,
    });
  });
});

describe("2 an abort during a sleep", () => {
  test("rejects in the same turn with signal.reason, without the clock; no timer or listener is left", async () => {
    const { clock, tasks } = setUp();
    const stop = new AbortController();
    const waiting = tasks.attach(tasks.ref("t1")).wait({ signal: stop.signal });
    await clock.advance(10_000);
    expect(clock.pending).toBeGreaterThan(0);
    expect(listenersOn(stop.signal)).toBe(1);
    const reason = { why: "enough" };
    let thrown: unknown;
    waiting.catch((error: unknown) => {
      thrown = error;
    });
    stop.abort(reason);
    await Promise.resolve(); // the same turn: only promise callbacks run
    expect(thrown).toBe(reason);
    expect(clock.pending).toBe(0);
    expect(listenersOn(stop.signal)).toBe(0);
  });

  test("also during a read that is under way, of a client that does not heed signals", async () => {
    const { client, clock, tasks } = setUp();
    client.heedsSignals = false;
    const answer = gate<{ id: string }>();
    client.onRead = () => () => answer.promise;
    const stop = new AbortController();
    const waiting = thrownBy(tasks.attach(tasks.ref("t1")).wait({ signal: stop.signal }));
    await clock.advance(0);
    stop.abort("now");
    expect(await waiting).toBe("now");
    expect([clock.pending, listenersOn(stop.signal)]).toEqual([0, 0]);
    answer.open({ id: "t1" });
    await clock.advance(100_000);
    expect(client.count("read")).toBe(1);
  });

  test.each([
    ["that heeds signals", (signal?: AbortSignal) => signal?.reason, true],
    ["that wraps the reason", () => new Error("The operation was aborted."), true],
    ["that does not heed signals", () => "never thrown", false],
  ])("also while the start is under way, of a client %s", async (_name, errorOf, heedsSignals) => {
    const { client, clock, tasks } = setUp();
    client.heedsSignals = false;
    client.onStart = () => (signal) =>
      new Promise((_, reject) => {
        if (heedsSignals) signal?.addEventListener("abort", () => reject(errorOf(signal)));
      });
    const stop = new AbortController();
    const options = { signal: stop.signal };
    const calls = [tasks.run({ prompt: "?" }, options), tasks.start({ prompt: "?" }, options)].map(thrownBy);
    await clock.advance(0);
    stop.abort("changed my mind");
    expect(await Promise.all(calls)).toEqual(["changed my mind", "changed my mind"]);
    await settle();
    expect([clock.pending, listenersOn(stop.signal)]).toEqual([0, heedsSignals ? 2 : 0]); // the client's own
  });
});

test("3 a pre-aborted signal sends nothing", async () => {
  const { client, clock, tasks } = setUp();
  client.heedsSignals = false;
  const signal = AbortSignal.abort("before");
  const handle = tasks.attach(tasks.ref("t1"));
  const thrown = [
    await thrownBy(tasks.run({ prompt: "?" }, { signal })),
    await thrownBy(tasks.run({ prompt: "?" }, { signal, onAbort: "cancel" })),
    await thrownBy(tasks.start({ prompt: "?" }, { signal })),
    await thrownBy(handle.wait({ signal, onAbort: "cancel" })),
    await thrownBy(handle.refresh({ signal })),
    await thrownBy(handle.cancel({ signal })),
    await thrownBy(all(handle.watch({ signal }))),
    await thrownBy(all(handle.events({ signal }))),
  ];
  expect(new Set(thrown)).toEqual(new Set(["before"]));
  await clock.advance(100_000);
  expect(client.calls).toEqual([]);
  expect([clock.pending, listenersOn(signal)]).toEqual([0, 0]);
});

test("4 aborting one of two waiters leaves the other, and waiting again works", async () => {
  const { client, clock, tasks } = setUp();
  client.onRead = endsAfter(5, "done");
  const stop = new AbortController();
  const handle = tasks.attach(tasks.ref("t1"));
  const one = thrownBy(handle.wait({ signal: stop.signal }));
  const other = tasks.attach(tasks.ref("t1")).wait();
  await clock.advance(600);
  stop.abort("one leaves");
  expect(await one).toBe("one leaves");
  const again = handle.wait();
  expect((await clock.until(other)).status).toBe("succeeded");
  expect((await clock.until(again)).status).toBe("succeeded");
});

describe("5 transient failures are tolerated within a budget and never touch the job's state", () => {
  const transient: Record<string, unknown> = {
    network: failure(undefined),
    "408": failure(408),
    "425": failure(425),
    "429": failure(429),
    "500": failure(500),
    "502": failure(502),
    "504": failure(504),
    "an error without facts": new SyntaxError("Unexpected token < in JSON"),
    "a thrown string": "boom",
  };
  test.each(Object.entries(transient))("%s, eight times", async (_name, error) => {
    const { client, clock, tasks } = setUp();
    const seen: string[] = [];
    client.onRead = (number) => {
      if (number < 2 || number > 9) return endsAfter(10, "done")(number);
      return () => {
        throw error;
      };
    };
    const job = await clock.until(tasks.run({ prompt: "?" }, { onUpdate: (job) => seen.push(job.status) }));
    expect(job.status).toBe("succeeded");
    expect(seen).toEqual(["running", "succeeded"]);
  });

  test.each([
    ["an HTML page", "<html>"],
    ["null", null],
    ["an array", []],
    ["a number", 7],
  ])("a body that is %s", async (_name, body) => {
    const { client, clock, tasks } = setUp();
    client.onRead = (number) => (number < 6 ? { body } : { id: "t1", state: "done" });
    const seen: string[] = [];
    await clock.until(tasks.run({ prompt: "?" }, { onUpdate: (job) => seen.push(job.status) }));
    expect(seen).toEqual(["succeeded"]);
  });

  test("past the budget (5 in a row and 2 minutes) an error carries ref, last job and cause, and can be resumed", async () => {
    const { client, clock, tasks } = setUp();
    let isDown = false;
    client.onRead = () => (isDown ? fails(503) : { id: "t1", state: isDown ? "" : "busy" });
    const running = thrownBy(tasks.run({ prompt: "?" }));
    await clock.advance(2_000);
    isDown = true;
    const downAtMs = clock.now();
    const error = await clock.until(running);
    expect(error).toBeInstanceOf(JobReadError);
    expect(error).toMatchObject({
      ref: { kind: "task", id: "t1" },
      job: { status: "running" },
      cause: { httpStatus: 503 },
    });
    expect((error as JobReadError).failures).toBeGreaterThanOrEqual(5);
    expect(clock.now() - downAtMs).toBeGreaterThanOrEqual(120_000 - 1_000);
    expect(clock.now() - downAtMs).toBeLessThan(180_000);
    isDown = false;
    client.onRead = goesThrough("done");
    const resumed = tasks.attach((error as JobReadError).ref as JobRef);
    expect((await clock.until(resumed.wait())).status).toBe("succeeded");
  });

  test("only failures in a row count", async () => {
    const { client, clock, tasks } = setUp();
    client.onRead = (number) => (number % 3 === 0 ? endsAfter(30, "done")(number) : fails(503));
    const job = await clock.until(tasks.run({ prompt: "?" }, { errorBudget: { failures: 3, ms: 0 } }));
    expect(job.status).toBe("succeeded");
    client.onRead = () => fails(503);
    const error = await clock.until(
      thrownBy(tasks.run({ prompt: "?" }, { errorBudget: { failures: 3, ms: 0 } })),
    );
    expect(error).toMatchObject({ name: "JobReadError", failures: 3 });
  });

  test("a wait that begins while reads fail for another has a budget of its own", async () => {
    const { client, clock, tasks } = setUp();
    client.onRead = () => fails(503);
    const handle = tasks.attach(tasks.ref("t1"));
    const patient = handle.wait({ errorBudget: { ms: 600_000 } });
    await clock.advance(300_000);
    const late = handle.wait();
    await clock.advance(60_000);
    client.onRead = goesThrough("done");
    expect((await clock.until(late)).status).toBe("succeeded");
    expect((await clock.until(patient)).status).toBe("succeeded");
  });

  test.each([400, 403, 409, 422])("%i ends the wait at once", async (httpStatus) => {
    const { client, clock, tasks } = setUp();
    client.onRead = () => fails(httpStatus);
    const error = await clock.until(thrownBy(tasks.run({ prompt: "?" })));
    expect(error).toBeInstanceOf(JobReadError);
    expect(client.count("read")).toBe(1);
  });

  test("401 is read once more, so that a key function is asked again, and then ends the wait", async () => {
    const { client, clock, tasks } = setUp();
    client.onRead = (number) => (number === 2 ? { id: "t1", state: "busy" } : fails(401));
    const error = await clock.until(thrownBy(tasks.run({ prompt: "?" })));
    expect(error).toBeInstanceOf(JobReadError);
    expect(client.count("read")).toBe(4); // refused, good, refused, refused
  });
});

describe("6 what a server asks for is obeyed", () => {
  test.each([
    ["seconds", 120_000, 120_000],
    ["a time in the past", -5_000, 500],
    ["zero", 0, 500],
    ["garbage", Number.NaN, 500],
    ["ten digits", 9_999_999_999_000, 3_600_000],
    ["infinity", Number.POSITIVE_INFINITY, 3_600_000],
  ])("Retry-After of a reply: %s", async (_name, retryAfterMs, expectedMs) => {
    const { client, clock, tasks } = setUp();
    client.onRead = (number) => ({ body: goesThrough("busy", "done")(number), retryAfterMs });
    await clock.until(tasks.attach(tasks.ref("t1")).wait({ timeoutMs: Number.POSITIVE_INFINITY }));
    expect(client.times("read")).toEqual([0, expectedMs]);
  });

  test.each([429, 503])("Retry-After of a %i", async (httpStatus) => {
    const { client, clock, tasks } = setUp();
    client.onRead = (number) =>
      number === 1 ? fails(httpStatus, { retryAfterMs: 45_000 }) : { id: "t1", state: "done" };
    await clock.until(tasks.attach(tasks.ref("t1")).wait());
    expect(client.times("read")).toEqual([0, 45_000]);
  });

  test("a nudge does not come before what a refusal asked for", async () => {
    const { client, clock, tasks } = setUp();
    client.onRead = (number) =>
      number === 1 ? fails(429, { retryAfterMs: 45_000 }) : { id: "t1", state: "done" };
    const handle = tasks.attach(tasks.ref("t1"));
    const waiting = handle.wait();
    await clock.advance(1_000);
    handle.nudge();
    await clock.until(waiting);
    expect(client.times("read")).toEqual([0, 45_000]);
  });
});

describe("7 no delay above 2^31−1 ms reaches a timer, no NaN or negative either", () => {
  // The virtual clock throws on such a delay.
  test.each([Number.NaN, -1, 0, Number.NEGATIVE_INFINITY, 0.2])(
    "a schedule that answers %d reads every 500 ms",
    async (ms) => {
      const { client, clock, tasks } = setUp();
      client.onRead = endsAfter(4, "done");
      await clock.until(tasks.attach(tasks.ref("t1")).wait({ schedule: () => ms }));
      expect(client.times("read")).toEqual([0, 500, 1000, 1500]);
    },
  );

  test("a schedule of 30 days waits 30 days", async () => {
    const { client, clock, tasks } = setUp();
    client.onRead = endsAfter(2, "done");
    const days30 = 30 * 86_400_000;
    await clock.until(tasks.attach(tasks.ref("t1")).wait({ schedule: every(days30), timeoutMs: 2 * days30 }));
    expect(client.times("read")).toEqual([0, days30]);
    expect(Math.max(...clock.delays)).toBeLessThanOrEqual(2 ** 31 - 1);
  });

  test("a schedule of Infinity waits for a nudge or the deadline", async () => {
    const { client, clock, tasks } = setUp();
    client.onRead = endsAfter(3, "done");
    const handle = tasks.attach(tasks.ref("t1"));
    const waiting = handle.wait({ schedule: () => Number.POSITIVE_INFINITY, timeoutMs: 90 * 86_400_000 });
    await clock.advance(60 * 86_400_000);
    handle.nudge();
    await clock.until(waiting);
    expect(client.times("read")).toEqual([0, 60 * 86_400_000, 90 * 86_400_000]);
  });

  test("a hint of 30 days waits an hour", async () => {
    const { client, clock, tasks } = setUp();
    client.onRead = (number) => ({ body: endsAfter(3, "done")(number), retryAfterMs: 30 * 86_400_000 });
    await clock.until(tasks.attach(tasks.ref("t1")).wait({ timeoutMs: 86_400_000 }));
    expect(client.times("read")).toEqual([0, 3_600_000, 7_200_000]);
  });

  test.each([Number.NaN, -5, 0])("a deadline of %d ms is a deadline", async (timeoutMs) => {
    const { client, clock, tasks } = setUp();
    const error = await clock.until(thrownBy(tasks.attach(tasks.ref("t1")).wait({ timeoutMs })));
    expect(error).toBeInstanceOf(JobWaitTimeoutError);
    expect(clock.now()).toBe(Number.isNaN(timeoutMs) ? 3_600_000 : 0);
    if (!Number.isNaN(timeoutMs)) expect(client.count("read")).toBeLessThanOrEqual(2);
  });
});

describe("8 the deadline", () => {
  test("holds to one read, reads a last time when it is reached, and lists what was observed", async () => {
    const { client, clock, tasks } = setUp();
    client.onRead = goesThrough("new", "busy", "busy");
    const running = thrownBy(tasks.run({ prompt: "?" }, { timeoutMs: 5_000, schedule: every(2_000) }));
    const error = await clock.until(running);
    expect(client.times("read")).toEqual([2_000, 4_000, 5_000]);
    expect(clock.now()).toBe(5_000);
    expect(error).toBeInstanceOf(JobWaitTimeoutError);
    expect(error).toMatchObject({
      attempts: 3,
      observed: { new: 1, busy: 2 },
      job: { status: "running" },
      ref: { id: "t1" },
    });
    expect((error as Error).message).toBe(
      "fake task t1 did not end within 5000 ms (seen in 3 reads: new ×1, busy ×2). It runs on: attach(error.ref) waits again, cancel() stops it.",
    );
    expect(clock.pending).toBe(0);
  });

  test("gives the job if the last read shows its end", async () => {
    const { client, clock, tasks } = setUp();
    client.onRead = endsAfter(2, "done");
    const job = await clock.until(
      tasks.attach(tasks.ref("t1")).wait({ timeoutMs: 5_000, schedule: every(60_000) }),
    );
    expect(job.status).toBe("succeeded");
    expect(clock.now()).toBe(5_000);
  });

  test("passes ten seconds late at most if the last read hangs, and shares a read that is under way", async () => {
    const { client, clock, tasks } = setUp();
    client.heedsSignals = false;
    client.onRead = () => () => gate<{ id: string }>().promise;
    const waiting = thrownBy(tasks.attach(tasks.ref("t1")).wait({ timeoutMs: 5_000 }));
    expect(await clock.until(waiting)).toBeInstanceOf(JobWaitTimeoutError);
    expect([clock.now(), client.count("read"), clock.pending]).toEqual([15_000, 1, 0]);
  });

  test("an abort during the last read leaves no timer", async () => {
    const { client, clock, tasks } = setUp();
    client.onRead = (number) => (number === 1 ? { id: "t1" } : () => gate<{ id: string }>().promise);
    const stop = new AbortController();
    const waiting = thrownBy(
      tasks.attach(tasks.ref("t1")).wait({ signal: stop.signal, timeoutMs: 5_000, schedule: every(60_000) }),
    );
    await clock.advance(6_000);
    stop.abort("late");
    expect(await waiting).toBe("late");
    expect(clock.pending).toBe(0);
  });

  test("of run counts from the start", async () => {
    const { client, clock, tasks } = setUp();
    client.onStart = () => client.takes(3_000, { id: "t1", state: "new" });
    const error = await clock.until(thrownBy(tasks.run({ prompt: "?" }, { timeoutMs: 5_000 })));
    expect(error).toMatchObject({ name: "JobWaitTimeoutError", timeoutMs: 5_000 });
    expect(clock.now()).toBe(5_000);
  });
});

test("9 a redirect that the client refused is no state of the job and is not followed by the engine", async () => {
  const { client, clock, tasks } = setUp();
  client.onRead = () => fails(307, { isTransient: false });
  const error = await clock.until(thrownBy(tasks.run({ prompt: "?" })));
  expect(error).toBeInstanceOf(JobReadError);
  expect(client.count("read")).toBe(1);
});

describe("10 fifty waiters on one job make the requests of one", () => {
  const readsOf = async (waiters: number) => {
    const { client, clock, tasks } = setUp();
    client.onRead = endsAfter(12, "done");
    const waits = Array.from({ length: waiters }, () => tasks.attach(tasks.ref("t1")).wait());
    const jobs = await clock.until(Promise.all(waits));
    expect(new Set(jobs.map((job) => job.status))).toEqual(new Set(["succeeded"]));
    return client.times("read");
  };

  test("who begin together", async () => {
    expect(await readsOf(50)).toEqual(await readsOf(1));
  });

  test("who begin together on a job that was just started", async () => {
    const { client, clock, tasks } = setUp();
    client.onRead = endsAfter(3, "done");
    const handle = await tasks.start({ prompt: "?" });
    await clock.until(Promise.all(Array.from({ length: 50 }, () => handle.wait())));
    expect(client.times("read")).toEqual([500, 1_000, 1_500]);
  });

  test("who come while a read is under way take its answer", async () => {
    const { client, clock, tasks } = setUp();
    client.onRead = (number) => client.takes(200, endsAfter(4, "done")(number));
    const first = tasks.attach(tasks.ref("t1")).wait();
    await clock.advance(100);
    const others = Array.from({ length: 49 }, () => tasks.attach(tasks.ref("t1")).wait());
    await clock.until(Promise.all([first, ...others]));
    expect(client.times("read")).toEqual([0, 700, 1_400, 2_100]);
  });

  test("who come one after another while the job is looked at make no more than one read each half second", async () => {
    const { client, clock, tasks } = setUp();
    const waits = [thrownBy(tasks.attach(tasks.ref("t1")).wait({ timeoutMs: 60_000 }))];
    await clock.advance(30_000);
    const before = client.count("read");
    for (let index = 0; index < 49; index += 1) {
      waits.push(thrownBy(tasks.attach(tasks.ref("t1")).wait({ timeoutMs: 20_000 })));
      await clock.advance(20);
    }
    expect(client.count("read") - before).toBeLessThanOrEqual(4);
    await clock.until(Promise.all(waits));
  });
});

describe("11 a start is sent once", () => {
  test.each([
    ["a network failure", failure(undefined)],
    ["500", failure(500)],
    ["503", failure(503)],
    ["408", failure(408)],
    ["a redirect", failure(303)],
    ["a body that is no JSON", new SyntaxError("Unexpected token <")],
  ])("%s: its fate is uncertain, and the error names where to look", async (_name, cause) => {
    const { client, clock, tasks } = setUp();
    client.onStart = () => () => {
      throw cause;
    };
    const error = await clock.until(thrownBy(tasks.run({ prompt: "?" })));
    expect(error).toBeInstanceOf(JobStartUncertainError);
    expect(error).toMatchObject({ lookIn: "listTasks", provider: "fake", kind: "task", cause });
    expect((error as Error).message).toContain(`failed: ${cause.message}`);
    expect(client.count("start")).toBe(1);
  });

  test.each([
    ["400", failure(400)],
    ["401", failure(401)],
    ["429", failure(429)],
    ["a connection that never was", failure(undefined, { mayHaveBeenSent: false })],
  ])("%s: refused, so the error is the client's own", async (_name, cause) => {
    const { client, tasks } = setUp();
    client.onStart = () => () => {
      throw cause;
    };
    expect(await thrownBy(tasks.run({ prompt: "?" }))).toBe(cause);
    expect(client.count("start")).toBe(1);
  });

  test.each([[undefined], [null], [""], [{}], [Number.NaN]])("an answer whose id is %j", async (id) => {
    const { client, tasks } = setUp();
    client.onStart = () => ({ body: { id } });
    const error = await thrownBy(tasks.start({ prompt: "?" }));
    expect(error).toBeInstanceOf(JobStartUncertainError);
    expect((error as Error).message).toContain("the answer (HTTP 200) holds no id");
    expect(client.calls).toHaveLength(1);
  });

  test("the caller's idempotency key goes along, and the engine adds no retries of its own", async () => {
    const { client, tasks } = setUp();
    await tasks.start({ prompt: "?" }, { idempotencyKey: "k-1" });
    expect(client.seen("start")[0]?.options.idempotencyKey).toBe("k-1");
    expect(client.seen("start")[0]?.options.retries).toBeUndefined();
  });
});

describe("12 a JobRef", () => {
  test("is JSON without secrets, and restores in another process", async () => {
    const { tasks } = setUp();
    const handle = await tasks.start(
      { prompt: "?" },
      { apiKey: "sk-secret", headers: { "x-key": "secret" } },
    );
    const text = JSON.stringify(handle.ref);
    expect(text).toBe('{"v":1,"provider":"fake","kind":"task","id":"t1","at":"0a1b2c3d"}');
    expect(text.length).toBeLessThanOrEqual(300);
    const other = setUp();
    other.client.onRead = goesThrough("done");
    const job = await other.clock.until(other.tasks.attach(JSON.parse(text) as JobRef).wait());
    expect(job).toMatchObject({ id: "t1", status: "succeeded", ref: handle.ref });
  });

  test("of a kind that was renamed restores, and with fields of a later minor version too", async () => {
    const { tasks } = setUp();
    const ref = { v: 1, provider: "fake", kind: "chore", id: "t1", later: true } as const;
    expect(tasks.attach(ref).ref).toEqual({ v: 1, provider: "fake", kind: "task", id: "t1", at: "0a1b2c3d" });
  });

  test("of elsewhere fails before a request", () => {
    const { client, tasks } = setUp();
    const ref = tasks.ref("t1");
    expect(() => tasks.attach({ ...ref, at: "ffffffff" })).toThrow("another origin or tenant");
    expect(() => tasks.attach({ ...ref, kind: "video" })).toThrow('its kind is "video"');
    expect(() => tasks.attach({ ...ref, v: 2 } as unknown as JobRef)).toThrow("version is 2");
    expect(client.calls).toEqual([]);
  });
});

describe("13 a 404", () => {
  test("just after a start is lag", async () => {
    const { client, clock, tasks } = setUp();
    client.onRead = () => (clock.now() < 14_000 ? fails(404) : { id: "t1", state: "done" });
    expect((await clock.until(tasks.run({ prompt: "?" }))).status).toBe("succeeded");
  });

  test("15 s after a start is JobNotFoundError", async () => {
    const { client, clock, tasks } = setUp();
    client.onRead = () => fails(404);
    const error = await clock.until(thrownBy(tasks.run({ prompt: "?" })));
    expect(error).toBeInstanceOf(JobNotFoundError);
    expect(clock.now()).toBeGreaterThanOrEqual(15_000);
    expect(clock.now()).toBeLessThan(35_000);
  });

  test("of a job that was not started here is JobNotFoundError at once", async () => {
    const { client, clock, tasks } = setUp();
    client.onRead = () => fails(404);
    const error = await clock.until(thrownBy(tasks.attach(tasks.ref("t1")).wait()));
    expect(error).toBeInstanceOf(JobNotFoundError);
    expect(client.count("read")).toBe(1);
  });

  test("past expiresAt is JobExpiredError, and 410 always", async () => {
    const { client, clock, tasks } = setUp();
    client.onRead = (number) =>
      number === 1 ? { id: "t1", state: "busy", expires_at: "2026-03-01T10:00:00.400Z" } : fails(404);
    expect(await clock.until(thrownBy(tasks.attach(tasks.ref("t1")).wait()))).toBeInstanceOf(JobExpiredError);
    client.onRead = () => fails(410);
    expect(await clock.until(thrownBy(tasks.run({ prompt: "?" })))).toBeInstanceOf(JobExpiredError);
  });
});

test("14 done → running is ignored and counted", async () => {
  const { client, clock, tasks } = setUp();
  client.heedsSignals = false;
  const slow = gate<Task>();
  client.onRead = (number) => (number === 1 ? () => slow.promise : { id: "t1", state: "done" });
  const handle = tasks.attach(tasks.ref("t1"));
  const seen: string[] = [];
  const waiting = handle.wait({ onUpdate: (job) => seen.push(job.status) });
  await clock.advance(0);
  const refreshing = handle.refresh(); // shares the read that is under way
  const cancelled = await clock.until(handle.cancel()); // reads anew
  slow.open({ id: "t1", state: "busy" });
  expect((await refreshing).status).toBe("succeeded");
  expect([cancelled.status, (await waiting).status, handle.job?.status]).toEqual(Array(3).fill("succeeded"));
  expect(seen).toEqual(["succeeded"]);

  const bound = boundTo(client, task, {});
  const track = new Track(bound, { id: "t1", params: {} }, {});
  accept(track, { id: "t1", state: "busy" }, undefined, 2);
  accept(track, { id: "t1", state: "new" }, undefined, 1); // was sent before
  expect([track.job?.status, track.regressions]).toEqual(["running", 1]);
  accept(track, { id: "t1", state: "done" }, undefined, 1); // an end is an end
  accept(track, { id: "t1", state: "busy" }, undefined, 3);
  expect([track.job?.status, track.regressions]).toEqual(["succeeded", 2]);
});

describe("15 cancel reports the state the provider ends in", () => {
  test.each([
    ["done", "succeeded"],
    ["broken", "failed"],
    ["stopped", "cancelled"],
    ["late", "timed_out"],
  ])("%s", async (state, status) => {
    const { client, clock, tasks } = setUp();
    client.onRead = endsAfter(4, state);
    const job = await clock.until(tasks.attach(tasks.ref("t1")).cancel());
    expect(job.status).toBe(status);
    expect(client.count("cancel")).toBe(1);
    expect(client.seen("cancel")[0]?.options).toMatchObject({ parse: false, retries: 0 });
  });

  test("an answer that says nothing, or lies, is not believed", async () => {
    const { client, clock, tasks } = setUp();
    client.onCancel = () => ({ body: "truetrue" });
    client.onRead = endsAfter(3, "done");
    const handle = tasks.attach(tasks.ref("t1"));
    const job = await clock.until(handle.cancel({ wait: false }));
    expect(job.status).toBe("running");
    expect((await clock.until(handle.wait())).status).toBe("succeeded");
  });

  test.each([400, 404, 409, 500])("a %i is dropped if the job has ended meanwhile", async (httpStatus) => {
    const { client, clock, tasks } = setUp();
    client.onCancel = () => fails(httpStatus);
    client.onRead = () => ({ id: "t1", state: "done" });
    const job = await clock.until(tasks.attach(tasks.ref("t1")).cancel());
    expect(job.status).toBe("succeeded");
    expect(client.count("cancel")).toBe(1);
  });

  test("an error is answered by one more cancel after one to two seconds, and then thrown", async () => {
    const { client, clock, tasks } = setUp();
    client.onCancel = () => fails(409);
    const error = await clock.until(thrownBy(tasks.attach(tasks.ref("t1")).cancel()));
    expect(error).toMatchObject({ httpStatus: 409 });
    expect(client.times("cancel")).toEqual([0, 1_500]);
    expect(clock.pending).toBe(0);
    client.onCancel = (number) => (number === 3 ? fails(409) : { id: "t1" });
    client.onRead = () => ({ id: "t1", state: client.count("cancel") === 4 ? "stopped" : "busy" });
    expect((await clock.until(tasks.attach(tasks.ref("t1")).cancel())).status).toBe("cancelled");
  });

  test("an error whose confirming read fails too counts as not ended", async () => {
    const { client, clock, tasks } = setUp();
    client.onCancel = (number) => (number === 1 ? fails(502) : { id: "t1" });
    client.onRead = (number) => (number === 1 ? fails(502) : { id: "t1", state: "stopped" });
    expect((await clock.until(tasks.attach(tasks.ref("t1")).cancel())).status).toBe("cancelled");
  });

  test("its deadline counts from the cancel, which may hang itself", async () => {
    const { client, clock, tasks } = setUp();
    client.onCancel = () => () => new Promise(() => {});
    const handle = tasks.attach(tasks.ref("t1"));
    const error = await clock.until(thrownBy(handle.cancel({ timeoutMs: 5_000 })));
    expect(error).toBeInstanceOf(JobWaitTimeoutError);
    expect(error).toMatchObject({ timeoutMs: 5_000, ref: handle.ref });
    expect([clock.now(), clock.pending, client.count("read")]).toEqual([5_000, 0, 0]);

    client.onCancel = () => client.takes(4_000, { body: {} });
    const late = await clock.until(thrownBy(handle.cancel({ timeoutMs: 5_000 })));
    expect(late).toMatchObject({ name: "JobWaitTimeoutError", job: { status: "running" } });
    expect([clock.now(), clock.pending]).toEqual([10_000, 0]);
  });

  test("its deadline also ends the read of a cancel that does not wait", async () => {
    const { client, clock, tasks } = setUp();
    client.heedsSignals = false;
    client.onRead = () => () => new Promise(() => {});
    const handle = tasks.attach(tasks.ref("t1"));
    const error = await clock.until(thrownBy(handle.cancel({ wait: false, timeoutMs: 5_000 })));
    expect(error).toMatchObject({ name: "JobWaitTimeoutError", timeoutMs: 5_000 });
    expect([clock.now(), clock.pending]).toEqual([5_000, 0]);
  });

  test("a cancel that is over, well or badly, keeps nothing of the job: who leaves last breaks off the read", async () => {
    for (const answer of [fails(409), { body: { id: "t1" } }]) {
      const { client, clock, tasks } = setUp();
      client.onCancel = () => answer;
      const handle = tasks.attach(tasks.ref("t1"));
      await clock.until(handle.cancel({ wait: false }).catch(() => {}));
      client.onRead = () => () => new Promise(() => {});
      const stop = new AbortController();
      const waiting = thrownBy(handle.wait({ signal: stop.signal }));
      await clock.advance(1_000);
      stop.abort("enough");
      expect(await waiting).toBe("enough");
      expect(client.seen("read").at(-1)?.options.signal?.aborted).toBe(true);
    }
  });

  test("a read that was sent before the cancel was taken is not shared with later calls", async () => {
    const { client, clock, tasks } = setUp();
    const slow = gate<Task>();
    client.onRead = (number) => (number === 1 ? () => slow.promise : { id: "t1", state: "stopped" });
    const handle = tasks.attach(tasks.ref("t1"));
    const waiting = handle.wait();
    await clock.advance(0);
    const job = await clock.until(handle.cancel({ wait: false }));
    expect(job.status).toBe("cancelled");
    expect(client.count("read")).toBe(2);
    expect((await waiting).status).toBe("cancelled");
  });
});

describe("16 keeping the process alive is an option", () => {
  test.each([true, false])("keepAlive: %s", async (keepAlive) => {
    const { client, clock, tasks } = setUp({ ...task, rate: { requests: 1, perMs: 900 } });
    client.onRead = (number) => (number < 9 ? { id: "t1", state: "busy" } : () => gate<Task>().promise);
    const waiting = thrownBy(tasks.attach(tasks.ref("t1")).wait({ keepAlive, timeoutMs: 60_000 }));
    await clock.advance(1_000);
    expect(client.count("read")).toBe(2);
    await clock.until(waiting);
    expect(new Set(clock.keptAlive)).toEqual(new Set([keepAlive]));
  });

  test("one who wants it is enough for a job that others wait for too", async () => {
    const { clock, tasks } = setUp();
    const handle = tasks.attach(tasks.ref("t1"));
    const waits = [
      thrownBy(handle.wait({ keepAlive: false, timeoutMs: 9_000 })),
      thrownBy(handle.wait({ timeoutMs: 9_000 })),
    ];
    await clock.advance(5_000);
    clock.keptAlive.length = 0;
    await clock.advance(2_000);
    expect(new Set(clock.keptAlive)).toEqual(new Set([true]));
    await clock.until(Promise.all(waits));
  });

  test("also where there is no deadline, and until that one leaves", async () => {
    const { clock, tasks } = setUp();
    const handle = tasks.attach(tasks.ref("t1"));
    const stop = new AbortController();
    const forever = { timeoutMs: Number.POSITIVE_INFINITY, schedule: every(60_000) };
    void handle.wait({ ...forever, keepAlive: false });
    const keeping = thrownBy(handle.wait({ ...forever, signal: stop.signal }));
    await clock.advance(1_000);
    expect(clock.keptAlive.at(-1)).toBe(true);
    stop.abort();
    await keeping;
    expect([clock.keptAlive.at(-1), clock.pending]).toEqual([false, 1]);
  });
});

test("17 a fake clock drives everything: a day of waiting touches no timer and no clock of the runtime", async () => {
  const real = [
    vi.spyOn(globalThis, "setTimeout"),
    vi.spyOn(globalThis, "setInterval"),
    vi.spyOn(performance, "now"),
  ];
  const now = vi.spyOn(Date, "now");
  const { client, clock, tasks } = setUp();
  client.onRead = () => ({ id: "t1", state: clock.now() < 86_400_000 ? "busy" : "done" });
  const job = await clock.until(tasks.run({ prompt: "?" }, { timeoutMs: Number.POSITIVE_INFINITY }));
  expect(job.status).toBe("succeeded");
  for (const spy of [...real, now]) expect(spy).not.toHaveBeenCalled();
});

describe("18 without hints, limits and round-trip time the relative delay is at most ε and jitter", () => {
  const { minMs, maxMs, epsilon } = { minMs: 500, maxMs: 60_000, epsilon: 0.1 };
  test.each([0, 0.5, 1])("with a jitter of %d", async (jitter) => {
    for (let durationMs = minMs / epsilon; durationMs <= maxMs / epsilon; durationMs *= 1.13) {
      const client = new FakeClient();
      const { clock } = client;
      client.onRead = () => ({ id: "t1", state: clock.now() < durationMs ? "busy" : "done" });
      const tasks = bindJob(client, task, { random: () => jitter });
      await clock.until(tasks.run({ prompt: "?" }));
      const relativeDelay = (clock.now() - durationMs) / durationMs;
      expect(relativeDelay, `a job of ${durationMs} ms`).toBeLessThanOrEqual(epsilon * 1.1);
    }
  });
});

describe("19 many jobs never exceed a request budget per client", () => {
  const rate = { requests: 10, perMs: 60_000 };
  const worstWindow = (times: readonly number[]) =>
    Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + rate.perMs).length));

  test("whatever their number, kind and how often they are bound", async () => {
    const client = new FakeClient();
    const { clock } = client;
    client.onRead = (_, id) => ({ id, state: clock.now() < 600_000 ? "busy" : "done" });
    const bound = [
      bindJob(client, { ...task, rate }),
      bindJob(client, { ...task, kind: "other", rate }),
      bindJob(client, { ...task, rate }),
    ];
    const waits = bound.flatMap((kind) =>
      Array.from({ length: 10 }, (_, index) => kind.attach(kind.ref(`t${index}`)).wait()),
    );
    await clock.until(Promise.all(waits));
    expect(worstWindow(client.times("read"))).toBe(10);
    expect(clock.pending).toBe(0);
  });

  test("also when the machine sleeps while they stand in line", async () => {
    const { client, clock, tasks } = setUp({ ...task, rate });
    const stop = new AbortController();
    const waits = Array.from({ length: 60 }, (_, index) =>
      thrownBy(tasks.attach(tasks.ref(`t${index}`)).wait({ signal: stop.signal })),
    );
    await clock.advance(30_000);
    await clock.suspend(3_600_000 / 2);
    await clock.advance(120_000);
    expect(worstWindow(client.times("read"))).toBe(10);
    stop.abort();
    await Promise.all(waits);
    expect(clock.pending).toBe(0);
  });

  test("and who gives up while standing in line leaves no gap", async () => {
    const { client, clock, tasks } = setUp({ ...task, rate });
    const stop = new AbortController();
    const waitFor = (id: string, options = {}) =>
      thrownBy(tasks.attach(tasks.ref(id)).wait({ timeoutMs: 61_000, ...options }));
    const waits = Array.from({ length: 10 }, (_, index) =>
      waitFor(`a${index}`, { schedule: every(3_600_000) }),
    );
    const impatient = Array.from({ length: 50 }, (_, index) => waitFor(`b${index}`, { signal: stop.signal }));
    const last = waitFor("c");
    await clock.advance(1_000);
    stop.abort();
    await Promise.all(impatient);
    await clock.advance(59_500);
    expect(client.seen("read").at(-1)?.id).toBe("c");
    await clock.until(Promise.all([...waits, last]));
  });
});

describe("20 leaving stops", () => {
  test("break out of the iterator stops polling", async () => {
    const { client, clock, tasks } = setUp();
    client.onRead = goesThrough("new", "busy");
    const watching = (async () => {
      for await (const job of tasks.attach(tasks.ref("t1")).watch()) if (job.status === "running") break;
    })();
    await clock.until(watching);
    await settle();
    expect(clock.pending).toBe(0);
    const before = client.calls.length;
    await clock.advance(3_600_000);
    expect(client.calls.length).toBe(before);
  });

  test("the listener count stays constant over 10,000 polls", async () => {
    const { client, clock, tasks } = setUp();
    const stop = new AbortController();
    client.heedsSignals = false;
    const counts = new Set<number>();
    const signals = new Set<AbortSignal | undefined>();
    client.onRead = (number) => {
      counts.add(listenersOn(stop.signal));
      const signal = client.calls.at(-1)?.options.signal;
      if (number <= 10) signals.add(signal);
      if (signal) counts.add(1 + listenersOn(signal));
      return endsAfter(10_000, "done")(number);
    };
    await clock.until(
      tasks
        .attach(tasks.ref("t1"))
        .wait({ signal: stop.signal, schedule: every(1_000), timeoutMs: Number.POSITIVE_INFINITY }),
    );
    expect(client.count("read")).toBe(10_000);
    expect(counts).toEqual(new Set([1]));
    expect(signals.size).toBe(10); // a job that sleeps keeps none
    expect([listenersOn(stop.signal), clock.pending]).toEqual([0, 0]);
  });

  test("and a thousand waits with one signal put one listener on it", async () => {
    const { clock, tasks } = setUp();
    const stop = new AbortController();
    const waits = Array.from({ length: 1_000 }, (_, index) =>
      thrownBy(tasks.attach(tasks.ref(`t${index}`)).wait({ signal: stop.signal })),
    );
    await clock.advance(0);
    expect(listenersOn(stop.signal)).toBe(1);
    stop.abort("all");
    expect(new Set(await Promise.all(waits))).toEqual(new Set(["all"]));
    expect([listenersOn(stop.signal), clock.pending]).toEqual([0, 0]);
  });
});
