import { abortable } from "./abort.ts";
import { askToCancel } from "./cancel.ts";
import type { JobTypes } from "./definition.ts";
import type { RunOptions } from "./options.ts";
import { type StartContext, type StartOf, type StartWay, start } from "./start.ts";
import type { JobOf, Track } from "./track.ts";
import type { WaitContext } from "./wait.ts";

/**
 * Starts a job and does `then` with it, under one deadline. Who wants an abort to cancel the job gets that also while the
 * start is under way: it is left to finish, since only its answer names the job, and the job is cancelled then.
 */
export async function run<T extends JobTypes, Result>(
  way: StartWay<T>,
  context: StartContext<T>,
  operation: StartOf<T>,
  input: unknown,
  options: RunOptions<JobOf<T>>,
  settle: (track: Track<T>, context: WaitContext) => Promise<Result>,
): Promise<Result> {
  const sinceMs = context.bound.now();
  const { signal, ...unstoppable } = options;
  const isToCancel = options.onAbort === "cancel";
  signal?.throwIfAborted();
  const starting = start(way, context, operation, input, isToCancel ? unstoppable : options);
  let track: Track<T>;
  try {
    track = await abortable(starting, signal);
    signal?.throwIfAborted();
  } catch (error) {
    if (isToCancel && signal?.aborted) starting.then((started) => askToCancel(started)).catch(() => {});
    throw error;
  }
  return settle(track, { sinceMs });
}
