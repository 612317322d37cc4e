import { abortable } from "./abort.ts";
import type { JobTypes } from "./definition.ts";
import { isTerminal } from "./job.ts";
import { read } from "./look.ts";
import { sleep } from "./sleep.ts";
import type { JobOf, Track } from "./track.ts";

/**
 * Asks the provider to cancel. The answer is never believed: what a later read shows counts. An error is dropped if the
 * job has ended meanwhile; else the cancel is sent once more after one to two seconds (providers refuse it between two
 * steps), and then thrown. Resolves with the job if it had ended already.
 */
export async function askToCancel<T extends JobTypes>(
  track: Track<T>,
  signal?: AbortSignal,
): Promise<JobOf<T> | undefined> {
  const { definition, client, clock, random } = track.bound;
  const { id, params, call } = track;
  if (definition.cancel === undefined)
    throw new TypeError(`${definition.provider} ${definition.kind} cannot be cancelled.`);
  const address = { id, params, body: async () => (track.job ?? (await read(track))).raw };
  const options = { ...call, parse: false, retries: 0, ...(signal && { signal }) };
  signal?.throwIfAborted();
  track.enter();
  try {
    for (let isSecond = false; ; isSecond = true) {
      try {
        await abortable(definition.cancel(client, address, options), signal);
        return undefined;
      } catch (error) {
        signal?.throwIfAborted();
        track.forgetReading();
        const job = await abortable(read(track), signal).catch(() => signal?.throwIfAborted());
        if (job && isTerminal(job.status)) return job;
        if (isSecond) throw error;
        await sleep(clock, 1000 + 1000 * random(), signal);
      } finally {
        track.forgetReading(); // what was read before the answer says nothing about the time after it
      }
    }
  } finally {
    track.leave();
  }
}
