/** The statuses that `x-jobs` groups raw words by. */
export const jobStatuses = [
  "queued",
  "running",
  "requires_action",
  "succeeded",
  "failed",
  "cancelled",
  "timed_out",
  "unknown",
] as const;

/** What a raw word means. */
export type JobStatus = (typeof jobStatuses)[number];

const ends: readonly JobStatus[] = ["succeeded", "failed", "cancelled", "timed_out"];

/** Whether a job with this status has ended. */
export function isEnd(status: JobStatus): boolean {
  return ends.includes(status);
}
