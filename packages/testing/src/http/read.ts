import { bodyOf } from "../jobs/body.ts";
import type { JobRecord } from "../jobs/record.ts";
import type { KindModel } from "../spec/kind.ts";
import { declaredError, declaredSuccess } from "./declared.ts";
import { type Answer, answerWith, type CheckedRequest } from "./exchange.ts";
import { jobByPath } from "./find-jobs.ts";
import type { View, World } from "./world.ts";

/** Answers a read: the job's body, or the declared 404. */
export function read(world: World, kinds: readonly KindModel[], request: CheckedRequest, view: View): Answer {
  const job = jobByPath(world, kinds, request);
  return job === undefined ? notFound(world, request) : jobAnswer(world, job, request, view);
}

/** The body of a job as an answer of this operation. */
export function jobAnswer(world: World, job: JobRecord, request: CheckedRequest, view: View): Answer {
  const state = view.of(job);
  if (state === undefined) return { ...notFound(world, request), jobs: [job] };
  if (state.answer !== undefined)
    return {
      ...declaredError(world.spec, request.operation, [state.answer]),
      status: state.answer,
      jobs: [job],
    };
  return answerWith(declaredSuccess(request.operation).status, bodyOf(job, state, world.wall), {
    jobs: [job],
  });
}

/** The declared "not found" of an operation. */
export function notFound(world: World, { operation }: CheckedRequest): Answer {
  return declaredError(world.spec, operation, [404]);
}

/** Forgets a job whose record is deleted. */
export function remove(world: World, kinds: readonly KindModel[], request: CheckedRequest): Answer {
  const job = jobByPath(world, kinds, request);
  if (job === undefined) return notFound(world, request);
  world.store.remove(job);
  return { ...declaredSuccess(request.operation), jobs: [job] };
}
