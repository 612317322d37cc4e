import { describe, expect, test } from "vitest";
import { type Answer, errorOf, fakeClient, json } from "../../test/fake-api.ts";
import { settle } from "../../test/fake-clock.ts";
import { StreamError, UnexpectedContentError } from "../index.ts";

const encoder = new TextEncoder();

/** A server's side of a stream of events. */
function source(...pieces: (string | Uint8Array)[]) {
  let controller!: ReadableStreamDefaultController<Uint8Array>;
  const state = { cancelled: false };
  const body = new ReadableStream<Uint8Array>({
    start(given) {
      controller = given;
    },
    cancel() {
      state.cancelled = true;
    },
  });
  const send = (piece: string | Uint8Array) =>
    controller.enqueue(typeof piece === "string" ? encoder.encode(piece) : piece);
  for (const piece of pieces) send(piece);
  const answer: Answer = () =>
    new Response(body, { headers: { "content-type": "text/event-stream; charset=utf-8" } });
  return {
    answer,
    send,
    state,
    close: () => controller.close(),
    fail: (error: Error) => controller.error(error),
  };
}

async function collect(events: AsyncIterable<unknown>): Promise<unknown[]> {
  const all: unknown[] = [];
  for await (const event of events) all.push(event);
  return all;
}

async function read(...pieces: (string | Uint8Array)[]): Promise<unknown[]> {
  const server = source(...pieces);
  server.close();
  const { client } = fakeClient([server.answer]);
  return collect(await client.watchJob({ job_id: "j" }));
}

test("data is JSON", async () => {
  expect(await read('data: {"type":"job","jobId":"1"}\n\ndata: [1,\ndata: 2]\n\n', "data: null\n\n")).toEqual(
    [{ type: "job", jobId: "1" }, [1, 2], null],
  );
});

test("an object without a type gets the event's name", async () => {
  const text =
    'event: status\ndata: {"a":1}\n\nevent: x\ndata: {"type":"own"}\n\ndata: {"b":2}\n\nevent: n\ndata: 3\n\nevent: n\ndata: [4]\n\n';
  expect(await read(text)).toEqual([{ type: "status", a: 1 }, { type: "own" }, { b: 2 }, 3, [4]]);
});

test("characters may be split between pieces, and a byte order mark is none", async () => {
  const bytes = encoder.encode('\ufeffdata: {"a":"ä€😀"}\n\n');
  expect(await read(...Array.from(bytes, (byte) => new Uint8Array([byte])))).toEqual([{ a: "ä€😀" }]);
});

test("a last event without a newline is given", async () => {
  expect(await read('data: {"a":1}\n\ndata: {"type":"done"}')).toEqual([{ a: 1 }, { type: "done" }]);
});

describe("the connection is closed", () => {
  test("by break", async () => {
    const server = source("data: 1\n\ndata: 2\n\n");
    const controller = new AbortController();
    const { client, clock } = fakeClient([server.answer]);
    for await (const event of await client.watchJob({ job_id: "j" }, { signal: controller.signal })) {
      expect(event).toBe(1);
      break;
    }
    expect(server.state.cancelled).toBe(true);
    expect(clock.pending).toBe(0);
  });

  test("by close, before and while it is read", async () => {
    const unread = source();
    const first = fakeClient([unread.answer]);
    (await first.client.watchJob({ job_id: "j" })).close();
    expect(unread.state.cancelled).toBe(true);
    const server = source();
    const { client } = fakeClient([server.answer]);
    const events = await client.watchJob({ job_id: "j" });
    const all = collect(events);
    await settle();
    events.close();
    expect(await all).toEqual([]);
    expect(server.state.cancelled).toBe(true);
  });

  test("by return of an iterator that waits", async () => {
    const server = source();
    const { client } = fakeClient([server.answer]);
    const iterator = (await client.watchJob({ job_id: "j" }))[Symbol.asyncIterator]();
    const next = iterator.next();
    await settle();
    await iterator.return?.();
    expect(await next).toEqual({ done: true, value: undefined });
    expect(server.state.cancelled).toBe(true);
  });

  test("and an event that arrives at that moment is not given any more", async () => {
    const server = source();
    const { client } = fakeClient([server.answer]);
    const events = await client.watchJob({ job_id: "j" });
    const next = events[Symbol.asyncIterator]().next();
    await settle();
    server.send("data: 1\n\n");
    events.close();
    expect(await next).toEqual({ done: true, value: undefined });
  });

  test("by the caller's signal, whose reason is thrown in the same turn", async () => {
    const server = source("data: 1\n\n");
    const controller = new AbortController();
    const { client } = fakeClient([server.answer]);
    const iterator = (await client.watchJob({ job_id: "j" }, { signal: controller.signal }))[
      Symbol.asyncIterator
    ]();
    expect((await iterator.next()).value).toBe(1);
    let ended: unknown;
    iterator.next().catch((error: unknown) => {
      ended = error;
    });
    await settle();
    controller.abort("stop");
    for (let turn = 0; turn < 10; turn++) await Promise.resolve();
    expect(ended).toBe("stop");
    expect(server.state.cancelled).toBe(true);
    expect(await errorOf(Promise.resolve(iterator.next()))).toBe("stop");
  });

  test("by the caller's signal between two events, too", async () => {
    const server = source("data: 1\n\ndata: 2\n\n");
    const controller = new AbortController();
    const { client } = fakeClient([server.answer]);
    const events = await client.watchJob({ job_id: "j" }, { signal: controller.signal });
    const loop = (async () => {
      for await (const _ of events) controller.abort("stop");
    })();
    expect(await errorOf(loop)).toBe("stop");
    expect(server.state.cancelled).toBe(true);
  });
});

