import {
  bindJob,
  type CallOptions,
  defineJob,
  type EventStream,
  type JobDefinition,
  type JobKind,
  type Reply,
} from "../src/index.ts";
import { VirtualClock } from "./virtual-clock.ts";

/** The body of a job of the fake API. */
export interface Task {
  readonly id: string;
  readonly state?: string;
  readonly created_at?: string | null;
  readonly started_at?: string | null;
  readonly ended_at?: string | null;
  readonly expires_at?: string | null;
  readonly cancel_at?: string | null;
  readonly result?: { readonly answer: string } | null;
  readonly error?: string | null;
  readonly step?: number;
}

/** An event of the fake API. */
export type TaskEvent =
  | { readonly type: "named"; readonly task: string }
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "done" };

/** A call that the fake API has seen. */
export interface SeenCall {
  readonly what: "start" | "read" | "cancel" | "hold" | "list" | "stream";
  readonly id: string;
  readonly atMs: number;
  readonly options: CallOptions;
}

/** An answer: a body, a whole reply, or something that throws. May take time. */
export type Answer =
  | Task
  | FakeReply
  | ((signal?: AbortSignal) => Promise<Task | FakeReply> | Task | FakeReply);

/** A reply with status and headers. */
export interface FakeReply {
  readonly body: unknown;
  readonly httpStatus?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly retryAfterMs?: number;
}

/** A failure with the facts of the seam. */
export function failure(httpStatus: number | undefined, facts: Record<string, unknown> = {}): Error {
  const isTransient = httpStatus === undefined || httpStatus >= 500 || [408, 425, 429].includes(httpStatus);
  return Object.assign(new Error(`HTTP ${httpStatus ?? "connection"}`), {
    httpStatus,
    isTransient,
    ...facts,
  });
}

/** An answer that throws. */
export function fails(httpStatus: number | undefined, facts: Record<string, unknown> = {}): Answer {
  return () => {
    throw failure(httpStatus, facts);
  };
}

/** The client of the fake API, scripted by the test. */
export class FakeClient {
  readonly calls: SeenCall[] = [];
  readonly clock: VirtualClock = new VirtualClock();
  readonly at = "0a1b2c3d";
  /** Whether calls end when their signal aborts, as those of a good client do. */
  heedsSignals = true;
  /** How each call is answered; `number` counts calls of its sort from 1. */
  onStart: (number: number, input: unknown) => Answer = () => ({ id: "t1", state: "new" });
  onRead: (number: number, id: string) => Answer = () => ({ id: "t1", state: "busy" });
  onCancel: (number: number) => Answer = () => ({ id: "t1" });
  onHold: (number: number) => Answer = () => ({ body: null, httpStatus: 408 });
  /** The pages of a list. */
  onList: (number: number) => readonly (readonly Task[])[] = () => [];
  onStream: (number: number) => FakeStream = () => new FakeStream();

  async call(
    what: SeenCall["what"],
    id: string,
    options: CallOptions,
    input?: unknown,
  ): Promise<Reply<Task>> {
    const { signal } = options;
    const number = this.#note(what, id, options);
    const answers = {
      start: () => this.onStart(number, input),
      read: () => this.onRead(number, id),
      cancel: () => this.onCancel(number),
      hold: () => this.onHold(number),
      list: () => ({ id: "" }),
      stream: () => ({ id: "" }),
    };
    const answer = answers[what]();
    const answered = Promise.resolve(typeof answer === "function" ? answer(signal) : answer);
    const given = await (this.heedsSignals ? abortable(answered, signal) : answered);
    const reply: FakeReply = "body" in given ? given : { body: given };
    const date = new Date(this.clock.date()).toUTCString();
    return {
      raw: reply.body as Task,
      httpStatus: reply.httpStatus ?? 200,
      header: (name) => ({ date, ...reply.headers })[name.toLowerCase()],
      receivedAtMs: this.clock.now(),
      ...(reply.retryAfterMs !== undefined && { retryAfterMs: reply.retryAfterMs }),
    };
  }

