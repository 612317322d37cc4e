import { offAbort, onAbort } from "./abort.ts";
import type { Clock } from "./call.ts";

/** Waits `ms`. Rejects in the same turn with the signal's reason when it is aborted; leaves no timer or listener. */
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
    const cancel = clock.after(ms, done, keepAlive);
    onAbort(signal, abort);
    if (signal?.aborted) abort();
  });
}
