import { bodyOf } from "../jobs/body.ts";
import type { JobRecord } from "../jobs/record.ts";
import { hasValue, isObject, own } from "../json/json.ts";
import { escapeSegment, valueAt, withValueAt } from "../json/pointer.ts";
import { defaultScript } from "../scenario/choose-script.ts";
import type { Creation } from "../scenario/script.ts";
import { bind, type Exchange } from "../spec/expressions.ts";
import type { KindModel } from "../spec/kind.ts";
import { jsonOf, successOf } from "../spec/operation.ts";
import { validateIn } from "../validate/validate.ts";
import type { CheckedRequest } from "./exchange.ts";
import type { World } from "./world.ts";

/** Makes the job of every kind that an operation starts, and the jobs that their scripts bring about. */
export function beginJobs(
  world: World,
  kinds: readonly KindModel[],
  request: CheckedRequest,
): readonly JobRecord[] {
  const jobs = kinds.map((kind) => {
    const script = world.chooseScript(kind, request.operation.id, request.body);
    const params = paramsOf(kind, request);
    const record = world.store.add({
      kind,
      params,
      script,
      createdAtMs: world.clock.now(),
      startedBy: request.operation.id,
      echoes: [...relationEchoes(kind, request.path), ...echoesOf(world, kind, params, request.body)],
      renames: renamesOf(kind, params),
    });
    for (const creation of script.creates ?? []) createAlong(world, record, creation, request);
    return record;
  });
  for (const job of jobs)
    job.fields.push(...jobs.filter((other) => other !== job).flatMap((other) => idsWithin(job, other)));
  return jobs;
}

/** Where the body of a job names another one that the same start made: a deploy holds the id of its workflow. */
function idsWithin({ kind }: JobRecord, other: JobRecord): readonly (readonly [string, unknown])[] {
  const bindings = [other.kind.startParams[other.kind.idParam] ?? []].flat();
  const pointers = bindings
    .map((binding) => String(binding))
    .filter((text) => text.startsWith("$response.body#/"));
  return pointers
    .map((text) => text.slice("$response.body#".length))
    .filter((pointer) => hasValue(valueAt(kind.base, pointer)))
    .map((pointer) => [pointer, other.wireId]);
}

/** The read's parameters beside the id, as the start knows them. */
function paramsOf(kind: KindModel, request: CheckedRequest): Readonly<Record<string, unknown>> {
  const bound = Object.entries(kind.startParams).flatMap(
    ([name, binding]): (readonly [string, unknown])[] => {
      const value = bind(binding, { request });
      return value === undefined || name === kind.idParam ? [] : [[name, value]];
    },
  );
  const shared = kind.read.pathParams
    .filter((name) => name !== kind.idParam)
    .map((name) => [name, request.path[name] ?? own(request.query, name) ?? own(request.body, name)] as const)
    .filter(([, value]) => value !== undefined);
  return Object.fromEntries([...shared, ...bound]);
}

/** What the request says that stands in the job's body under the same name, where the schema allows it. */
function echoesOf(
  world: World,
  kind: KindModel,
  params: Readonly<Record<string, unknown>>,
  body: unknown,
): readonly (readonly [string, unknown])[] {
  const said: Readonly<Record<string, unknown>> = { ...(isObject(body) && body), ...params };
  const parents = new Set([
    "",
    ...kind.pointers.id.map((pointer) => pointer.slice(0, pointer.lastIndexOf("/"))),
  ]);
  const located = new Set(Object.values(kind.pointers).flat());
  return [...parents].flatMap((parent) =>
    Object.entries(said).flatMap(([name, value]): (readonly [string, unknown])[] => {
      const pointer = `${parent}/${escapeSegment(name)}`;
      const isKnown = valueAt(kind.base, pointer) !== undefined && !located.has(pointer);
      return isKnown && isAllowed(world, kind, pointer, value) ? [[pointer, value]] : [];
    }),
  );
}

/** Where a list reads a path parameter from the body (`install_id: $response.body#/owner_id`), the start wrote it there. */
function relationEchoes(
  { list }: KindModel,
  path: Readonly<Record<string, string>>,
): readonly (readonly [string, unknown])[] {
  return Object.entries(list?.params ?? {}).flatMap(([name, binding]): (readonly [string, unknown])[] => {
    const pointer = [binding]
      .flat()
      .find((one) => typeof one === "string" && one.startsWith("$response.body#/"));
    return path[name] === undefined || pointer === undefined
      ? []
      : [[String(pointer).slice("$response.body#".length), path[name]]];
  });
}

/** What the document's examples call the read's parameters, and what they are here. */
function renamesOf(
  { read, idParam }: KindModel,
  params: Readonly<Record<string, unknown>>,
): readonly (readonly [string, unknown])[] {
  return read.parameters.flatMap(({ name, example }): (readonly [string, unknown])[] =>
    name !== idParam && typeof example === "string" && example.length > 3 && params[name] !== undefined
      ? [[example, params[name]]]
      : [],
  );
}

function isAllowed({ spec }: World, { read, base }: KindModel, pointer: string, value: unknown): boolean {
  const schema = jsonOf(successOf(read)?.media)?.schema;
  return validateIn(schema, withValueAt(base, pointer, value), spec.deref, true).length === 0;
}

function createAlong(world: World, parent: JobRecord, creation: Creation, request: CheckedRequest): void {
  const kind = world.spec.kinds.find(({ name }) => name === creation.kind);
  if (kind === undefined)
    throw new Error(
      `A script creates a job of the kind "${creation.kind}", which the document does not have.`,
    );
  const start: Exchange = { request, response: { body: firstBody(world, parent) } };
  const record = world.store.add({
    kind,
    params: { ...paramsOf(kind, request), ...bindAll(creation.params, start) },
    script: creation.script ?? defaultScript(kind),
    createdAtMs: parent.createdAtMs + (creation.afterMs ?? 0),
    startedBy: request.operation.id,
  });
  record.renames.push(...renamesOf(kind, record.params));
  record.echoes.push(
    ...relationEchoes(kind, request.path),
    ...echoesOf(world, kind, record.params, undefined),
  );
  record.fields.push(...Object.entries(bindAll(creation.set, start)));
  const created: Exchange = { request, response: { body: firstBody(world, record) } };
  parent.fields.push(...Object.entries(bindAll(creation.setInParent, created)));
}

function bindAll(bindings: Creation["params"], exchange: Exchange): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(bindings ?? {}).map(([name, binding]) => [name, bind(binding, exchange)]),
  );
}

/** The body of a job in its first state. */
export function firstBody(world: World, record: JobRecord): unknown {
  const [segment] = record.segments.filter(({ answer }) => answer === undefined);
  return segment === undefined
    ? withValueAt({}, record.kind.pointers.id[0] ?? "/id", record.wireId)
    : bodyOf(record, segment, world.wall);
}
