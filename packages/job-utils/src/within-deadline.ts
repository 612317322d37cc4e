import { offAbort, onAbort } from "./abort.ts";
import { longestTimerMs } from "./clock.ts";
import type { JobTypes } from "./definition.ts";
import { JobWaitTimeoutError } from "./errors/job-wait-timeout-error.ts";
import type { WaitOptions } from "./options.ts";
import type { Track } from "./track.ts";
import { deadlineOf } from "./wait.ts";

/**
 * Does something about a job under the deadline of a wait: the signal that `work` gets aborts with the caller's reason, or
 * with the error of the deadline.
 */
export async function withinDeadline<T extends JobTypes, Result>(
  track: Track<T>,
  { signal, timeoutMs, keepAlive }: Pick<WaitOptions<unknown>, "signal" | "timeoutMs" | "keepAlive">,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const { clock, definition } = track.bound;
  const limitMs = deadlineOf(definition, timeoutMs);
  const stop = new AbortController();
  const abort = () => stop.abort(signal?.reason);
  const miss = () => stop.abort(new JobWaitTimeoutError(limitMs, track.facts));
  onAbort(signal, abort);
  if (signal?.aborted) abort();
  const disarm = limitMs <= longestTimerMs ? clock.after(Math.max(limitMs, 0), miss, keepAlive) : () => {};
  try {
    return await work(stop.signal);
  } finally {
    disarm();
    offAbort(signal, abort);
  }
}
