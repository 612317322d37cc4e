import type { JobRef } from "../job.ts";
import { JobError, type JobErrorFacts, nameOf } from "./job-error.ts";

/** The provider has forgotten the job: it had ended, or its time to be kept is over. */
export class JobExpiredError extends JobError {
  override get name(): "JobExpiredError" {
    return "JobExpiredError";
  }
  declare readonly ref: JobRef;

  constructor(facts: JobErrorFacts, cause: unknown) {
    super(
      `${nameOf(facts)} is no longer kept by the provider. What was last read of it is in error.job.`,
      facts,
      cause,
    );
  }
}
