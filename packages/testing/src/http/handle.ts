import { playAfter } from "../faults/after.ts";
import { playBefore, viewUnder } from "../faults/before.ts";
import type { ChooseFault, FaultyRequest } from "../faults/choose-fault.ts";
import type { Fault } from "../faults/fault.ts";
import type { JobRecord } from "../jobs/record.ts";
import type { SpecModel } from "../spec/model.ts";
import type { OperationModel } from "../spec/operation.ts";
import type { OperationRole } from "../spec/roles.ts";
import { sleep } from "../time/wait.ts";
import { isAuthorized } from "./authorize.ts";
import { checkRequest } from "./check-request.ts";
import { declaredError } from "./declared.ts";
import type { Answer, CheckedRequest, IncomingRequest } from "./exchange.ts";
import { isFault } from "./fault-400.ts";
import { type Outgoing, outgoing, toResponse } from "./outgoing.ts";
import { perform } from "./perform.ts";
import type { Refusal } from "./refusal.ts";
import type { OpenRequest } from "./request-log.ts";
import { route } from "./route.ts";
import { shownBody } from "./sent-body.ts";
import { startAnswer } from "./start.ts";
import type { World } from "./world.ts";

/** What the handler is made with. */
export interface HandlerParts {
  readonly world: World;
  readonly chooseFault: ChooseFault;
  readonly addRequest: (request: Omit<OpenRequest, "number">) => OpenRequest;
  readonly checkAuth: boolean;
  readonly latencyMs: number;
}

/** The answer to a request, and why it was refused if it was. */
export interface Handled {
  readonly response: Response;
  readonly refusal?: Refusal;
}

/** Answers one request, from the route to the bytes. */
export function createHandler(parts: HandlerParts): (incoming: IncomingRequest) => Promise<Handled> {
  const { world, latencyMs } = parts;
  const replays = new Map<string, readonly JobRecord[]>();

  async function answer(
    incoming: IncomingRequest,
    seen: OpenRequest,
  ): Promise<{ out: Outgoing; fault?: Fault }> {
    const found = route(world.spec, incoming.method, incoming.path);
    if ("allowed" in found)
      return {
        out: refuse(parts, incoming, seen, undefined, unknownRoute(world.spec, found.allowed, incoming)),
      };
    const { operation } = found;
    const role = world.spec.roles.get(operation) ?? { role: "other", kinds: [] };
    Object.assign(seen, {
      operation: operation.id,
      role: role.role,
      kinds: role.kinds.map(({ name }) => name),
    });
    const request = checkRequest(world.spec, operation, found.path, incoming);
    if (isFault(request)) return { out: refuse(parts, incoming, seen, operation, request) };
    seen.params = { path: request.path, query: request.query };
    if (parts.checkAuth && !isAuthorized(operation, incoming)) {
      return { out: outgoing(declaredError(world.spec, operation, [401, 403], "no credentials were sent")) };
    }
    const fault = parts.chooseFault(faultyRequest(world, role, request));
    if (fault !== undefined) seen.fault = fault.type;
    const instead = fault && (await playBefore(world, fault, request));
    if (instead !== undefined) return { out: instead, ...(fault && { fault }) };
    const done = await carryOut(world, role, request, fault, seen, replays);
    seen.jobs = (done.jobs ?? []).map(({ id }) => id);
    return { out: outgoing(done), ...(fault && { fault }) };
  }

  return async (incoming) => {
    const seen = parts.addRequest(firstEntry(world, incoming));
    if (latencyMs > 0) await sleep(world.clock, latencyMs, incoming.signal);
    const { out, fault } = await answer(incoming, seen);
    const played = fault === undefined ? out : await playAfter(world.clock, fault, out, incoming.signal);
    seen.status = played.status;
    seen.answeredAtMs = world.clock.now();
    stamp(world, played.headers, seen.number, fault);
    const response = toResponse(played, incoming.signal);
    return { response, ...(seen.refusal && { refusal: seen.refusal }) };
  };
}

async function carryOut(
  world: World,
  role: OperationRole,
  request: CheckedRequest,
  fault: Fault | undefined,
  seen: OpenRequest,
  replays: Map<string, readonly JobRecord[]>,
): Promise<Answer> {
  const idempotencyKey = role.role === "start" ? request.header("idempotency-key") : null;
  const replayKey = `${request.operation.id} ${idempotencyKey}`;
  const before = idempotencyKey === null ? undefined : replays.get(replayKey);
  if (before !== undefined) {
    seen.isReplay = true;
    return startAnswer(world, request.operation, before);
  }
  const made = await perform(world, role, request, viewUnder(world.clock, fault));
  if (idempotencyKey !== null && made.jobs !== undefined) replays.set(replayKey, made.jobs);
  return made;
}

function faultyRequest(
  world: World,
  role: OperationRole,
  { operation, path }: CheckedRequest,
): FaultyRequest {
  const named = Object.values(path);
  const jobs = role.kinds.flatMap((kind) =>
    world.store
      .of([kind])
      .map(({ id }, index) => ({ id, number: index + 1 }))
      .filter(({ id }) => named.includes(id)),
  );
  return { operation, role, nowMs: world.clock.now(), jobs };
}

function firstEntry(
  { clock }: World,
  { method, url, path, headers, body }: IncomingRequest,
): Omit<OpenRequest, "number"> {
  const shown = shownBody(body);
  return {
    method,
    origin: url.origin,
    path,
    kinds: [],
    params: { path: {}, query: Object.fromEntries(url.searchParams) },
    ...(shown !== undefined && { body: shown }),
    atMs: clock.now(),
    jobs: [],
    headerNames: [...headers.keys()],
    header: (name) => headers.get(name),
  };
}

interface Wrong {
  readonly statuses: readonly number[];
  readonly reason: string;
  readonly pointer?: string;
}

function unknownRoute(spec: SpecModel, allowed: readonly string[], { method, path }: IncomingRequest): Wrong {
  if (allowed.length > 0)
    return { statuses: [405], reason: `the path has ${allowed.join(", ")} and no ${method}` };
  const base = unknownBase(spec, method, path);
  const hint = base === undefined ? "" : `; with { basePath: "${base}" } it would have`;
  return { statuses: [404], reason: `no operation of the document has the path ${path}${hint}` };
}

/** The beginning of a path without which it would be an operation's: that of a proxy before the API. */
function unknownBase(spec: SpecModel, method: string, path: string): string | undefined {
  const ends = [...path.matchAll(/\//g)].map(({ index }) => index).slice(1);
  const end = ends.find((index) => "operation" in route(spec, method, path.slice(index)));
  return end === undefined ? undefined : path.slice(0, end);
}

function refuse(
  { world }: HandlerParts,
  { method, path }: IncomingRequest,
  seen: OpenRequest,
  operation: OperationModel | undefined,
  wrong: Wrong,
): Outgoing {
  const refusal: Refusal = { ...wrong, method, path, ...(operation && { operation: operation.id }) };
  seen.refusal = refusal;
  return outgoing(declaredError(world.spec, operation, wrong.statuses, wrong.reason));
}

function stamp(
  { spec, clock, wall }: World,
  headers: Headers,
  number: number,
  fault: Fault | undefined,
): void {
  const skewMs = fault?.type === "date" ? (fault.skewMs ?? 0) : 0;
  const isMissing = fault?.type === "date" && fault.missing === true;
  if (!isMissing) headers.set("date", new Date(wall(clock.now()) + skewMs).toUTCString());
  if (spec.requestIdHeader !== undefined)
    headers.set(spec.requestIdHeader, `req-${String(number).padStart(6, "0")}`);
}
