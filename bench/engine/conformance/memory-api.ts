import { type Answer, type Api, requestOf, type Script, type Seen, type Word } from "./answer.ts";
import type { VirtualTime } from "./virtual-time.ts";

/** An API in this process, on a clock of its own. A request takes no time, unless the script says so. */
export class MemoryApi implements Api {
  readonly origin = "https://bench.test";
  readonly seen: Seen[] = [];
  readonly #script: Script;
  readonly #bodyOf: (word: Word) => object;
  readonly #time: VirtualTime;
  readonly #counts: Record<string, number> = {};

  constructor(script: Script, bodyOf: (word: Word) => object, time: VirtualTime) {
    this.#script = script;
    this.#bodyOf = bodyOf;
    this.#time = time;
  }

  readonly fetch = async (input: unknown, init?: RequestInit): Promise<Response> => {
    const { method, url, headers, signal } = requestOf(input, init);
    signal?.throwIfAborted();
    const path = url.pathname;
    this.seen.push({ method, origin: url.origin, path, headers, atMs: performance.now() });
    const number = (this.#counts[method] ?? 0) + 1;
    this.#counts[method] = number;
    const answer = this.#script({ method, path, number });
    if (answer.fault === "hang") return new Promise((_, reject) => rejectOnAbort(signal, reject));
    if (answer.delayMs !== undefined) await new Promise((resolve) => setTimeout(resolve, answer.delayMs));
    await this.#time.request();
    signal?.throwIfAborted();
    return respond(answer, this.#bodyOf);
  };
}

function respond(answer: Answer, bodyOf: (word: Word) => object): Response {
  if (answer.fault === "reset") {
    throw new TypeError("fetch failed", { cause: Object.assign(new Error("reset"), { code: "ECONNRESET" }) });
  }
  const { word = "running", httpStatus = 200, headers } = answer;
  const text = answer.text ?? JSON.stringify(httpStatus < 300 ? bodyOf(word) : { error: "no" });
  return new Response(answer.fault === "cut" ? cut(text) : text, {
    status: httpStatus,
    headers: { "content-type": "application/json", ...headers },
  });
}

function cut(text: string): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(text.slice(0, 9)));
      controller.error(new TypeError("terminated"));
    },
  });
}

function rejectOnAbort(signal: AbortSignal | undefined, reject: (reason: unknown) => void): void {
  signal?.addEventListener("abort", () => reject(signal.reason), { once: true });
}
