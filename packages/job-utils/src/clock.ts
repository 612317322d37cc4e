import type { Clock } from "./call.ts";

/** The longest delay that a timer of any runtime takes; a longer one fires at once. */
export const longestTimerMs: number = 2 ** 31 - 1;

/** The clock of the runtime. */
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
