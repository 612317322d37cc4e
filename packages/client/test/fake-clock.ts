import type { Clock } from "../src/clock.ts";

interface Timer {
  readonly at: number;
  readonly ms: number;
  readonly callback: () => void;
}

/** A clock that goes only when it is told to, and knows which timers it was asked for. */
export class FakeClock implements Clock {
  #now = 0;
  readonly #timers = new Set<Timer>();
  /** Every delay that was ever asked for, in order. */
  readonly delays: number[] = [];
  readonly startedAt: number = Date.parse("2026-03-01T10:00:00Z");

  now(): number {
    return this.#now;
  }

  date(): number {
    return this.startedAt + this.#now;
  }

  after(ms: number, callback: () => void): () => void {
    if (!(ms >= 0 && ms <= 2_147_483_647)) throw new Error(`no timer takes ${ms} ms`);
    const timer = { at: this.#now + ms, ms, callback };
    this.#timers.add(timer);
    this.delays.push(ms);
    return () => this.#timers.delete(timer);
  }

  /** Timers that are waiting. */
  get pending(): number {
    return this.#timers.size;
  }

  /** Lets time pass, every timer at its time and what it sets off before the next. */
  async pass(ms: number): Promise<void> {
    const end = this.#now + ms;
    for (;;) {
      await settle();
      const next = [...this.#timers].sort((a, b) => a.at - b.at)[0];
      if (!next || next.at > end) break;
      this.#timers.delete(next);
      this.#now = Math.max(this.#now, next.at);
      next.callback();
    }
    this.#now = end;
    await settle();
  }
}

/** Lets everything run that needs no time: promises, and the streams of response bodies, which use several turns. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
}
