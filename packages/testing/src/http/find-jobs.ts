import type { JobRecord } from "../jobs/record.ts";
import { type Bindings, bind } from "../spec/expressions.ts";
import type { KindModel, RelationModel } from "../spec/kind.ts";
import type { CheckedRequest } from "./exchange.ts";
import { shownBody, type View, type World } from "./world.ts";

/** The job that a read, await or stream asks for: by its id, and by the other path parameters. */
export function jobByPath(
  world: World,
  kinds: readonly KindModel[],
  request: CheckedRequest,
  relation: (kind: KindModel) => RelationModel | undefined = () => undefined,
): JobRecord | undefined {
  for (const kind of kinds) {
    const id = request.path[idParamOf(kind, request, relation(kind))];
    const record = id === undefined ? undefined : world.store.find(kind, id);
    if (record !== undefined && paramsAgree(record, request)) return record;
  }
  return undefined;
}

function idParamOf(
  kind: KindModel,
  { operation }: CheckedRequest,
  relation: RelationModel | undefined,
): string {
  if (operation === kind.read || operation.pathParams.includes(kind.idParam)) return kind.idParam;
  const bound = Object.entries(relation?.params ?? {}).find(([, binding]) =>
    `${binding}`.startsWith("$response.body#"),
  );
  return bound?.[0] ?? operation.pathParams.at(-1) ?? kind.idParam;
}

function paramsAgree(record: JobRecord, { path }: CheckedRequest): boolean {
  return Object.entries(record.params).every(
    ([name, value]) =>
      path[name] === undefined ||
      value === undefined ||
      name === record.kind.idParam ||
      path[name] === String(value),
  );
}

/** The jobs that an operation with these parameters is about: each job whose own parameters for it are the same. */
export function jobsByRelation(
  world: World,
  kinds: readonly KindModel[],
  request: CheckedRequest,
  view: View,
  relationOf: (kind: KindModel) => RelationModel | undefined,
): readonly JobRecord[] {
  return world.store.of(kinds).filter((record) => {
    const relation = relationOf(record.kind);
    const own =
      relation &&
      pathOf(record, request.operation.pathParams, relation.params, shownBody(world, record, view));
    return (
      own !== undefined && Object.entries(own).every(([name, value]) => String(value) === request.path[name])
    );
  });
}

/** The path parameters with which a job would call an operation. */
export function pathOf(
  record: JobRecord,
  names: readonly string[],
  params: Bindings,
  body: unknown,
  item?: unknown,
): Readonly<Record<string, unknown>> {
  const exchange = { request: requestOf(record), response: { body }, item };
  return Object.fromEntries(
    names.map((name) => [
      name,
      Object.hasOwn(params, name) ? bind(params[name], exchange) : ownParam(record, name),
    ]),
  );
}

function ownParam(record: JobRecord, name: string): unknown {
  return name === record.kind.idParam ? record.id : record.params[name];
}

function requestOf(record: JobRecord): {
  path: Record<string, string>;
  query: Record<string, unknown>;
  header: () => null;
  body: undefined;
} {
  const params = Object.entries(record.params).map(([name, value]) => [name, String(value)]);
  const path: Record<string, string> = Object.fromEntries([...params, [record.kind.idParam, record.id]]);
  return { path, query: { ...record.params }, header: () => null, body: undefined };
}
