import type { FailedJob, JobFailure } from "../job.ts";
import { JobError, type JobErrorFacts, nameOf } from "./job-error.ts";

/** The job failed. Thrown by `output`; `failure` says why. */
export class JobFailedError extends JobError {
  override readonly name = "JobFailedError";
  declare readonly job: FailedJob;
  readonly failure: JobFailure;

  constructor(job: FailedJob, facts: JobErrorFacts) {
    super(`${nameOf(facts)} failed: ${job.failure.message}`, { ...facts, job });
    this.failure = job.failure;
  }
}
