import type { JobRecord } from "../jobs/record.ts";
import type { KindModel } from "../spec/kind.ts";
import { answersLike, declaredError, declaredStatus, declaredSuccess } from "./declared.ts";
import type { Answer, CheckedRequest } from "./exchange.ts";
import { jobsByRelation } from "./find-jobs.ts";
import { notFound } from "./read.ts";
import { shownBody, type View, type World } from "./world.ts";

const tooLate = [409, 400, 422] as const;

/** Cancels every job that would cancel itself by this request: a workflow, and the runs that point to it. */
export function cancel(
  world: World,
  kinds: readonly KindModel[],
  request: CheckedRequest,
  view: View,
): Answer {
  const jobs = jobsByRelation(world, kinds, request, view, ({ cancel: relation }) => relation);
  const [main] = jobs;
  if (main === undefined || jobs.every((job) => view.of(job)?.answer !== undefined))
    return notFound(world, request);
  const refused = refusalOf(world, main, request);
  if (refused !== undefined) return { ...refused, jobs };
  for (const job of jobs) job.cancel(world.clock.now());
  return { ...cancelAnswer(world, main, request, view), jobs };
}

/** The declared answer; the job itself where cancel and read answer alike. */
function cancelAnswer(world: World, job: JobRecord, { operation }: CheckedRequest, view: View): Answer {
  const success = declaredSuccess(operation);
  return answersLike(world.spec, operation, job.kind)
    ? { ...success, body: shownBody(world, job, view) }
    : success;
}

function refusalOf(world: World, job: JobRecord, { operation }: CheckedRequest): Answer | undefined {
  const behaviour = job.script.cancel;
  if (typeof behaviour === "object" && "answer" in behaviour) {
    return { ...declaredError(world.spec, operation, [behaviour.answer]), status: behaviour.answer };
  }
  const isTooLate = behaviour === "too late" || job.hasEnded(world.clock.now());
  const declared = isTooLate ? declaredStatus(operation, tooLate) : undefined;
  return declared && declaredError(world.spec, operation, [declared.status]);
}
