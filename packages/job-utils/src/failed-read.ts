import type { CallFailure } from "./call.ts";

/** How many failed reads a wait puts up with. Broken off once both are passed. */
export interface ErrorBudget {
  /** Failed reads in a row. Default 5. */
  readonly failures: number;
  /** Time since the last good read, in milliseconds. Default 120,000. */
  readonly ms: number;
}

export const defaultBudget: ErrorBudget = { failures: 5, ms: 120_000 };

/** How long after a start a job may be unknown to the provider, in milliseconds. */
const notFoundGraceMs = 15_000;

/** What a failed read means for a wait. */
export type Verdict = "read-again" | "not-found" | "expired" | "break-off";

/** What is known when a read has failed. */
export interface FailedRead {
  readonly failure: CallFailure;
  /** Failed reads in a row that this wait has seen, this one included. */
  readonly failures: number;
  /** Since the last good read, or since the wait began. */
  readonly failingMs: number;
  /** Since the start of the job, if this process started it. */
  readonly sinceStartMs: number | undefined;
  /** The job is known to have ended, or to be past `expiresAt`. */
  readonly isPastEnd: boolean;
  /** The key was refused, and the read before this one was refused too. */
  readonly isRefusedAgain: boolean;
}

/** Decides what a failed read means. A failed read never changes a job's state. */
export function judge(read: FailedRead, budget: ErrorBudget): Verdict {
  const { httpStatus, isTransient = true } = read.failure;
  if (httpStatus === 410 || (httpStatus === 404 && read.isPastEnd)) return "expired";
  if (httpStatus === 404) {
    return (read.sinceStartMs ?? notFoundGraceMs) < notFoundGraceMs ? "read-again" : "not-found";
  }
  // A key that a function gives may have run out; the next read asks it again.
  if (httpStatus === 401) return read.isRefusedAgain ? "break-off" : "read-again";
  if (!isTransient) return "break-off";
  return read.failures >= budget.failures && read.failingMs >= budget.ms ? "break-off" : "read-again";
}

/** The facts of an error, whoever made it; none of what cannot be read. */
export function failureOf(error: unknown): CallFailure {
  try {
    const { isTransient, httpStatus, retryAfterMs, mayHaveBeenSent } = error as CallFailure;
    return { isTransient, httpStatus, retryAfterMs, mayHaveBeenSent } as CallFailure;
  } catch {
    return {}; // null, undefined, and objects that throw when they are looked at
  }
}
