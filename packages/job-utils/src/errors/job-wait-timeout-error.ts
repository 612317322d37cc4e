import type { JobRef } from "../job.ts";
import { histogram, JobError, type JobErrorFacts, nameOf, reads } from "./job-error.ts";

/** The deadline of this wait passed. The job itself runs on, and may cost money. */
export class JobWaitTimeoutError extends JobError {
  override get name(): "JobWaitTimeoutError" {
    return "JobWaitTimeoutError";
  }
  declare readonly ref: JobRef;
  /** The deadline that passed, in milliseconds. */
  readonly timeoutMs: number;

  constructor(timeoutMs: number, facts: JobErrorFacts, cause?: unknown) {
    super(
      `${nameOf(facts)} did not end within ${timeoutMs} ms (seen in ${reads(facts.attempts ?? 0)}: ` +
        `${histogram(facts.observed ?? {})}). It runs on: attach(error.ref) waits again, cancel() stops it.`,
      facts,
      cause,
    );
    this.timeoutMs = timeoutMs;
  }
}
