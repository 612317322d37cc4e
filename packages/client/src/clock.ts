/** Time, passed in so that tests decide it. */
export interface Clock {
  /** Monotonic milliseconds. */
  now(): number;
  /** Wall clock, milliseconds since 1970. */
  date(): number;
  /** Calls back once, `ms` from now; the answer cancels it. `ms` is 0 to 2^31-1. `keepAlive: false` lets the process end. */
  after(ms: number, callback: () => void, keepAlive?: boolean): () => void;
}

/** The longest delay that a timer takes; a longer one would fire at once. */
export const maxTimerMs = 2_147_483_647;

/** The clock of the machine. */
export const systemClock: Clock = {
  now: () => performance.now(),
  date: () => Date.now(),
  after(ms, callback, keepAlive = true) {
    const timer: unknown = setTimeout(callback, ms);
    // Only Node, Bun and Deno have timers that can be told not to keep the process alive.
    if (!keepAlive) (timer as { unref?(): void }).unref?.();
    return () => clearTimeout(timer as number);
  },
};
