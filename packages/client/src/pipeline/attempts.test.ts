import { describe, expect, test } from "vitest";
import { type Answer, errorOf, fakeClient, hang, json, refused } from "../../test/fake-api.ts";
import { FakeClock, settle } from "../../test/fake-clock.ts";
import {
  ApiError,
  type ClientOptions,
  ConnectionError,
  HttpStatusError,
  RequestTimeoutError,
} from "../index.ts";

const ok = () => json({ id: "j1" });
const status = (code: number, headers: Record<string, string> = {}) => json({ detail: "x" }, code, headers);
const lost = () =>
  Object.assign(new TypeError("terminated"), {
    cause: Object.assign(new Error("other side closed"), { code: "UND_ERR_SOCKET" }),
  });

type Run = (client: ReturnType<typeof fakeClient>["client"]) => Promise<unknown>;
const read: Run = (client) => client.getJob({ job_id: "j1" });
const push: Run = (client) => client.pushJob({ function: "f" });
const create: Run = (client) => client.createJob({ code: "c" });
const search: Run = (client) => client.searchJob({ query: "q" });

/** Runs a call with the time it takes to end, and says how many requests it made and what came out. */
async function run(call: Run, answers: Answer[], options: ClientOptions = {}) {
  const { client, clock, requests } = fakeClient(answers, options);
  const result = call(client).then(
    (value) => ({ value, error: undefined }),
    (error: unknown) => ({ value: undefined, error: error as ApiError }),
  );
  await clock.pass(3_600_000);
  return { ...(await result), requests, clock };
}

describe("a call that may be repeated", () => {
  test.each<[string, Answer]>([
    ["408", status(408)],
    ["429", status(429)],
    ["500", status(500)],
    ["502", status(502)],
    ["503", status(503)],
    ["504", status(504)],
    ["a refused connection", refused()],
    ["a lost connection", lost()],
    [
      "a body that breaks off",
      () =>
        new Response(new ReadableStream({ pull: (stream) => stream.error(lost()) }), {
          headers: { "content-type": "application/json" },
        }),
    ],
  ])("is sent again after %s", async (_, answer) => {
    const { value, requests } = await run(read, [answer, ok()]);
    expect(value).toEqual({ id: "j1" });
    expect(requests.length).toBe(2);
  });

  test.each([400, 401, 403, 404, 409, 410, 422, 425, 501])("is not sent again after %d", async (code) => {
    const { error, requests } = await run(read, [status(code)]);
    expect(error).toMatchObject({ name: "HttpStatusError", httpStatus: code, attempts: 1 });
    expect(requests.length).toBe(1);
  });

  test("is given up after three attempts with the last error", async () => {
    const { error, requests } = await run(read, [status(500), status(503)]);
    expect(error).toMatchObject({ httpStatus: 503, attempts: 3, isTransient: true, mayHaveBeenSent: true });
    expect(requests.length).toBe(3);
  });

  test("is sent once when the client or the call says so", async () => {
    expect((await run(read, [status(503)], { retry: { maxAttempts: 1 } })).requests.length).toBe(1);
    const once: Run = (client) => client.getJob({ job_id: "j1" }, { retries: 0 });
    expect((await run(once, [status(503)])).requests.length).toBe(1);
    expect((await run(once, [refused()])).requests.length).toBe(1);
    expect((await run(once, [status(401)], { apiKey: () => "sk-function" })).requests.length).toBe(1);
  });

  test("waits between attempts by full jitter, and for as long as the server asks", async () => {
    const backoff = await run(read, [status(500)], { timeoutMs: Infinity, totalTimeoutMs: Infinity });
    expect(backoff.clock.delays).toEqual([250, 500]);
    const asked = await run(read, [status(503, { "retry-after": "7" }), ok()], {
      timeoutMs: Infinity,
      totalTimeoutMs: Infinity,
    });
    expect(asked.clock.delays).toEqual([7_000]);
  });

  test("never waits for longer than a timer takes", async () => {
    const retry = { baseDelayMs: 1e13, maxDelayMs: 1e13 };
    const { client, clock } = fakeClient([status(500)], {
      retry,
      timeoutMs: Infinity,
      totalTimeoutMs: Infinity,
    });
    const controller = new AbortController();
    const call = errorOf(client.getJob({ job_id: "j1" }, { signal: controller.signal }));
    await clock.pass(1_000);
    expect(clock.delays).toEqual([2_147_483_647]);
    controller.abort("stop");
    expect(await call).toBe("stop");
  });

  test("fails at once when the server asks for longer than the option allows", async () => {
    const { error, requests } = await run(read, [status(503, { "retry-after": "61" })]);
    expect(error).toMatchObject({ httpStatus: 503, retryAfterMs: 61_000 });
    expect(requests.length).toBe(1);
  });

  test("fails at once when its time would be over before the next attempt", async () => {
    const { error, requests, clock } = await run(read, [status(503, { "retry-after": "7" })], {
      totalTimeoutMs: 5_000,
    });
    expect(error).toMatchObject({ httpStatus: 503 });
    expect(requests.length).toBe(1);
    expect(clock.pending).toBe(0);
  });
});

