import type { JobRef } from "../job.ts";
import { JobError, type JobErrorFacts, nameOf } from "./job-error.ts";

/** The provider said a word that nobody mapped, and `onUnknownStatus` says to stop. */
export class JobUnknownStatusError extends JobError {
  override get name(): "JobUnknownStatusError" {
    return "JobUnknownStatusError";
  }
  declare readonly ref: JobRef;
  readonly rawStatus: string;

  constructor(rawStatus: string, facts: JobErrorFacts) {
    super(
      `${nameOf(facts)} reports ${rawStatus === "" ? "no status" : `the unknown status "${rawStatus}"`}. It may run on: ` +
        'attach(error.ref) waits again; onUnknownStatus: "wait" waits through unknown words.',
      facts,
    );
    this.rawStatus = rawStatus;
  }
}
