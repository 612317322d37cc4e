import type { JobErrorFacts } from "./errors/job-error.ts";
import { JobExpiredError } from "./errors/job-expired-error.ts";
import { JobNotFoundError } from "./errors/job-not-found-error.ts";
import { JobReadError } from "./errors/job-read-error.ts";
import type { FailedRead, Verdict } from "./failed-read.ts";

/** The error that a failed read ends in. */
export function readErrorOf(
  verdict: Verdict,
  failed: Pick<FailedRead, "failures">,
  facts: JobErrorFacts,
  cause: unknown,
): Error {
  if (verdict === "not-found") return new JobNotFoundError(facts, cause);
  if (verdict === "expired") return new JobExpiredError(facts, cause);
  return new JobReadError(failed.failures, facts, cause);
}