  /** The pages of a list, one call each. */
  async *pages(options: CallOptions): AsyncIterable<readonly Task[]> {
    let pages: readonly (readonly Task[])[] | undefined;
    for (let index = 0; index < (pages?.length ?? 1); index += 1) {
      const number = this.#note("list", "", options);
      pages ??= this.onList(number);
      await Promise.resolve();
      const page = pages[index];
      if (page !== undefined) yield page;
    }
  }

  /** A start that is answered by events. */
  async stream(options: CallOptions): Promise<EventStream<TaskEvent>> {
    const stream = this.onStream(this.#note("stream", "", options));
    options.signal?.addEventListener("abort", () => stream.close(options.signal?.reason), { once: true });
    return stream;
  }

  /** An answer that takes its time, and gives up when the call is aborted. */
  takes(ms: number, answer: Answer): Answer {
    return (signal) =>
      new Promise((resolve, reject) => {
        const cancel = this.clock.after(ms, () => {
          signal?.removeEventListener("abort", abort);
          try {
            resolve(typeof answer === "function" ? answer(signal) : answer);
          } catch (error) {
            reject(error);
          }
        });
        const abort = () => {
          if (!this.heedsSignals) return;
          cancel();
          reject(signal?.reason);
        };
        signal?.addEventListener("abort", abort, { once: true });
      });
  }

  /** How many calls of a sort were made. */
  count(what: SeenCall["what"]): number {
    return this.seen(what).length;
  }

  /** The calls of a sort. */
  seen(what: SeenCall["what"]): SeenCall[] {
    return this.calls.filter((call) => call.what === what);
  }

  /** When calls of a sort were made. */
  times(what: SeenCall["what"]): number[] {
    return this.seen(what).map((call) => call.atMs);
  }

  #note(what: SeenCall["what"], id: string, options: CallOptions): number {
    if (this.heedsSignals) options.signal?.throwIfAborted();
    // A loop that floods must end a test, not hang it.
    if (this.calls.length >= 20_000) throw failure(undefined, { isTransient: false });
    this.calls.push({ what, id, atMs: this.clock.now(), options });
    return this.count(what);
  }
}

function abortable<Value>(value: Promise<Value>, signal: AbortSignal | undefined): Promise<Value> {
  if (signal === undefined) return value;
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener("abort", abort, { once: true });
    value.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}

/** A stream of events that the test feeds. */
export class FakeStream implements AsyncIterableIterator<TaskEvent> {
  isClosed = false;
  readonly #events: TaskEvent[] = [];
  #end: { readonly error?: unknown } | undefined;
  #wake = () => {};

  push(...events: TaskEvent[]): void {
    this.#events.push(...events);
    this.#wake();
  }

  end(failure: { readonly error?: unknown } = {}): void {
    this.#end ??= failure;
    this.#wake();
  }

  close(error?: unknown): void {
    this.isClosed = true;
    this.end({ error });
  }

