import { getEventListeners } from "node:events";

/** What the API answers to a read: a status word, or a failure. */
export interface Answer {
  readonly word?: "running" | "done" | "unknown";
  readonly httpStatus?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What happened to one call of the API. */
export interface Seen {
  readonly method: string;
  readonly atMs: number;
}

/** An API in this process: a `fetch` that answers reads by a script and counts. `shape` writes a body as a peer expects it. */
export class MockApi {
  readonly seen: Seen[] = [];
  readonly #script: (read: number) => Answer;
  readonly #shape: (word: NonNullable<Answer["word"]>) => object;
  readonly #startStatus: number;

  constructor(
    script: (read: number) => Answer,
    shape: (word: NonNullable<Answer["word"]>) => object,
    startStatus: number = 200,
  ) {
    this.#script = script;
    this.#shape = shape;
    this.#startStatus = startStatus;
  }

  readonly fetch = async (input: unknown, init: RequestInit = {}): Promise<Response> => {
    const request = input instanceof Request ? input : undefined;
    const method = (init.method ?? request?.method ?? "GET").toUpperCase();
    const signal = init.signal ?? request?.signal;
    signal?.throwIfAborted();
    this.seen.push({ method, atMs: performance.now() });
    await new Promise((resolve) => setTimeout(resolve, 1));
    signal?.throwIfAborted();
    if (method === "POST") return respond(this.#startStatus, this.#shape("running"));
    const { word = "running", httpStatus = 200, headers = {} } = this.#script(this.count("GET"));
    return respond(httpStatus, httpStatus < 300 ? this.#shape(word) : { error: "no" }, headers);
  };

  count(method: string): number {
    return this.seen.filter((one) => one.method === method).length;
  }

  /** Milliseconds between reads. */
  get gapsMs(): number[] {
    const times = this.seen.filter(({ method }) => method === "GET").map(({ atMs }) => atMs);
    return times.slice(1).map((at, index) => at - (times[index] ?? 0));
  }
}

function respond(status: number, body: object, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { "content-type": "application/json", ...headers },
  });
}

export function listenersOn(signal: AbortSignal): number {
  return getEventListeners(signal, "abort").length;
}
