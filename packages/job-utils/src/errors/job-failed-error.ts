import type { FailedJob, JobFailure, JobRef } from "../job.ts";
import { JobError, type JobErrorFacts, nameOf } from "./job-error.ts";

/** The job failed. Thrown by `output`; `failure` says why. */
export class JobFailedError extends JobError {
  override get name(): "JobFailedError" {
    return "JobFailedError";
  }
  declare readonly ref: JobRef;
  declare readonly job: FailedJob;
  readonly failure: JobFailure;

  constructor(job: FailedJob, facts: JobErrorFacts) {
    super(`${nameOf(facts)} failed: ${job.failure.message}`, { ...facts, job });
    this.failure = job.failure;
  }
}
