import type { JobTypes } from "./definition.ts";
import { read } from "./look.ts";
import { retryDelayMs } from "./pace.ts";
import { hintedMs, jitteredMs, plannedMs } from "./schedule.ts";
import type { Track } from "./track.ts";

/** Somebody new waits: the next look is planned with them in mind. */
export function follow<T extends JobTypes>(track: Track<T>): void {
  if (!track.isLooking) track.planAtMs = planAtMs(track);
  proceed(track);
}

/**
 * The loop: as long as anybody waits, sleep until the next look is due, look, tell the watchers, plan the next; each watcher
 * leaves when it has seen enough. Every step of it begins here, and so does whatever cuts a sleep short.
 */
export function proceed<T extends JobTypes>(track: Track<T>): void {
  const { alarms, now } = track.bound;
  if (track.isLooking) return;
  const dueMs = dueAtMs(track);
  if (!track.isWatched) alarms.clear(track);
  else if (dueMs > now()) alarms.set(track, dueMs);
  else void look(track);
}

async function look<T extends JobTypes>(track: Track<T>): Promise<void> {
  const { alarms, now, hold: readOrHold = read } = track.bound;
  alarms.clear(track);
  track.isLooking = true;
  try {
    await readOrHold(track);
  } catch {
    // The watchers were told, and those who stay put up with it.
  }
  track.lookedAtMs = now();
  track.planAtMs = planAtMs(track); // while the look is not over: a schedule that nudges must not begin the next
  track.isLooking = false;
  proceed(track);
}

/**
 * When the next look is due: by plan, or by a nudge. Nudges come in storms, so one counts per `minMs`; and a server that
 * refused has said when to come back.
 */
function dueAtMs<T extends JobTypes>(track: Track<T>): number {
  const { planAtMs, isNudged, nudgedAtMs, failures, lookedAtMs = 0, pace, poll } = track;
  if (!isNudged) return planAtMs;
  const refusedUntilMs = failures === 0 ? 0 : lookedAtMs + hintedMs(pace.hintMs);
  return Math.min(planAtMs, Math.max(nudgedAtMs + plannedMs(0, poll), refusedUntilMs));
}

/** When the next look is due by plan. A job that was just started needs no read yet; any other is read at once. */
function planAtMs<T extends JobTypes>(track: Track<T>): number {
  const { lookedAtMs, startedAtMs = 0, isNew, isWatched, watchers, bound, poll, hold } = track;
  const nowMs = bound.now();
  if (!isWatched) return Number.POSITIVE_INFINITY;
  if (lookedAtMs !== undefined) return lookedAtMs + nextPauseMs(track);
  if (watchers.every((watcher) => watcher.isCovered)) return Number.POSITIVE_INFINITY;
  if (!isNew) return nowMs;
  const atMs = startedAtMs + Math.ceil(Math.max(poll.firstMs ?? 0, delayMs(track)));
  if (hold === undefined || atMs <= nowMs) return atMs;
  hold.isNext = true;
  return nowMs;
}

/**
 * What the server asked for, and no less than the schedule's delay, in which time that a long poll was held counts. A
 * nudge, which a schedule may make, has a pace of its own.
 */
function nextPauseMs<T extends JobTypes>(track: Track<T>): number {
  const leastMs = delayMs(track);
  const creditMs = track.isNudged ? 0 : (track.hold?.creditMs ?? 0);
  return Math.ceil(Math.max(leastMs - creditMs, hintedMs(track.pace.hintMs)));
}

/** The shortest delay that any of the watchers wants, longer after failures. */
function delayMs<T extends JobTypes>(track: Track<T>): number {
  const { now, random } = track.bound;
  const { pace, poll, failures, attempts, push, watchers } = track;
  const { status, phaseSinceMs, jobSinceMs } = pace;
  const nowMs = now();
  const ageMs = nowMs - (phaseSinceMs ?? nowMs);
  const facts = { ageMs, jobAgeMs: nowMs - (jobSinceMs ?? nowMs), status, attempts, poll };
  const isPushed = push?.isOpen && failures === 0;
  const wishMs = isPushed
    ? (poll.maxMs ?? 60_000)
    : Math.min(...watchers.map((watcher) => watcher.delayMs(facts)));
  return jitteredMs(Math.max(plannedMs(wishMs, poll), retryDelayMs(failures)), poll, random);
}
