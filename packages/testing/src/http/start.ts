import type { JobRecord } from "../jobs/record.ts";
import { hasValue } from "../json/json.ts";
import { mergePatch } from "../json/merge-patch.ts";
import { firstHolding, valueAt, withValueAt } from "../json/pointer.ts";
import type { KindModel } from "../spec/kind.ts";
import { type OperationModel, type ResponseModel, successOf } from "../spec/operation.ts";
import { beginJobs, firstBody } from "./begin-jobs.ts";
import { answersLike, declaredSuccess } from "./declared.ts";
import type { Answer, CheckedRequest } from "./exchange.ts";
import { answerEvents, asksForEvents } from "./stream.ts";
import { untilEnd, waitForChange } from "./wait-for-change.ts";
import { presentView, shownBody, type World } from "./world.ts";

/** Starts a job of every kind that the operation starts, and answers as the document declares. */
export async function start(
  world: World,
  kinds: readonly KindModel[],
  request: CheckedRequest,
): Promise<Answer> {
  const jobs = beginJobs(world, kinds, request);
  const [first] = jobs;
  const streaming = kinds.find(({ stream }) => stream?.operation === request.operation);
  const streamed = jobs.find(({ kind }) => kind === streaming) ?? first;
  if (streamed !== undefined && asksForEvents(request, streaming))
    return answerEvents(world, streamed, request.operation);
  if (first !== undefined) await holdStart(world, first, request.signal);
  return startAnswer(world, request.operation, jobs);
}

async function holdStart(world: World, job: JobRecord, signal: AbortSignal): Promise<void> {
  const until = job.script.start?.holdUntil;
  if (until === "change") await waitForChange(world.clock, job, world.clock.now(), signal);
  if (until === "end") await untilEnd(world.clock, job, signal);
}

/** The answer to a start of these jobs; also to one that is repeated with the same idempotency key. */
export function startAnswer(world: World, operation: OperationModel, jobs: readonly JobRecord[]): Answer {
  const response = successOf(operation);
  const sameAsRead = jobs.find(({ kind }) => answersLike(world.spec, operation, kind));
  const success = declaredSuccess(operation);
  const body = sameAsRead
    ? (shownBody(world, sameAsRead, presentView(world.clock)) ?? firstBody(world, sameAsRead))
    : success.body;
  const named = jobs.reduce((result, job) => withIds(world, result, job, response, job === sameAsRead), {
    headers: {} as Readonly<Record<string, string>>,
    body,
  });
  const patch = jobs[0]?.script.start?.patch;
  return {
    ...success,
    headers: { ...success.headers, ...named.headers },
    ...(named.body !== undefined && {
      body: patch === undefined ? named.body : mergePatch(named.body, patch),
    }),
    jobs,
  };
}

interface Named {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** Writes a job's id to each place from which `x-jobs` reads it, and what else the two bodies share. */
function withIds(
  world: World,
  named: Named,
  job: JobRecord,
  response: ResponseModel | undefined,
  isJob: boolean,
): Named {
  const binding = job.kind.startParams[job.kind.idParam];
  if (binding !== undefined) {
    const places = [binding].flat().map(String);
    const written = places.reduce((result, place) => withIdAt(result, place, job, response), named);
    return written === named ? withMissingId(named, places, job) : written;
  }
  if (isJob || named.body === undefined) return named;
  return { ...named, body: withJobFacts(world, named.body, job) };
}

function withIdAt(named: Named, text: string, job: JobRecord, response: ResponseModel | undefined): Named {
  if (text.startsWith("$response.header.")) {
    const name = text.slice("$response.header.".length).toLowerCase();
    return response?.headers.has(name) ? { ...named, headers: { ...named.headers, [name]: job.id } } : named;
  }
  const pointer = text.split("#", 2)[1] ?? "";
  const isThere = named.body !== undefined && hasValue(valueAt(named.body, pointer));
  return text.startsWith("$response.body") && isThere
    ? { ...named, body: withValueAt(named.body, pointer, job.wireId) }
    : named;
}

/** A body that was made up of what its schema requires may lack the id, and a job without one cannot be followed. */
function withMissingId(named: Named, places: readonly string[], job: JobRecord): Named {
  const place = places.find((text) => text.startsWith("$response.body#/"));
  if (place === undefined || named.body === undefined) return named;
  return { ...named, body: withValueAt(named.body, place.split("#", 2)[1] ?? "", job.wireId) };
}

function withJobFacts(world: World, body: unknown, job: JobRecord): unknown {
  const { pointers } = job.kind;
  const jobBody = firstBody(world, job);
  const id = firstHolding(body, pointers.id) ?? pointers.id[0] ?? "/id";
  const shared = [...pointers.status, ...pointers.createdAt].filter(
    (pointer) => hasValue(valueAt(body, pointer)) && hasValue(valueAt(jobBody, pointer)),
  );
  const named = withValueAt(body, id, job.wireId);
  return shared.reduce((result, pointer) => withValueAt(result, pointer, valueAt(jobBody, pointer)), named);
}
