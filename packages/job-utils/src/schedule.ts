import type { PollFacts } from "./definition.ts";
import type { JobStatus } from "./job.ts";

/** What a schedule may look at when it decides how long to wait before the next read. Times in milliseconds. */
export interface ScheduleFacts {
  /** How long the job has been in its current status, by the provider's clock where it tells. */
  readonly ageMs: number;
  /** How long the job has existed, by the provider's clock where it tells. */
  readonly jobAgeMs: number;
  readonly status: JobStatus | undefined;
  /** Reads made by this wait so far. */
  readonly attempts: number;
  /** `poll` of the kind. */
  readonly poll: PollFacts;
}

/** Decides how long to wait before the next read, in milliseconds. `Infinity`: until a nudge or the deadline. */
export type Schedule = (facts: ScheduleFacts) => number;

/** A server's hint is obeyed up to an hour. */
const longestHintMs = 3_600_000;

/**
 * The schedule by default: a tenth of the age, and no more than 500·√(age in seconds), within `minMs` (500) and `maxMs`
 * (60,000). The delay relative to the job's duration stays below about ten percent, short jobs are seen at once, long
 * ones cost few requests, and nothing needs to be remembered over a restart.
 */
export const ageProportional: Schedule = ({ ageMs, poll: { minMs = 500, maxMs = 60_000 } }) =>
  Math.min(Math.max(Math.min(0.1 * ageMs, 500 * Math.sqrt(ageMs / 1000)), minMs), maxMs);

/** A read every `ms`. */
export const every =
  (ms: number): Schedule =>
  () =>
    ms;

/** A server's hint, as far as it is a number and obeyed. */
export function hintedMs(hintMs: number): number {
  return typeof hintMs === "number" && hintMs > 0 ? Math.min(hintMs, longestHintMs) : 0;
}

/** The `minMs` that a kind declares: a documented limit, so it holds for every schedule. */
function leastMs({ minMs = 0 }: PollFacts): number {
  return minMs >= 1 ? minMs : 0;
}

/**
 * What a schedule asked for, made safe: never below the `minMs` that a kind declares, and the kind's minimum (500) if it is
 * no number or less than 1, so that no schedule can flood.
 */
export function plannedMs(askedMs: number, poll: PollFacts): number {
  return askedMs >= 1 ? Math.max(askedMs, leastMs(poll)) : leastMs(poll) || 500;
}

/** A planned delay with ±10 % jitter. */
export function jitteredMs(delayMs: number, poll: PollFacts, random: () => number): number {
  return Math.max(delayMs * (0.9 + 0.2 * random()), leastMs(poll));
}
