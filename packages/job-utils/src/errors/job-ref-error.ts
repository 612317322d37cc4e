import { JobError, type JobErrorFacts } from "./job-error.ts";

/** A ref is not one, or belongs to another kind, provider, origin or tenant. No request was made. */
export class JobRefError extends JobError {
  override get name(): "JobRefError" {
    return "JobRefError";
  }

  constructor(message: string, facts: JobErrorFacts) {
    super(message, facts);
  }
}
