import type { Clock } from "../src/index.ts";

interface Timer {
  readonly atMs: number;
  readonly order: number;
  readonly callback: () => void;
}

/** A clock that moves only when a test says so. */
export class VirtualClock implements Clock {
  /** Every delay that was asked for, in order. */
  readonly delays: number[] = [];
  /** Whether each was to keep the process alive. */
  readonly keptAlive: boolean[] = [];
  #nowMs = 0;
  #dateMs = Date.parse("2026-03-01T10:00:00Z");
  #order = 0;
  readonly #timers: Set<Timer> = new Set();

  now(): number {
    return this.#nowMs;
  }

  date(): number {
    return this.#dateMs;
  }

  after(ms: number, callback: () => void, keepAlive = true): () => void {
    if (!(ms >= 0 && ms <= 2 ** 31 - 1)) throw new RangeError(`A timer was asked for ${ms} ms.`);
    this.delays.push(ms);
    this.keptAlive.push(keepAlive);
    this.#order += 1;
    const timer = { atMs: this.#nowMs + ms, order: this.#order, callback };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** Timers that have neither fired nor been cancelled. */
  get pending(): number {
    return this.#timers.size;
  }

  /** Lets time pass; timers fire in order, and what they set off runs before the next one. */
  async advance(ms: number): Promise<void> {
    const endMs = this.#nowMs + ms;
    await settle();
    for (let next = this.#next(); next !== undefined && next.atMs <= endMs; next = this.#next()) {
      this.#move(next.atMs);
      this.#timers.delete(next);
      next.callback();
      await settle();
    }
    this.#move(endMs);
  }

  /** Lets time pass until a promise settles, at most a year. */
  async until<Value>(promise: Promise<Value>): Promise<Value> {
    let isSettled = false;
    const done = () => {
      isSettled = true;
    };
    promise.then(done, done);
    await settle();
    const endMs = this.#nowMs + 365 * 86_400_000;
    while (!isSettled) {
      const next = this.#next();
      if (next === undefined) throw new Error("Nothing is scheduled and the promise is pending: it hangs.");
      if (next.atMs > endMs) throw new Error("The promise is still pending after a year.");
      await this.advance(next.atMs - this.#nowMs);
    }
    return promise;
  }

  /** The wall clock jumps; the monotonic one does not. */
  jump(ms: number): void {
    this.#dateMs += ms;
  }

  /** The machine sleeps: both clocks go on, and timers that were due meanwhile fire late, all in one turn. */
  async suspend(ms: number): Promise<void> {
    await settle();
    this.#move(this.#nowMs + ms);
    const late = [...this.#timers].filter((timer) => timer.atMs <= this.#nowMs);
    for (const timer of late.sort(inOrder)) {
      if (!this.#timers.delete(timer)) continue;
      timer.callback();
    }
    await settle();
  }

  #move(toMs: number): void {
    this.#dateMs += toMs - this.#nowMs;
    this.#nowMs = toMs;
  }

  #next(): Timer | undefined {
    let next: Timer | undefined;
    for (const timer of this.#timers) if (next === undefined || inOrder(timer, next) < 0) next = timer;
    return next;
  }
}

function inOrder(one: Timer, other: Timer): number {
  return one.atMs - other.atMs || one.order - other.order;
}

/** Lets everything run that needs no time. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
