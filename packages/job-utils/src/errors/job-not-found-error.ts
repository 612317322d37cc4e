import type { JobRef } from "../job.ts";
import { JobError, type JobErrorFacts, nameOf } from "./job-error.ts";

/** The provider does not know the job, or does not show it to this key. */
export class JobNotFoundError extends JobError {
  override get name(): "JobNotFoundError" {
    return "JobNotFoundError";
  }
  declare readonly ref: JobRef;

  constructor(facts: JobErrorFacts, cause: unknown) {
    super(
      `${nameOf(facts)} was not found. Check the id, the parameters of the ref, and that the API key may read it.`,
      facts,
      cause,
    );
  }
}
