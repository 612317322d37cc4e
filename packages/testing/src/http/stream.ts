import type { JobRecord } from "../jobs/record.ts";
import { isObject, own, sameJson } from "../json/json.ts";
import type { KindModel } from "../spec/kind.ts";
import { eventsOf, jsonOf, type OperationModel, successOf } from "../spec/operation.ts";
import type { Answer, CheckedRequest } from "./exchange.ts";
import { jobByPath } from "./find-jobs.ts";
import { jobEvents } from "./job-events.ts";
import { notFound } from "./read.ts";
import type { View, World } from "./world.ts";

/** Answers the stream of a job that is there already. */
export function stream(
  world: World,
  kinds: readonly KindModel[],
  request: CheckedRequest,
  view: View,
): Answer {
  const job = jobByPath(world, kinds, request, ({ stream: relation }) => relation);
  const state = job && view.of(job);
  if (job === undefined || state === undefined || state.answer !== undefined) return notFound(world, request);
  return answerEvents(world, job, request.operation);
}

/** The events of a job as an answer. */
export function answerEvents(world: World, job: JobRecord, operation: OperationModel): Answer {
  const media = eventsOf(operation);
  if (media === undefined) throw new Error(`${operation.id} declares no text/event-stream answer.`);
  const status = Number(operation.responses.find(({ media: types }) => types.includes(media))?.status) || 200;
  return {
    status,
    headers: { "cache-control": "no-cache" },
    contentType: "text/event-stream",
    events: (signal) => jobEvents(world, job, media, signal),
    jobs: [job],
  };
}

/**
 * Whether a request wants events: always where nothing else is declared, else when its body has what the document says
 * asks for them, or its Accept header names them and the body does not say the opposite.
 */
export function asksForEvents(
  { operation, body, header }: CheckedRequest,
  kind: KindModel | undefined,
): boolean {
  if (eventsOf(operation) === undefined) return false;
  if (jsonOf(successOf(operation)?.media) === undefined) return true;
  const asking = operation.streamBody ?? ownStreamBody(kind, operation);
  const said = Object.entries(asking).map(([name, value]) => ({ found: own(body, name), value }));
  if (said.length > 0 && said.every(({ found, value }) => sameJson(found, value))) return true;
  const isRefused = said.some(({ found, value }) => found !== undefined && !sameJson(found, value));
  return !isRefused && (header("accept") ?? "").includes("text/event-stream");
}

function ownStreamBody(
  kind: KindModel | undefined,
  operation: OperationModel,
): Readonly<Record<string, unknown>> {
  const body = kind?.stream?.operation === operation ? kind.stream.body : undefined;
  return isObject(body) ? body : {};
}
