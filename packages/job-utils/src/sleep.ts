import { offAbort, onAbort } from "./abort.ts";
import type { Clock } from "./call.ts";
import { longestTimerMs } from "./clock.ts";

/**
 * Waits `ms`, or as long as a timer can if that is less. Rejects in the same turn with the signal's reason when it is
 * aborted; leaves no timer or listener.
 */
export function sleep(
  clock: Clock,
  ms: number,
  signal: AbortSignal | undefined,
  keepAlive?: boolean,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = () => {
      offAbort(signal, abort);
      cancel();
      reject(signal?.reason);
    };
    const done = () => {
      offAbort(signal, abort);
      resolve();
    };
    const cancel = clock.after(Math.min(ms, longestTimerMs), done, keepAlive);
    onAbort(signal, abort);
    if (signal?.aborted) abort();
  });
}
