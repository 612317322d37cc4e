import type { CancelledJob, JobRef } from "../job.ts";
import { JobError, type JobErrorFacts, nameOf } from "./job-error.ts";

/** The job was cancelled. Thrown by `output`. */
export class JobCancelledError extends JobError {
  override get name(): "JobCancelledError" {
    return "JobCancelledError";
  }
  declare readonly ref: JobRef;
  declare readonly job: CancelledJob;

  constructor(job: CancelledJob, facts: JobErrorFacts) {
    const reason = job.failure === undefined ? "" : `: ${job.failure.message}`;
    super(`${nameOf(facts)} was cancelled${reason}`, { ...facts, job });
  }
}
