import type { KindModel } from "../spec/kind.ts";
import { declaredError } from "./declared.ts";
import type { Answer, CheckedRequest } from "./exchange.ts";
import { jobByPath } from "./find-jobs.ts";
import { jobAnswer, notFound } from "./read.ts";
import { waitForChange } from "./wait-for-change.ts";
import { presentView, type View, type World } from "./world.ts";

/** Holds a long poll until the job changes (or ends, if the script says so), at most `holdMs`; then "not yet". */
export async function longPoll(
  world: World,
  kinds: readonly KindModel[],
  request: CheckedRequest,
  view: View,
): Promise<Answer> {
  const job = jobByPath(world, kinds, request, ({ longPoll }) => longPoll);
  const facts = job?.kind.longPoll;
  if (job === undefined || facts === undefined || view.of(job) === undefined) return notFound(world, request);
  const { clock } = world;
  const deadlineMs = clock.now() + facts.holdMs;
  for (let now = clock.now(); !job.hasEnded(now); now = clock.now()) {
    const changed = await waitForChange(clock, job, now, request.signal, deadlineMs - now);
    if (!changed)
      return {
        ...declaredError(world.spec, request.operation, [facts.pending]),
        status: facts.pending,
        jobs: [job],
      };
    if (job.script.awaitUntil !== "end") break;
  }
  return jobAnswer(world, job, request, presentView(clock));
}
