import { abortable } from "./abort.ts";
import type { JobTypes } from "./definition.ts";
import { failureOf } from "./failed-read.ts";
import { accept, count, read } from "./look.ts";
import type { HoldState, Track } from "./track.ts";

/** What the server may take beyond the time it holds a request, in milliseconds. */
const graceMs = 10_000;

/** Looks at a job that has a long poll: by it, or by a plain read after one that said nothing. */
export async function holdOrRead<T extends JobTypes>(track: Track<T>): Promise<void> {
  const { hold } = track;
  if (hold?.isNext) return holdOnce(track, hold);
  try {
    await read(track);
    if (hold !== undefined) hold.isNext = true;
  } catch (error) {
    if (hold !== undefined) hold.creditMs = 0;
    throw error;
  }
}

/**
 * Asks the provider to answer once something has happened. An answer that means "not yet" and a failure spend no error
 * budget: a plain read follows, and that one counts. A nudge breaks it off.
 */
async function holdOnce<T extends JobTypes>(track: Track<T>, hold: HoldState): Promise<void> {
  const { definition, client, now, takeTurn } = track.bound;
  const { longPoll } = definition;
  if (longPoll === undefined) return;
  const { holdMs, pending } = longPoll;
  const stop = new AbortController();
  const { signal } = stop;
  track.breakOff = () => stop.abort();
  hold.isNext = false;
  let sentAtMs = now();
  try {
    await takeTurn?.(signal, track.keepAlive);
    sentAtMs = now();
    count(track);
    const options = { ...track.call, retries: 0, timeoutMs: holdMs + graceMs, pending, signal };
    const reply = await abortable(longPoll.call(client, track, options), signal);
    if (pending.includes(reply.httpStatus)) return;
    accept(track, reply.raw, reply, ++track.sent); // the answer is as new as it is, however long it was held
    hold.isNext = true;
  } catch (error) {
    const { httpStatus, retryAfterMs = 0 } = failureOf(error);
    track.pace = { ...track.pace, hintMs: retryAfterMs };
    if (isMissing(httpStatus, track.counted > 0)) track.hold = undefined;
  } finally {
    track.breakOff = undefined;
    hold.creditMs = now() - sentAtMs;
  }
}

/** A long poll that answers so does not exist here. A 404 may be the job, unless a read has shown that it is there. */
function isMissing(httpStatus: number | undefined, isRead: boolean): boolean {
  return httpStatus === 405 || httpStatus === 501 || (httpStatus === 404 && isRead);
}
