import { abortable } from "./abort.ts";
import type { EventStream } from "./call.ts";
import type { Push } from "./track.ts";

/** Events kept for somebody who asks for them after the start. */
const replayed = 1000;

/** An event, and the promise of the one after it: everybody who reads goes at their own pace. */
class Link<Event> {
  readonly event: Event | undefined;
  /** The next link once it is there, so that the first can be given up. */
  after: Link<Event> | undefined;
  /** The next link, `undefined` at the end, an error if the stream broke off. */
  readonly next: Promise<Link<Event> | undefined>;
  resolve!: (link: Link<Event> | undefined) => void;
  reject!: (error: unknown) => void;

  constructor(event?: Event) {
    this.event = event;
    this.next = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
    this.next.catch(() => {}); // nobody may be reading
  }
}

/**
 * The stream that a start opened. It wakes who waits at its end, and hands its events on; it never decides a status. It
 * stays open until it ends, or the last one who waited or read it has left.
 */
export class LiveEvents<Event> implements Push {
  isOpen = true;
  readonly #iterator: AsyncIterator<Event>;
  readonly #until: readonly string[];
  readonly #stop: AbortController;
  readonly #users: Set<{ readonly onEnd: () => void }> = new Set();
  #first: Link<Event> = new Link();
  #last: Link<Event> = this.#first;
  #count = 0;

  /** `stop` closes the connection. */
  constructor(stream: EventStream<Event>, until: readonly string[], stop: AbortController) {
    this.#iterator = stream[Symbol.asyncIterator]();
    this.#until = until;
    this.#stop = stop;
  }

  /** Reads on until an event holds what is looked for. */
  async find<Found>(look: (event: Event) => Found | undefined): Promise<Found | undefined> {
    for (;;) {
      const next = await this.#iterator.next();
      if (next.done === true) return undefined;
      this.#keep(new Link(next.value));
      const found = look(next.value);
      if (found !== undefined) return found;
    }
  }

  /** Goes through the rest of the stream. */
  async pump(): Promise<void> {
    try {
      await this.find((event) => this.#until.includes(typeOf(event)) || undefined);
    } catch (error) {
      if (this.isOpen) this.#last.reject(error);
    }
    this.close();
  }

  /** The events so far and those to come. */
  async *read(signal: AbortSignal | undefined): EventStream<Event> {
    const leave = this.join(() => {});
    try {
      for (let link = this.#first; ; ) {
        const next = await abortable(link.next, signal);
        if (next === undefined) return;
        link = next;
        yield link.event as Event;
      }
    } finally {
      leave();
    }
  }

  join(onEnd: () => void): () => void {
    const user = { onEnd };
    if (this.isOpen) this.#users.add(user);
    else onEnd();
    return () => {
      if (this.#users.delete(user) && this.#users.size === 0) this.close();
    };
  }

  close(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.#last.resolve(undefined);
    this.#stop.abort();
    this.#iterator.return?.().catch(() => {});
    for (const { onEnd } of this.#users) onEnd();
    this.#users.clear();
  }

  #keep(link: Link<Event>): void {
    this.#last.after = link;
    this.#last.resolve(link);
    this.#last = link;
    this.#count += 1;
    if (this.#count > replayed) this.#first = this.#first.after ?? this.#first;
  }
}

/** The type of an event: `type` in its data. */
export function typeOf(event: unknown): string {
  const type = typeof event === "object" && event !== null && "type" in event ? event.type : undefined;
  return typeof type === "string" ? type : "";
}
