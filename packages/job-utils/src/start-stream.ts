import { abortable, offAbort, onAbort } from "./abort.ts";
import { text } from "./coerce.ts";
import type { JobTypes } from "./definition.ts";
import { LiveEvents } from "./events.ts";
import { NoId, perCall, type StartWay, startByCall, startedTrack } from "./start.ts";
import type { Track } from "./track.ts";

/** How long an open stream may go on without naming the job, in milliseconds. */
const namingMs = 60_000;

/** Starts a job by the operation that answers with events, where there is one: the job is there as soon as it is named. */
export async function startByStream<T extends JobTypes>(
  ...[context, operation, input, options]: Parameters<StartWay<T>>
): Promise<Track<T>> {
  const { stream, idIn, params } = operation;
  if (stream === undefined || options.push === false) return startByCall(context, operation, input, options);
  const { definition, client, clock, now } = context.bound;
  const { signal, idempotencyKey, timeoutMs } = options;
  const sentAtMs = now();
  const stop = new AbortController();
  // An abort ends the start; once the job is there, it is up to those who wait.
  const abort = () => stop.abort(signal?.reason);
  onAbort(signal, abort);
  let giveUpWaiting = () => {};
  try {
    const opened = await stream(client, input, {
      ...perCall(options),
      ...(idempotencyKey !== undefined && { idempotencyKey }),
      // A stream opens soon or hangs; who wants to wait for less than a minute has the ref sooner than the deadline's error.
      ...(!!timeoutMs && { timeoutMs: Math.max(timeoutMs, namingMs) }),
      signal: stop.signal,
    });
    giveUpWaiting = clock.after(namingMs, () => {
      stop.abort(new NoId(`the stream did not name the job within ${namingMs / 1000} s.`));
    });
    const events = new LiveEvents(opened, definition.events?.until ?? [], stop);
    const id = await abortable(
      events.find((event) => text(idIn?.(event))),
      stop.signal,
    );
    if (id === undefined) throw new NoId("the stream ended before it named the job.");
    const track = startedTrack(context, id, params?.(input), options, sentAtMs);
    track.push = events;
    void events.pump();
    return track;
  } catch (error) {
    stop.abort();
    throw error;
  } finally {
    giveUpWaiting();
    offAbort(signal, abort);
  }
}
