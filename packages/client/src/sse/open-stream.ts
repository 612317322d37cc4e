import type { EventStream } from "../client.ts";
import type { Scope } from "../pipeline/scope.ts";
import { createEventParser, type RawEvent } from "./event-parser.ts";

/** A stream of events while it is read. It is its own iterator, so that it can be closed before it is first read. */
export class OpenStream implements EventStream<unknown>, AsyncIterator<unknown, undefined> {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  readonly #scope: Scope;
  readonly #failure: (problem: string, cause: unknown) => Error;
  readonly #parser = createEventParser();
  readonly #decoder = new TextDecoder();
  #queue: RawEvent[] = [];
  #state: "open" | "ended" | "closed" = "open";
  readonly #maxBytes: number;
  /** Read since the last event. */
  #bytes = 0;

  constructor(
    reader: ReadableStreamDefaultReader<Uint8Array>,
    scope: Scope,
    maxBytes: number,
    failure: (problem: string, cause: unknown) => Error,
  ) {
    this.#reader = reader;
    this.#scope = scope;
    this.#maxBytes = maxBytes;
    this.#failure = failure;
    scope.signal().addEventListener("abort", () => this.close());
  }

  get lastEventId(): string {
    return this.#parser.lastEventId;
  }

  get retryMs(): number | undefined {
    return this.#parser.retryMs;
  }

  [Symbol.asyncIterator](): AsyncIterator<unknown, undefined> {
    return this;
  }

  async next(): Promise<IteratorResult<unknown, undefined>> {
    this.#scope.throwIfEnded();
    while (this.#state === "open" && !this.#queue.length) await this.#fill();
    const event = this.#queue.shift();
    if (event) return { done: false, value: this.#read(event) };
    this.close();
    return { done: true, value: undefined };
  }

  async return(): Promise<IteratorResult<unknown, undefined>> {
    this.close();
    return { done: true, value: undefined };
  }

  close(): void {
    if (this.#state === "closed") return;
    this.#state = "closed";
    this.#queue = [];
    this.#scope.close();
    this.#reader.cancel().catch(() => {});
  }

  async #fill(): Promise<void> {
    try {
      const { done, value } = await this.#scope.race(this.#reader.read());
      if (this.#state === "closed") return;
      this.#queue = this.#parser.push(this.#decoder.decode(value, { stream: !done }));
      this.#bytes = this.#queue.length ? 0 : this.#bytes + (value?.byteLength ?? 0);
      if (this.#bytes > this.#maxBytes) throw new RangeError(`An event exceeds ${this.#maxBytes} bytes.`);
      if (!done) return;
      this.#queue.push(...this.#parser.end());
      this.#state = "ended";
    } catch (cause) {
      this.close();
      this.#scope.throwIfEnded();
      throw this.#failure("the stream broke off", cause);
    }
  }

  #read({ name, data }: RawEvent): unknown {
    try {
      const value: unknown = JSON.parse(data);
      const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
      return name && isObject && !("type" in value) ? { type: name, ...value } : value;
    } catch (cause) {
      this.close();
      throw this.#failure("an event is no JSON", cause);
    }
  }
}
