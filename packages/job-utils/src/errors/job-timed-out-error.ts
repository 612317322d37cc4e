import type { JobRef, TimedOutJob } from "../job.ts";
import { JobError, type JobErrorFacts, nameOf } from "./job-error.ts";

/** The provider's own time limit ended the job. Thrown by `output`. Not the deadline of a wait: that is JobWaitTimeoutError. */
export class JobTimedOutError extends JobError {
  override get name(): "JobTimedOutError" {
    return "JobTimedOutError";
  }
  declare readonly ref: JobRef;
  declare readonly job: TimedOutJob;

  constructor(job: TimedOutJob, facts: JobErrorFacts) {
    const reason = job.failure === undefined ? "" : `: ${job.failure.message}`;
    super(`${nameOf(facts)} was ended by the provider's time limit${reason}`, { ...facts, job });
  }
}
