import type { JobTypes } from "./definition.ts";
import { JobCancelledError } from "./errors/job-cancelled-error.ts";
import type { JobErrorFacts } from "./errors/job-error.ts";
import { JobFailedError } from "./errors/job-failed-error.ts";
import { JobOutputMissingError } from "./errors/job-output-missing-error.ts";
import { JobRequiresActionError } from "./errors/job-requires-action-error.ts";
import { JobTimedOutError } from "./errors/job-timed-out-error.ts";
import type { JobOf } from "./track.ts";

/** The output of a settled job, or the error that says why there is none. */
export function outputOf<T extends JobTypes>(job: JobOf<T>, facts: JobErrorFacts): T["output"] {
  switch (job.status) {
    case "succeeded":
      if (job.output === undefined) throw new JobOutputMissingError(job, facts);
      return job.output;
    case "failed":
      throw new JobFailedError(job, facts);
    case "cancelled":
      throw new JobCancelledError(job, facts);
    case "timed_out":
      throw new JobTimedOutError(job, facts);
    case "requires_action":
      throw new JobRequiresActionError(job, facts);
    default:
      throw new TypeError(
        `A wait settled with the status "${job.status}". This is a fault of @jobwire/job-utils.`,
      );
  }
}
