import type { JobRecord } from "../jobs/record.ts";
import { hasValue, isObject, objectIn, own } from "../json/json.ts";
import { valueAt } from "../json/pointer.ts";
import { isExpression } from "../spec/expressions.ts";
import type { KindModel } from "../spec/kind.ts";
import { jsonOf, type OperationModel, successOf } from "../spec/operation.ts";
import { declaredSuccess } from "./declared.ts";
import type { Answer, CheckedRequest } from "./exchange.ts";
import { pathOf } from "./find-jobs.ts";
import { pageOf } from "./page.ts";
import { shownBody, type View, type World } from "./world.ts";

/** Answers a list: the jobs of the kinds that share it, newest first, filtered and cut into pages. */
export function list(world: World, kinds: readonly KindModel[], request: CheckedRequest, view: View): Answer {
  const { operation } = request;
  const success = declaredSuccess(operation);
  const itemsAt = kinds[0]?.list?.items ?? "";
  const shown = world.store
    .of(kinds.filter((kind) => asksFor(kind, request)))
    .map((job) => ({ job, body: shownBody(world, job, view) }))
    .filter(
      ({ job, body }) => body !== undefined && isInPath(job, body, request) && passes(job, body, request),
    )
    .sort((left, right) => right.job.createdAtMs - left.job.createdAtMs);
  const items = shown.map(({ body }) => asItem(world, operation, itemsAt, body));
  return {
    ...success,
    ...pageOf(world, operation, request, { items, itemsAt, body: success.body }),
    jobs: shown.map(({ job }) => job),
  };
}

/** Whether the constants with which a kind calls the list are not contradicted by the request. */
function asksFor({ list: relation }: KindModel, { query, operation }: CheckedRequest): boolean {
  return Object.entries(relation?.params ?? {}).every(
    ([name, value]) =>
      isPaging(operation, name) ||
      (typeof value === "string" && isExpression(value)) ||
      Array.isArray(value) ||
      query[name] === undefined ||
      query[name] === value,
  );
}

function isInPath(job: JobRecord, body: unknown, { operation, path }: CheckedRequest): boolean {
  const known = pathOf(job, operation.pathParams, job.kind.list?.params ?? {}, body);
  return Object.entries(known).every(([name, value]) => {
    const said = value ?? own(body, name);
    return said === undefined || String(said) === path[name];
  });
}

/** Equally named query parameters filter; `status` also when the word stands deeper in the body. */
function passes(job: JobRecord, body: unknown, { operation, query }: CheckedRequest): boolean {
  return Object.entries(query).every(([name, wanted]) => {
    if (isPaging(operation, name)) return true;
    const value =
      name === "status"
        ? job.kind.pointers.status.map((at) => valueAt(body, at)).find(hasValue)
        : own(body, name);
    if (value === undefined || isObject(value)) return true;
    return [wanted].flat().some((one) => String(one) === String(value));
  });
}

function isPaging({ pagination }: OperationModel, name: string): boolean {
  return (
    name === pagination?.param ||
    name === pagination?.size ||
    ["limit", "offset", "skip", "page"].includes(name)
  );
}

/** A job as an item of the list: its body, cut to the properties that the item's schema has. */
function asItem({ spec }: World, operation: OperationModel, itemsAt: string, body: unknown): unknown {
  const media = jsonOf(successOf(operation)?.media);
  const schema = spec.deref(own(spec.deref(schemaAt(spec.deref, media?.schema, itemsAt)), "items"));
  const properties = objectIn(schema, "properties");
  if (!isObject(body) || Object.keys(properties).length === 0) return body;
  const [example] = [valueAt(media?.examples[0], itemsAt)].flat();
  const required = [own(schema, "required") ?? []].flat().map(String);
  const names = Object.keys(properties).filter(
    (name) => Object.hasOwn(body, name) || required.includes(name),
  );
  return Object.fromEntries(
    names.map((name) => [name, Object.hasOwn(body, name) ? body[name] : own(example, name)]),
  );
}

function schemaAt(deref: (node: unknown) => unknown, schema: unknown, pointer: string): unknown {
  return pointer
    .split("/")
    .slice(1)
    .reduce<unknown>((node, name) => own(objectIn(deref(node), "properties"), name), schema);
}
