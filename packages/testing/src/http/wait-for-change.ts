import type { JobRecord } from "../jobs/record.ts";
import type { Clock } from "../time/clock.ts";
import { waitFor } from "../time/wait.ts";

/**
 * Waits until the state of a job is another than at `sinceMs`, at most `limitMs`. Answers whether it changed. Without a
 * change to come and without a limit it waits until somebody rewrites the job's future. Real time goes on between a look
 * and the wait, so a change that came in between counts.
 */
export function waitForChange(
  clock: Clock,
  job: JobRecord,
  sinceMs: number,
  signal: AbortSignal,
  limitMs: number = Number.POSITIVE_INFINITY,
): Promise<boolean> {
  const changeMs = job.nextChangeAfter(sinceMs) ?? Number.POSITIVE_INFINITY;
  const nextMs = Math.max(changeMs - clock.now(), 0);
  return waitFor(signal, (done) => {
    const delayMs = Math.min(nextMs, limitMs);
    const stopTimer = Number.isFinite(delayMs)
      ? clock.after(delayMs, () => done(nextMs <= limitMs))
      : () => {};
    const stopListening = job.onRewrite(() => done(true));
    return () => {
      stopTimer();
      stopListening();
    };
  });
}

/** Waits until a job has ended. */
export async function untilEnd(clock: Clock, job: JobRecord, signal: AbortSignal): Promise<void> {
  for (let now = clock.now(); !job.hasEnded(now); now = clock.now()) {
    await waitForChange(clock, job, now, signal);
  }
}
