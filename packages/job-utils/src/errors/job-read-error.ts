import type { JobRef } from "../job.ts";
import { JobError, type JobErrorFacts, nameOf, sentenceOf } from "./job-error.ts";

/** Reading the job was broken off: too many failed reads, or an answer that no later read can mend. The job's state is not known to have changed. */
export class JobReadError extends JobError {
  override get name(): "JobReadError" {
    return "JobReadError";
  }
  declare readonly ref: JobRef;
  /** Failed reads in a row. */
  readonly failures: number;

  constructor(failures: number, facts: JobErrorFacts, cause: unknown) {
    super(
      `${nameOf(facts)} could not be read (${failures} failed ${failures === 1 ? "read" : "reads in a row"}): ` +
        `${sentenceOf(cause)} The job may run on: attach(error.ref) reads it again.`,
      facts,
      cause,
    );
    this.failures = failures;
  }
}