test("it has no time limit once it is open, and no timer", async () => {
  const server = source();
  const { client, clock } = fakeClient([server.answer], { timeoutMs: 1_000, totalTimeoutMs: 2_000 });
  const events = await client.watchJob({ job_id: "j" });
  expect(clock.pending).toBe(0);
  await clock.pass(3_600_000);
  server.send("data: 1\n\n");
  server.close();
  expect(await collect(events)).toEqual([1]);
});

test("no listener is left on the caller's signal, however it ends", async () => {
  const { signal } = new AbortController();
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
  const ends: ((server: ReturnType<typeof source>) => void)[] = [
    ({ close }) => close(),
    ({ fail }) => fail(new Error("reset")),
    ({ send }) => send("data: {\n\n"),
  ];
  for (const end of ends) {
    const server = source();
    const { client } = fakeClient([server.answer]);
    const events = await client.watchJob({ job_id: "j" }, { signal });
    expect(listeners).toBe(1);
    end(server);
    await collect(events).catch(() => {});
    expect(listeners).toBe(0);
  }
});

describe("a StreamError is thrown", () => {
  test("after the events before it, when the connection breaks", async () => {
    const server = source("data: 1\n\n");
    const { client } = fakeClient([server.answer]);
    const iterator = (await client.watchJob({ job_id: "j" }))[Symbol.asyncIterator]();
    expect((await iterator.next()).value).toBe(1);
    const cause = new TypeError("terminated");
    server.fail(cause);
    const error = await errorOf(Promise.resolve(iterator.next()));
    expect(error).toBeInstanceOf(StreamError);
    expect(error).toMatchObject({ cause, isTransient: true, mayHaveBeenSent: true, operation: "watchJob" });
    expect(await iterator.next()).toEqual({ done: true, value: undefined });
  });

  test("when an event is no JSON, and the connection is closed", async () => {
    const server = source("data: [DONE]\n\ndata: 1\n\n");
    const { client } = fakeClient([server.answer]);
    const error = await errorOf(collect(await client.watchJob({ job_id: "j" })));
    expect(error).toBeInstanceOf(StreamError);
    expect((error as Error).cause).toBeInstanceOf(SyntaxError);
    expect(server.state.cancelled).toBe(true);
  });
});

describe("an event has a largest size", () => {
  const options = { maxBodyBytes: 100 };

  test("in one line or in many, past which the connection is closed", async () => {
    for (const endless of [`data: ${"x".repeat(50)}`, "data: 1\n".repeat(6)]) {
      const server = source("data: 1\n\n", endless, endless, endless);
      const { client } = fakeClient([server.answer]);
      const events = await client.watchJob({ job_id: "j" }, options);
      expect(await events[Symbol.asyncIterator]().next()).toEqual({ done: false, value: 1 });
      const error = await errorOf(collect(events));
      expect(error).toBeInstanceOf(StreamError);
      expect((error as Error).cause).toMatchObject({ message: "An event exceeds 100 bytes." });
      expect(server.state.cancelled).toBe(true);
    }
  });

  test("and a stream has none", async () => {
    const server = source(...Array<string>(50).fill('data: "a"\n\n'));
    server.close();
    const { client } = fakeClient([server.answer]);
    expect(await collect(await client.watchJob({ job_id: "j" }, options))).toHaveLength(50);
  });
});

test.each<[string, Response]>([
  ["JSON", json({ id: "j" })],
  ["no body", new Response(null, { status: 204 })],
])("%s instead of events is an UnexpectedContentError", async (_, response) => {
  const { client, clock } = fakeClient([response]);
  expect(await errorOf(client.stream.searchJob({}))).toBeInstanceOf(UnexpectedContentError);
  expect(clock.pending).toBe(0);
});

test("an operation that can do both answers JSON unless events are asked for", async () => {
  const server = source("data: 1\n\n");
  server.close();
  const { client, requests } = fakeClient([json({ id: "j" }), server.answer]);
  expect(await client.searchJob({ query: "q" })).toEqual({ id: "j" });
  expect(await collect(await client.stream.searchJob({ query: "q", stream: true }))).toEqual([1]);
  expect(requests[1]?.body).toBe('{"query":"q","stream":true}');
});

test("opening it is repeated like a read", async () => {
  const server = source("id: 7\nretry: 10\ndata: 1\n\n");
  server.close();
  const { client, clock } = fakeClient([json({}, 503), server.answer]);
  const opening = client.watchJob({ job_id: "j" });
  await clock.pass(1_000);
  const events = await opening;
  expect(await collect(events)).toEqual([1]);
  expect([events.lastEventId, events.retryMs]).toEqual(["7", 10]);
});
