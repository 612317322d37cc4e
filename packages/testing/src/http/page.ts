import { isObject, own } from "../json/json.ts";
import { valueAt, withValueAt } from "../json/pointer.ts";
import { jsonOf, type OperationModel, type PaginationModel, successOf } from "../spec/operation.ts";
import { validateIn } from "../validate/validate.ts";
import { declaredError } from "./declared.ts";
import type { Answer, CheckedRequest } from "./exchange.ts";
import type { World } from "./world.ts";

/** All items of a list, and the envelope that they go into. */
export interface Listing {
  readonly items: readonly unknown[];
  readonly itemsAt: string;
  readonly body: unknown;
}

type Page = Partial<Answer> & Pick<Answer, "headers">;

const cursorPrefix = "cursor-";

/** Cuts the page out of a list that the request asks for, and says where the next one begins. */
export function pageOf(
  world: World,
  operation: OperationModel,
  request: CheckedRequest,
  listing: Listing,
): Page {
  const { pagination } = operation;
  const size = sizeOf(world, operation, request);
  const position = positionOf(operation, request, size);
  if (position === undefined)
    return declaredError(
      world.spec,
      operation,
      [400, 422],
      `"${pagination?.param}" is no position that a page gave`,
    );
  const items = listing.items.slice(position, position + size);
  const end = position + items.length;
  const hasMore = end < listing.items.length;
  const body = withEcho(withItems(listing, items), listing, { size, position });
  return pagination === undefined
    ? { headers: {}, body }
    : withNext(world, operation, pagination, { headers: {}, body }, hasMore ? end : undefined);
}

function withItems({ body, itemsAt }: Listing, items: readonly unknown[]): unknown {
  return withValueAt(body, itemsAt, items);
}

/** Totals and echoes in the envelope, where its example has them. */
function withEcho(
  body: unknown,
  { items, itemsAt }: Listing,
  page: { readonly size: number; readonly position: number },
): unknown {
  if (itemsAt === "" || !isObject(body)) return body;
  const values: Readonly<Record<string, number>> = {
    total: items.length,
    total_count: items.length,
    limit: page.size,
    offset: page.position,
    skip: page.position,
  };
  const parents = [
    "",
    ...Object.keys(body)
      .filter((name) => isObject(body[name]))
      .map((name) => `/${name}`),
  ];
  return parents.reduce<unknown>(
    (outer, parent) =>
      Object.entries(values).reduce<unknown>((result, [name, value]) => {
        const pointer = `${parent}/${name}`;
        return typeof valueAt(result, pointer) === "number" ? withValueAt(result, pointer, value) : result;
      }, outer),
    body,
  );
}

function sizeOf({ pageSize }: World, operation: OperationModel, { query }: CheckedRequest): number {
  const name = operation.pagination?.size ?? "limit";
  const schema = operation.parameters.find((one) => one.in === "query" && one.name === name)?.schema;
  const asked = query[name] ?? own(schema, "default");
  return typeof asked === "number" && asked > 0 ? Math.floor(asked) : pageSize;
}

/** Where the page begins, as an index into all items; `undefined` for a cursor that nobody gave. */
function positionOf(
  { pagination, parameters }: OperationModel,
  request: CheckedRequest,
  size: number,
): number | undefined {
  const param = pagination?.param ?? "offset";
  const isHeader = parameters.some(
    (one) => one.in === "header" && one.name.toLowerCase() === param.toLowerCase(),
  );
  const value = isHeader ? request.header(param) : request.query[param];
  if (value === undefined || value === null || value === "" || value === pagination?.end)
    return pageParam(request, size);
  const text = String(value);
  const position = Number(text.startsWith(cursorPrefix) ? text.slice(cursorPrefix.length) : text);
  return Number.isInteger(position) && position >= 0 ? position : undefined;
}

function pageParam({ query }: CheckedRequest, size: number): number {
  return typeof query.page === "number" && query.page > 0 ? (query.page - 1) * size : 0;
}

function withNext(
  { spec }: World,
  operation: OperationModel,
  pagination: PaginationModel,
  page: Page,
  next: number | undefined,
): Page {
  const { next: at, more, end, param } = pagination;
  const moved = more === undefined ? page : writeAt(page, more, next !== undefined);
  if (at === undefined) return moved;
  const schema = spec.deref(operation.parameters.find(({ name }) => name === param)?.schema);
  const isCounted = [own(schema, "type")].flat().some((type) => type === "integer" || type === "number");
  if (next !== undefined) return writeAt(moved, at, isCounted ? next : `${cursorPrefix}${next}`);
  const ended = writeAt(moved, at, end ?? null);
  const schemaOfBody = jsonOf(successOf(operation)?.media)?.schema;
  const isAllowed = end !== undefined || validateIn(schemaOfBody, ended.body, spec.deref, true).length === 0;
  return isAllowed ? ended : writeAt(moved, at, undefined);
}

/** Writes a value to `$response.body#/pointer` or `$response.header.Name`. */
function writeAt(page: Page, place: string, value: unknown): Page {
  if (place.startsWith("$response.header.")) {
    const name = place.slice("$response.header.".length).toLowerCase();
    return value === null || value === undefined
      ? page
      : { ...page, headers: { ...page.headers, [name]: String(value) } };
  }
  return { ...page, body: withValueAt(page.body, place.split("#", 2)[1] ?? "", value) };
}