describe("a start", () => {
  const failures: [string, () => Answer][] = [
    ["408", () => status(408)],
    ["429", () => status(429)],
    ["500", () => status(500)],
    ["503 with Retry-After", () => status(503, { "retry-after": "1" })],
    ["a lost connection", lost],
    ["a reset", () => refused("ECONNRESET")],
    ["a hanging server", () => hang],
  ];
  test.each(failures)("without a key is never sent again after %s", async (_, answer) => {
    const { error, requests } = await run(push, [answer()]);
    expect(error).toBeInstanceOf(ApiError);
    expect(requests.length).toBe(1);
  });

  test.each(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT"])(
    "is sent again after %s, which proves that it never left",
    async (code) => {
      const { value, requests } = await run(push, [refused(code), ok()]);
      expect(value).toEqual({ id: "j1" });
      expect(requests.length).toBe(2);
    },
  );

  test("says whether it may have been sent", async () => {
    expect((await run(push, [refused()])).error).toMatchObject({
      mayHaveBeenSent: false,
      isTransient: true,
      attempts: 3,
    });
    expect((await run(push, [lost()])).error).toMatchObject({
      mayHaveBeenSent: true,
      isTransient: true,
      attempts: 1,
    });
    expect((await run(push, [status(429)])).error).toMatchObject({
      mayHaveBeenSent: false,
      isTransient: true,
    });
    expect((await run(push, [status(500)])).error).toMatchObject({
      mayHaveBeenSent: true,
      isTransient: true,
    });
    expect((await run(push, [hang])).error).toMatchObject({ mayHaveBeenSent: true, isTransient: true });
  });

  test("with a key is sent again with the same key", async () => {
    const { value, requests } = await run(create, [status(503), lost(), ok()]);
    expect(value).toEqual({ id: "j1" });
    const keys = requests.map(({ headers }) => headers.get("idempotency-key"));
    expect(keys[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/);
    expect(new Set(keys).size).toBe(1);
  });

  test("has a key of its own in every call, or the caller's", async () => {
    const { client, requests } = fakeClient([ok()]);
    await client.createJob({});
    await client.createJob({});
    await client.createJob({}, { idempotencyKey: "mine" });
    await client.createJob({ "Idempotency-Key": "input" });
    await client.createJob({}, { headers: { "idempotency-key": "header" } });
    await client.pushJob({}, { idempotencyKey: "unasked" });
    const keys = requests.map(({ headers }) => headers.get("idempotency-key"));
    expect(keys[0]).not.toBe(keys[1]);
    expect(keys.slice(2)).toEqual(["mine", "input", "header", null]);
    expect(requests[3]?.body ?? undefined).toBeUndefined();
  });

  test("may have been sent if any of its attempts may have been", async () => {
    const { error } = await run(create, [status(503), refused(), refused()]);
    expect(error).toMatchObject({ name: "ConnectionError", attempts: 3, mayHaveBeenSent: true });
    expect((await run(create, [lost(), status(429), status(429)])).error).toMatchObject({
      httpStatus: 429,
      mayHaveBeenSent: true,
    });
  });

  test("that says on-429 is sent again after a 429 alone", async () => {
    expect((await run(search, [status(429), ok()])).requests.length).toBe(2);
    expect((await run(search, [status(503), ok()])).requests.length).toBe(1);
    expect((await run(search, [lost(), ok()])).requests.length).toBe(1);
  });

  test("whose body is a stream is never sent again", async () => {
    const put: Run = (client) => client.putFile({ id: "f", body: new ReadableStream() });
    const { requests } = await run(put, [refused(), ok()]);
    expect(requests.length).toBe(1);
    expect(requests[0]?.init).toMatchObject({ duplex: "half" });
  });
});

describe("time limits", () => {
  test("an attempt that hangs is ended and sent again", async () => {
    const { client, clock, requests } = fakeClient([hang, ok()], { timeoutMs: 1_000 });
    const call = client.getJob({ job_id: "j1" });
    await clock.pass(999);
    expect(requests[0]?.init.signal?.aborted).toBe(false);
    await clock.pass(1);
    expect(requests[0]?.init.signal?.aborted).toBe(true);
    await clock.pass(250);
    expect(await call).toEqual({ id: "j1" });
  });

  test("the limit of an attempt covers its body", async () => {
    const silent = () =>
      new Response(new ReadableStream(), { headers: { "content-type": "application/json" } });
    const { error } = await run(read, [silent], { timeoutMs: 1_000, retry: { maxAttempts: 1 } });
    expect(error).toBeInstanceOf(RequestTimeoutError);
    expect(error).toMatchObject({
      limit: "attempt",
      limitMs: 1_000,
      isTransient: true,
      mayHaveBeenSent: true,
    });
  });

  test("the body of an error is covered too", async () => {
    const silent = () => new Response(new ReadableStream(), { status: 500 });
    const { error } = await run(read, [silent], { timeoutMs: 1_000, retry: { maxAttempts: 1 } });
    expect(error).toMatchObject({ name: "RequestTimeoutError", limit: "attempt" });
  });

  test("a fetch that ignores its signal cannot hold a call up", async () => {
    const deaf = () => new Promise<Response>(() => {});
    const { error } = await run(read, [deaf], { timeoutMs: 1_000 });
    expect(error).toMatchObject({ name: "RequestTimeoutError", attempts: 3 });
  });

  test("the limit of the call ends attempts, waits and a key function", async () => {
    const attempts = await run(read, [hang], { timeoutMs: 1_000, totalTimeoutMs: 1_500 });
    expect(attempts.error).toMatchObject({ limit: "total", limitMs: 1_500, attempts: 2 });
    const key = await run(read, [ok()], { apiKey: () => new Promise(() => {}), totalTimeoutMs: 1_500 });
    expect(key.error).toMatchObject({ limit: "total", attempts: 0, mayHaveBeenSent: false });
    expect(key.requests).toEqual([]);
  });

  test("the limit of the call is the end, even if its timer fires a little early", async () => {
    class EarlyClock extends FakeClock {
      override after(ms: number, callback: () => void): () => void {
        return super.after(ms - 0.5, callback);
      }
    }
    const clock = new EarlyClock();
    const { client, requests } = fakeClient([hang], { clock, random: () => 0, totalTimeoutMs: 1_000 });
    const call = errorOf(client.getJob({ job_id: "j1" }));
    await clock.pass(10_000);
    expect(await call).toMatchObject({ limit: "total" });
    expect(requests.length).toBe(1);
  });

  test("one beyond the reach of a timer sets none, like Infinity", async () => {
    for (const timeoutMs of [2 ** 31, 1e15, Infinity]) {
      const { client, clock } = fakeClient([ok()], { timeoutMs, totalTimeoutMs: timeoutMs });
      await client.getJob({ job_id: "j1" });
      expect(clock.delays).toEqual([]);
    }
  });

  test.each([0, -1, Number.NaN])("%d is no limit", async (timeoutMs) => {
    const { error, requests } = await run((client) => client.getJob({ job_id: "j1" }, { timeoutMs }), []);
    expect(error).toMatchObject({ name: "ParameterError", parameter: "timeoutMs" });
    expect(requests).toEqual([]);
  });

  test("the longest of call, operation and client decides in this order", async () => {
    const { client, clock } = fakeClient([ok()], { timeoutMs: 5_000 });
    await client.getJob({ job_id: "j1" });
    await client.getJob({ job_id: "j1" }, { timeoutMs: 7_000, totalTimeoutMs: 900_000 });
    await client.getJob({ job_id: "j1" }, { timeoutMs: 800_000 });
    // Of each call first the limit of the whole, while it asks for its key, then that of the attempt.
    expect(clock.delays).toEqual([600_000, 5_000, 900_000, 7_000, 800_000, 800_000]);
  });
});

describe("abort", () => {
  const reason = new Error("stop");

  test("a signal that was aborted before sends nothing and asks for no key", async () => {
    let asked = 0;
    const { client, requests } = fakeClient([], { apiKey: () => `sk-${++asked}` });
    const call = client.getJob({ job_id: "j1" }, { signal: AbortSignal.abort(reason) });
    expect(await errorOf(call)).toBe(reason);
    expect([asked, requests.length]).toEqual([0, 0]);
  });

  test.each<[string, Answer, number]>([
    ["a request", hang, 0],
    ["a request whose fetch ignores it", () => new Promise<Response>(() => {}), 0],
    [
      "a body",
      () => new Response(new ReadableStream(), { headers: { "content-type": "application/json" } }),
      0,
    ],
    ["a wait before the next attempt", status(503, { "retry-after": "30" }), 10],
  ])("ends %s in the same turn with the signal's reason", async (_, answer, afterMs) => {
    const controller = new AbortController();
    const { client, clock, requests } = fakeClient([answer]);
    let ended: unknown;
    client.getJob({ job_id: "j1" }, { signal: controller.signal }).catch((error: unknown) => {
      ended = error;
    });
    await clock.pass(afterMs);
    expect(ended).toBeUndefined();
    controller.abort(reason);
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
    expect(ended).toBe(reason);
    expect(clock.pending).toBe(0);
    await clock.pass(3_600_000);
    expect(requests.length).toBe(1);
  });

  test("a key function that is still being asked is left alone", async () => {
    const controller = new AbortController();
    const { client, requests } = fakeClient([], { apiKey: () => new Promise(() => {}) });
    const call = errorOf(client.getJob({ job_id: "j1" }, { signal: controller.signal }));
    await settle();
    controller.abort(reason);
    expect(await call).toBe(reason);
    expect(requests).toEqual([]);
  });

  test.each([null, 0, "", false])("may have the reason %o", async (odd) => {
    const controller = new AbortController();
    const { client } = fakeClient([hang]);
    const call = errorOf(client.getJob({ job_id: "j1" }, { signal: controller.signal }));
    await settle();
    controller.abort(odd);
    expect(await call).toBe(odd);
  });

  test("leaves no request open, at whatever moment it comes", async () => {
    for (let moment = 0; moment < 60; moment++) {
      const controller = new AbortController();
      const silent = () =>
        new Response(new ReadableStream(), { headers: { "content-type": "application/json" } });
      const { client, clock, requests } = fakeClient([silent]);
      const call = errorOf(client.getJob({ job_id: "j1" }, { signal: controller.signal }));
      for (let turn = 0; turn < moment; turn++) await Promise.resolve();
      controller.abort("stop");
      expect(await call).toBe("stop");
      for (const { init } of requests) expect(init.signal?.aborted).toBe(true);
      expect(clock.pending).toBe(0);
    }
  });

  test("gives up the call even if its reason is an error of a client", async () => {
    const controller = new AbortController();
    const odd = new ConnectionError("odd", {
      provider: "x",
      operation: "y",
      isTransient: true,
      mayHaveBeenSent: false,
    });
    const { client, clock, requests } = fakeClient([hang]);
    const call = errorOf(client.getJob({ job_id: "j1" }, { signal: controller.signal }));
    await settle();
    controller.abort(odd);
    await clock.pass(60_000);
    expect(await call).toBe(odd);
    expect(requests.length).toBe(1);
  });
});

test("no timer and no listener is left after a call, however it ends", async () => {
  const controller = new AbortController();
  const { signal } = controller;
  let listeners = 0;
  const [add, remove] = [signal.addEventListener.bind(signal), signal.removeEventListener.bind(signal)];
  signal.addEventListener = (...args: Parameters<typeof add>) => {
    listeners++;
    add(...args);
  };
  signal.removeEventListener = (...args: Parameters<typeof remove>) => {
    listeners--;
    remove(...args);
  };
  const answers = [
    ok(),
    status(404),
    status(500),
    lost(),
    new Response("<html>"),
    new Response(null, { status: 302 }),
    hang,
    ok(),
  ];
  const { client, clock } = fakeClient(answers, { retry: { maxAttempts: 1 } });
  for (const _ of answers) {
    const call = client.getJob({ job_id: "j1" }, { signal, timeoutMs: 100 }).catch(() => {});
    await clock.pass(100);
    await call;
    expect([clock.pending, listeners]).toEqual([0, 0]);
  }
  const { client: many, clock: time } = fakeClient([ok()]);
  for (let n = 0; n < 1_000; n++) await many.getJob({ job_id: "j1" }, { signal });
  expect([time.pending, listeners]).toEqual([0, 0]);
});

describe("the gate", () => {
  test("a 429 holds back every later call of the client until the time that the server named", async () => {
    const { client, clock, requests } = fakeClient([status(429, { "retry-after": "10" }), ok()], {
      random: () => 0,
    });
    await errorOf(client.pushJob({}));
    const calls = [
      client.getJob({ job_id: "a" }),
      client.pushJob({}),
      client.withReply.getJob({ job_id: "b" }, { retries: 0 }),
    ];
    await clock.pass(9_999);
    expect(requests.length).toBe(1);
    await clock.pass(1);
    await Promise.all(calls);
    expect(requests.length).toBe(4);
  });

  test.each([429, 503])("a call that a %d would hold up for too long fails at once, unsent", async (code) => {
    const { client, clock, requests } = fakeClient([status(code, { "retry-after": "90" }), ok()]);
    await errorOf(client.pushJob({}));
    await clock.pass(20_000);
    const error = await errorOf(client.cancelJob({ job_id: "a" }));
    expect(error).toBeInstanceOf(HttpStatusError);
    expect(error).toMatchObject({
      httpStatus: code,
      retryAfterMs: 70_000,
      attempts: 0,
      isTransient: true,
      mayHaveBeenSent: false,
    });
    expect((error as Error).message).toContain(`not sent: a ${code} before asked to wait 70 s more`);
    expect([requests.length, clock.pending]).toEqual([1, 0]);
    await clock.pass(10_000);
    const call = client.cancelJob({ job_id: "a" });
    await clock.pass(70_000);
    await call;
    expect(requests.length).toBe(2);
  });

  test("a 429 without a time holds back for a moment", async () => {
    const { client, clock, requests } = fakeClient([status(429), ok()], { random: () => 0 });
    await errorOf(client.pushJob({}));
    const call = client.getJob({ job_id: "a" });
    await clock.pass(499);
    expect(requests.length).toBe(1);
    await clock.pass(1);
    await call;
  });

  test("Retry-After of any error closes it, of an answer it does not", async () => {
    const { client, clock, requests } = fakeClient([
      json({}, 202, { "retry-after": "30" }),
      status(503, { "retry-after": "5" }),
      ok(),
    ]);
    await client.getJob({ job_id: "a" });
    await errorOf(client.pushJob({}));
    expect(requests.length).toBe(2);
    const call = client.getJob({ job_id: "a" });
    await clock.pass(4_999);
    expect(requests.length).toBe(2);
    await clock.pass(1_000);
    await call;
  });

  test("calls that it held back do not go on at the same moment", async () => {
    const sentAt: number[] = [];
    let next = 0;
    const { client, clock } = fakeClient(
      [
        status(429, { "retry-after": "10" }),
        () => {
          sentAt.push(clock.now());
          return ok();
        },
      ],
      {
        random: () => {
          next += 0.25;
          return next - 0.25;
        },
      },
    );
    await errorOf(client.getJob({ job_id: "a" }, { retries: 0 }));
    const calls = [client.getJob({ job_id: "a" }), client.getJob({ job_id: "b" })];
    await clock.pass(20_000);
    await Promise.all(calls);
    expect(sentAt).toEqual([10_250, 10_500]);
  });

  test("is never opened earlier by a later answer", async () => {
    const { client, clock, requests } = fakeClient([
      status(503, { "retry-after": "10" }),
      status(503, { "retry-after": "1" }),
      ok(),
    ]);
    await Promise.all([errorOf(client.pushJob({})), errorOf(client.pushJob({}))]);
    const call = client.getJob({ job_id: "a" });
    await clock.pass(9_999);
    expect(requests.length).toBe(2);
    await clock.pass(2_000);
    await call;
  });

  test("waiting at it can be aborted and is part of the total time", async () => {
    const controller = new AbortController();
    const { client, clock, requests } = fakeClient([status(429, { "retry-after": "30" }), ok()]);
    await errorOf(client.pushJob({}));
    const aborted = errorOf(client.getJob({ job_id: "a" }, { signal: controller.signal }));
    const late = errorOf(client.getJob({ job_id: "a" }, { totalTimeoutMs: 1_000 }));
    await clock.pass(1_000);
    controller.abort("enough");
    expect(await aborted).toBe("enough");
    expect(await late).toMatchObject({
      limit: "total",
      attempts: 0,
      mayHaveBeenSent: false,
      isTransient: true,
    });
    expect(requests.length).toBe(1);
    expect(clock.pending).toBe(0);
  });

  test("is the client's own", async () => {
    const first = fakeClient([status(429, { "retry-after": "10" })]);
    const second = fakeClient([ok()]);
    await errorOf(first.client.pushJob({}));
    expect(await second.client.getJob({ job_id: "a" })).toEqual({ id: "j1" });
  });

  test("a storm of refusals makes few requests", async () => {
    const { client, clock, requests } = fakeClient([status(429, { "retry-after": "0" })]);
    const calls = Array.from({ length: 20 }, () => errorOf(client.getJob({ job_id: "a" })));
    await clock.pass(60_000);
    for (const error of await Promise.all(calls)) expect(error).toBeInstanceOf(HttpStatusError);
    expect(requests.length).toBeLessThanOrEqual(60);
  });
});

describe("a refused key", () => {
  test("that a function gave is asked for once more", async () => {
    let asked = 0;
    const { value, requests } = await run(read, [status(401), ok()], { apiKey: async () => `sk-${++asked}` });
    expect(value).toEqual({ id: "j1" });
    expect(requests.map(({ headers }) => headers.get("authorization"))).toEqual([
      "Bearer sk-1",
      "Bearer sk-2",
    ]);
  });

  test("is asked for once and not more", async () => {
    const { error, requests } = await run(read, [status(401)], { apiKey: () => "sk-refused" });
    expect(error).toMatchObject({ httpStatus: 401, isTransient: false });
    expect(requests.length).toBe(2);
  });

  test("that is a value is not sent again", async () => {
    expect((await run(read, [status(401)])).requests.length).toBe(1);
  });

  test("does not send a start again", async () => {
    expect((await run(push, [status(401), ok()], { apiKey: () => "sk-refused" })).requests.length).toBe(1);
  });
});
