import { JobError, type JobErrorFacts } from "./job-error.ts";

/**
 * The start was sent and no usable answer came back: the job may exist, run and cost money. It is not sent again.
 */
export class JobStartUncertainError extends JobError {
  override get name(): "JobStartUncertainError" {
    return "JobStartUncertainError";
  }
  /** The operation in which to look for the job, where the API has one. */
  readonly lookIn: string | undefined;

  constructor(what: string, lookIn: string | undefined, facts: JobErrorFacts, cause?: unknown) {
    const look =
      lookIn === undefined
        ? "The API has no list to look in: check with the provider before starting again."
        : `Look for it with ${lookIn}() before starting again.`;
    super(`The start of ${facts.provider} ${facts.kind} is uncertain: ${what} ${look}`, facts, cause);
    this.lookIn = lookIn;
  }
}
