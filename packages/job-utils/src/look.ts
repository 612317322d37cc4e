import type { Reply } from "./call.ts";
import type { JobTypes } from "./definition.ts";
import { failureOf } from "./failed-read.ts";
import { isTerminal } from "./job.ts";
import { observe } from "./observe.ts";
import { paceAfter } from "./pace.ts";
import { sameValue } from "./same-value.ts";
import { toJob } from "./to-job.ts";
import type { JobOf, SharedFailure, Track } from "./track.ts";

/** Reads the job. Whoever asks while a read is under way gets its answer. A failure is told to the watchers, and thrown. */
export function read<T extends JobTypes>(track: Track<T>): Promise<JobOf<T>> {
  track.reading ??= readOnce(track);
  return track.reading;
}

async function readOnce<T extends JobTypes>(track: Track<T>): Promise<JobOf<T>> {
  const { readings, call, bound } = track;
  const { takeTurn, definition, client } = bound;
  const signal = track.beginRequest();
  try {
    if (takeTurn !== undefined) await takeTurn(signal, track.keepAlive);
    const number = count(track);
    const reply = await definition.read(client, track, { ...call, retries: 0, signal });
    return accept(track, reply.raw, reply, number);
  } catch (error) {
    refuse(track, error);
    throw error;
  } finally {
    track.endRequest();
    if (track.readings === readings) track.reading = undefined;
  }
}

/** Counts a request; it is what a nudge has asked for. Returns its number, by which answers are put in order. */
export function count<T extends JobTypes>(track: Track<T>): number {
  track.attempts += 1;
  track.sent += 1;
  if (track.isNudged) track.nudgedAtMs = track.bound.now();
  track.isNudged = false;
  return track.sent;
}

/**
 * Takes a body in: makes a Job of it and shows it to all who wait. An ended job that seems to run again is ignored and
 * counted, and so is an answer to a request that was sent before one whose answer counted, unless it is an end.
 */
export function accept<T extends JobTypes>(
  track: Track<T>,
  body: T["body"],
  reply: Reply | undefined,
  number: number,
): JobOf<T> {
  const { definition, now, at } = track.bound;
  const last = track.job;
  const params = track.params as Readonly<Record<string, unknown>>;
  const job =
    last !== undefined && sameValue(last.raw, body)
      ? last
      : toJob(definition, body, { id: track.id, params, at: at() });
  observe(track.observed, job.rawStatus);
  track.failures = 0;
  track.isRefused = false;
  if (last !== undefined && isOutdated(last, job, number < track.counted)) {
    track.regressions += 1;
  } else {
    track.counted = number;
    track.seenAtMs = now();
    track.pace = paceAfter(track.pace, job, reply, now());
    track.job = job;
  }
  const known = track.job ?? job;
  for (const watcher of track.watchers) watcher.deliver(known);
  return known;
}

function isOutdated<T extends JobTypes>(last: JobOf<T>, job: JobOf<T>, isLate: boolean): boolean {
  const hadEnded = isTerminal(last.status);
  return hadEnded === isTerminal(job.status) ? isLate : hadEnded;
}

function refuse<T extends JobTypes>(track: Track<T>, error: unknown): void {
  const shared = sharedFailure(track, error);
  track.failures += 1;
  track.isRefused = shared.failure.httpStatus === 401;
  track.pace = { ...track.pace, hintMs: shared.failure.retryAfterMs ?? 0 };
  for (const watcher of track.watchers) watcher.refuse(shared, error);
}

/** What a failed read means for all who wait. */
export function sharedFailure<T extends JobTypes>(track: Track<T>, error: unknown): SharedFailure {
  const { clock, now } = track.bound;
  const failure = failureOf(error);
  return {
    failure,
    sinceStartMs: track.startedAtMs === undefined ? undefined : now() - track.startedAtMs,
    isPastEnd: isPastEnd(track.job ?? track.before, clock.date()),
    isRefusedAgain: failure.httpStatus === 401 && track.isRefused,
  };
}

function isPastEnd(job: JobOf<JobTypes> | undefined, dateMs: number): boolean {
  if (job === undefined) return false;
  return isTerminal(job.status) || (job.expiresAt !== undefined && Date.parse(job.expiresAt) < dateMs);
}
