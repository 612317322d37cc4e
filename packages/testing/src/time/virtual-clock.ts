import type { Clock } from "./clock.ts";
import { createTimerQueue, type Timer } from "./timer-queue.ts";
import { turn } from "./turn.ts";

/** How a virtual clock behaves. */
export interface ClockOptions {
  /** Wall time at the start: RFC 3339, a Date or milliseconds since 1970. Default 2026-03-01T10:00:00Z. */
  readonly startAt?: string | number | Date;
  /**
   * Jump to the next timer whenever nothing else is runnable, so that an hour takes milliseconds. Default false: time
   * stands still until `advance`.
   */
  readonly auto?: boolean;
  /** Turns of the event loop without a new timer after which nothing else counts as runnable. Default 3. */
  readonly idleTurns?: number;
}

/** A clock that a test moves, or that moves itself from timer to timer (`auto`). */
export interface VirtualClock extends Clock {
  /** Moves time on and runs the timers that fall due, in their order, letting what they wake run in between. */
  advance(ms: number): Promise<void>;
  /** Runs timers until none is left. `limit` (default 10,000 timers) guards against one that renews itself for ever. */
  runAll(limit?: number): Promise<void>;
  /** Sets the wall clock (`date`) without moving time, as a person or NTP does. */
  setDate(date: string | number | Date): void;
  /** Keeps `auto` from jumping until the answer is called, for work that the clock cannot see. */
  hold(): () => void;
  /** Timers that are waiting: 0 at the end of a test that leaks none. */
  readonly pending: number;
  /** Milliseconds until the next timer, `undefined` without one. */
  readonly nextInMs: number | undefined;
  /** Every delay that was ever asked for, in order. */
  readonly delays: readonly number[];
}

const longestDelayMs = 2 ** 31 - 1;

/** Makes a virtual clock. */
export function createClock(options: ClockOptions = {}): VirtualClock {
  const { startAt = "2026-03-01T10:00:00Z", auto = false, idleTurns = 3 } = options;
  const timers = createTimerQueue();
  const delays: number[] = [];
  let now = 0;
  let offset = toMs(startAt);
  let holds = 0;
  let activity = 0;
  let pumping = false;

  function fire(timer: Timer): void {
    timers.remove(timer);
    now = Math.max(now, timer.atMs);
    activity += 1;
    timer.callback();
  }

  async function settle(): Promise<void> {
    let seen = -1;
    for (let idle = 0; idle < idleTurns; idle += 1) {
      if (seen !== activity || holds > 0) idle = 0;
      seen = activity;
      await turn();
    }
  }

  async function pump(): Promise<void> {
    pumping = true;
    try {
      await settle();
      for (let timer = timers.next(); timer !== undefined; timer = timers.next()) {
        fire(timer);
        await settle();
      }
    } finally {
      pumping = false;
    }
  }

  function after(ms: number, callback: () => void): () => void {
    if (!(ms >= 0 && ms <= longestDelayMs)) {
      throw new RangeError(`A timer of ${ms} ms is none: a delay is 0 to 2^31-1 milliseconds.`);
    }
    const timer: Timer = { atMs: now + ms, order: delays.length, callback };
    delays.push(ms);
    timers.add(timer);
    activity += 1;
    if (auto && !pumping) void pump();
    return () => void timers.remove(timer);
  }

  return {
    now: () => now,
    date: () => offset + now,
    after,
    async advance(ms) {
      const until = now + ms;
      await settle();
      for (let timer = timers.next(); timer !== undefined && timer.atMs <= until; timer = timers.next()) {
        fire(timer);
        await settle();
      }
      now = Math.max(now, until);
      await settle();
    },
    async runAll(limit = 10_000) {
      await settle();
      for (let count = 0; ; count += 1) {
        const timer = timers.next();
        if (timer === undefined) return;
        if (count >= limit) throw new Error(`More than ${limit} timers ran and there is still one left.`);
        fire(timer);
        await settle();
      }
    },
    setDate(date) {
      offset = toMs(date) - now;
    },
    hold() {
      holds += 1;
      let held = true;
      return () => {
        if (held) holds -= 1;
        held = false;
      };
    },
    get pending() {
      return timers.size;
    },
    get nextInMs() {
      const timer = timers.next();
      return timer && timer.atMs - now;
    },
    delays,
  };
}

function toMs(date: string | number | Date): number {
  const ms = typeof date === "number" ? date : new Date(date).getTime();
  if (Number.isNaN(ms)) throw new RangeError(`"${String(date)}" is no time.`);
  return ms;
}