  async next(): Promise<IteratorResult<TaskEvent>> {
    for (;;) {
      const value = this.#events.shift();
      if (value !== undefined) return { done: false, value };
      if (this.#end !== undefined) {
        if (this.#end.error !== undefined) throw this.#end.error;
        return { done: true, value: undefined };
      }
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  async return(): Promise<IteratorResult<TaskEvent>> {
    this.isClosed = true;
    this.end();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}

/** The types of the fake kind. */
export interface TaskTypes {
  client: FakeClient;
  starts: { createTask: { readonly prompt: string } };
  params: Record<never, never>;
  body: Task;
  output: { readonly answer: string };
  event: TaskEvent;
  list: { readonly folder?: string };
  can: "cancel" | "action" | "list" | "stream";
}

/** The fake kind, as a person writes it. */
export const task: JobDefinition<TaskTypes> = defineJob<TaskTypes>({
  protocol: 1,
  provider: "fake",
  kind: "task",
  formerly: ["chore"],
  can: ["cancel", "action", "list", "stream"],
  starts: {
    createTask: {
      call: async (client, input, options) => {
        const reply = await client.call("start", "", options, input);
        return { reply, id: reply.raw?.id };
      },
      lookIn: "listTasks",
    },
  },
  read: (client, job, options) => client.call("read", job.id, options),
  cancel: (client, job, options) => client.call("cancel", job.id, options),
  list: {
    pages: (client, _input, options) => client.pages(options),
    inputOf: () => ({}),
    pageSize: 10,
  },
  statuses: {
    new: "queued",
    busy: "running",
    held: "requires_action",
    done: "succeeded",
    broken: "failed",
    stopped: "cancelled",
    late: "timed_out",
  },
  locate: (body) => ({
    id: body.id,
    status: body.state,
    createdAt: body.created_at,
    startedAt: body.started_at,
    completedAt: body.ended_at,
    expiresAt: body.expires_at,
    cancelRequested: body.cancel_at,
    output: body.result,
    failure: { message: body.error },
  }),
});

/** The fake kind with a long poll. */
export const heldTask: JobDefinition<TaskTypes> = defineJob<TaskTypes>({
  ...task,
  longPoll: {
    call: (client, job, options) => client.call("hold", job.id, options),
    holdMs: 60_000,
    pending: [408],
  },
});

/** The fake kind whose start answers with the first state of the job. */
export const answeredTask: JobDefinition<TaskTypes> = defineJob<TaskTypes>({
  ...task,
  starts: {
    createTask: {
      call: async (client, input, options) => {
        const reply = await client.call("start", "", options, input);
        return { reply, id: reply.raw?.id, body: reply.raw };
      },
      mayHold: true,
    },
  },
});

/** The fake kind whose start answers with events. */
export const streamedTask: JobDefinition<TaskTypes> = defineJob<TaskTypes>({
  ...task,
  starts: {
    createTask: {
      ...task.starts.createTask,
      stream: (client, _input, options) => client.stream(options),
      idIn: (event) => (event.type === "named" ? event.task : undefined),
    },
  },
  events: { until: ["done"] },
});

/** A client and the kind bound to it; no jitter. */
export function setUp(definition: JobDefinition<TaskTypes> = task): {
  client: FakeClient;
  clock: VirtualClock;
  tasks: JobKind<TaskTypes>;
} {
  const client = new FakeClient();
  return { client, clock: client.clock, tasks: bindJob(client, definition, { random: () => 0.5 }) };
}

/** A promise that the test settles. */
export interface Gate<Value> {
  readonly promise: Promise<Value>;
  open(value: Value): void;
  fail(error: unknown): void;
}

export function gate<Value>(): Gate<Value> {
  let open = (_: Value) => {};
  let fail = (_: unknown) => {};
  const promise = new Promise<Value>((resolve, reject) => {
    open = resolve;
    fail = reject;
  });
  promise.catch(() => {});
  return { promise, open, fail };
}

/** What a promise rejects with. */
export async function thrownBy(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error("It did not reject.");
}

/** Everything that an iterable gives. */
export async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const seen: Item[] = [];
  for await (const item of items) seen.push(item);
  return seen;
}

/** Bodies of a job that ends in `state` after `reads` reads. */
export function endsAfter(reads: number, state: string, rest: Partial<Task> = {}): (number: number) => Task {
  return (number) =>
    number < reads ? { id: "t1", state: "busy" } : { id: "t1", state, result: { answer: "42" }, ...rest };
}

/** Bodies that go through states, one a read; the last one stays. */
export function goesThrough(...states: string[]): (number: number) => Task {
  return (number) => ({ id: "t1", state: states[number - 1] ?? states.at(-1) ?? "" });
}
