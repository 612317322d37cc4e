import type { JobRecord } from "../jobs/record.ts";
import { arrayIn } from "../json/json.ts";
import { valueAt } from "../json/pointer.ts";
import { conditionsHold } from "../spec/conditions.ts";
import type { ActionModel, KindModel } from "../spec/kind.ts";
import { actionsOf } from "../spec/roles.ts";
import { declaredError, declaredStatus, declaredSuccess } from "./declared.ts";
import type { Answer, CheckedRequest } from "./exchange.ts";
import { pathOf } from "./find-jobs.ts";
import { notFound } from "./read.ts";
import { shownBody, type View, type World } from "./world.ts";

const notWaiting = [409, 400, 422] as const;

/** Answers an action: the job that waits for it goes on. */
export function act(world: World, kinds: readonly KindModel[], request: CheckedRequest, view: View): Answer {
  const candidates = world.store.of(kinds).filter((job) => isAbout(world, job, request, view, false));
  const job = candidates.find((candidate) => isAbout(world, candidate, request, view, true));
  if (job?.act(world.clock.now(), request.body))
    return { ...declaredSuccess(request.operation), jobs: [job] };
  const declared = candidates.length > 0 ? declaredStatus(request.operation, notWaiting) : undefined;
  return declared
    ? declaredError(world.spec, request.operation, [declared.status])
    : notFound(world, request);
}

function isAbout(
  world: World,
  job: JobRecord,
  request: CheckedRequest,
  view: View,
  mustWait: boolean,
): boolean {
  const body = shownBody(world, job, view);
  if (mustWait && view.of(job)?.step.untilAction === undefined) return false;
  return actionsOf(job.kind, request.operation).some((action) =>
    candidatesOf(action, body)
      .filter((item) => !mustWait || conditionsHold(item, action.if))
      .some((item) =>
        namesSame(pathOf(job, request.operation.pathParams, action.params, body, item), request),
      ),
  );
}

function candidatesOf({ each }: ActionModel, body: unknown): readonly unknown[] {
  return each === undefined ? [body] : arrayIn({ items: valueAt(body, each) }, "items");
}

function namesSame(own: Readonly<Record<string, unknown>>, { path }: CheckedRequest): boolean {
  return Object.entries(own).every(([name, value]) => String(value) === path[name]);
}
