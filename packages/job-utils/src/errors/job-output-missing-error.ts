import type { JobRef, SucceededJob } from "../job.ts";
import { JobError, type JobErrorFacts, nameOf } from "./job-error.ts";

/** The provider reports success and left the output out. Thrown by `output`. */
export class JobOutputMissingError extends JobError {
  override get name(): "JobOutputMissingError" {
    return "JobOutputMissingError";
  }
  declare readonly ref: JobRef;
  declare readonly job: SucceededJob;

  constructor(job: SucceededJob, facts: JobErrorFacts) {
    super(`${nameOf(facts)} succeeded, but its body holds no output. See error.job.raw.`, { ...facts, job });
  }
}
