import type { Clock } from "./clock.ts";
import { unref } from "./unref.ts";

const longestDelayMs = 2 ** 31 - 1;

/**
 * Real time, `speed` times as fast: at 60 a job of an hour takes a minute. Timers and clocks of the platform are looked
 * up at each call, so fake timers of a test runner move it too.
 */
export function realClock(speed = 1): Clock {
  if (!(speed > 0)) throw new RangeError(`A clock cannot run at ${speed} times real time.`);
  const startedMs = performance.now();
  const startDate = Date.now();
  const now = (): number => (performance.now() - startedMs) * speed;
  return {
    now,
    date: () => startDate + now(),
    after: (ms, callback, keepAlive = true) => {
      const timer = setTimeout(callback, Math.min(ms / speed, longestDelayMs));
      if (!keepAlive) unref(timer);
      return () => clearTimeout(timer);
    },
  };
}
