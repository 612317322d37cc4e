import type { CancelledJob } from "../job.ts";
import { JobError, type JobErrorFacts, nameOf } from "./job-error.ts";

/** The job was cancelled. Thrown by `output`. */
export class JobCancelledError extends JobError {
  override readonly name = "JobCancelledError";
  declare readonly job: CancelledJob;

  constructor(job: CancelledJob, facts: JobErrorFacts) {
    const reason = job.failure === undefined ? "" : `: ${job.failure.message}`;
    super(`${nameOf(facts)} was cancelled${reason}`, { ...facts, job });
  }
}
