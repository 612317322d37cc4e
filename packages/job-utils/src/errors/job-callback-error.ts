import type { JobRef } from "../job.ts";
import { JobError, type JobErrorFacts, nameOf } from "./job-error.ts";

/** A callback of the caller threw, so the wait stopped. The job runs on; `cause` is what was thrown. */
export class JobCallbackError extends JobError {
  override get name(): "JobCallbackError" {
    return "JobCallbackError";
  }
  declare readonly ref: JobRef;
  /** Which callback it was. */
  readonly callback: string;

  constructor(callback: string, facts: JobErrorFacts, cause: unknown) {
    super(
      `${callback} threw while waiting for ${nameOf(facts)}. The job runs on: attach(error.ref) waits again.`,
      facts,
      cause,
    );
    this.callback = callback;
  }
}
