import type { Reply } from "./call.ts";
import type { Job, JobStatus } from "./job.ts";

/** How old a job is, on the monotonic clock, and what the server asked for. */
export interface Pace {
  readonly status: JobStatus | undefined;
  /** Since when the job has been in its present status; `undefined` until something is known of it. */
  readonly phaseSinceMs?: number | undefined;
  /** Since when the job has existed. */
  readonly jobSinceMs?: number | undefined;
  /** How long the server asked to wait before the next read. */
  readonly hintMs: number;
}

/**
 * The pace after a read. At the first read the ages are the server's: its time minus the start of the present phase, and of
 * the job; without a time of the server they count from what was known before. Afterwards a phase begins when the status
 * changes.
 */
export function paceAfter(previous: Pace, job: Job, reply: Reply | undefined, nowMs: number): Pace {
  const hintMs = reply?.retryAfterMs ?? 0;
  const { status } = job;
  if (previous.status === status) return previous.hintMs === hintMs ? previous : { ...previous, hintMs };
  if (previous.status !== undefined) return { ...previous, status, phaseSinceMs: nowMs, hintMs };
  const { createdAt, startedAt } = job;
  const date = reply?.header("date");
  const since = (time: string | undefined, otherwise: number = nowMs): number => {
    const ageMs = Date.parse(date ?? "") - Date.parse(time ?? "");
    return Number.isNaN(ageMs) ? otherwise : nowMs - Math.max(ageMs, 0);
  };
  return {
    status,
    phaseSinceMs: since(status === "queued" ? createdAt : startedAt, previous.phaseSinceMs),
    jobSinceMs: since(createdAt ?? startedAt, previous.jobSinceMs),
    hintMs,
  };
}

const longestRetryMs = 30_000;

/** The least delay after failed reads: half a second, doubling up to 30 s. */
export function retryDelayMs(failures: number): number {
  return failures === 0 ? 0 : Math.min(500 * 2 ** (failures - 1), longestRetryMs);
}
