import { offAbort, onAbort } from "./abort.ts";
import type { JobTypes } from "./definition.ts";
import type { WaitOptions } from "./options.ts";
import { Queue } from "./queue.ts";
import type { JobOf } from "./track.ts";

/** The distinct states of a job, in order, up to the one it settles in. `break` stops the wait, and only the wait. */
export function watch<T extends JobTypes>(
  wait: (options: WaitOptions<JobOf<T>>) => Promise<unknown>,
  { signal, onUpdate, onAbort: whenAborted = "leave", ...rest }: WaitOptions<JobOf<T>>,
  cancel: () => void,
): AsyncIterable<JobOf<T>> {
  return {
    [Symbol.asyncIterator]() {
      const stop = new AbortController();
      const queue = new Queue<JobOf<T>>(() => stop.abort());
      const forward = () => {
        stop.abort(signal?.reason);
        if (whenAborted === "cancel") cancel();
      };
      if (signal?.aborted) stop.abort(signal.reason);
      onAbort(signal, forward);
      const show = (job: JobOf<T>) => {
        queue.push(job);
        return onUpdate?.(job);
      };
      wait({ ...rest, onUpdate: show, signal: stop.signal })
        .then(
          () => queue.end(),
          (error: unknown) => queue.end({ error }),
        )
        .finally(() => offAbort(signal, forward));
      return queue;
    },
  };
}
