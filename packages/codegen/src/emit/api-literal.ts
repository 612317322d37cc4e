import type { Json, JsonObject } from "../json.ts";
import {
  inputParameters,
  type Operation,
  type Pagination,
  type Parameter,
  takesIdempotencyKey,
} from "../model/operation.ts";
import type { Model } from "../model/read-model.ts";
import { type Code, object, text } from "./code.ts";
import { literal, propertyKey } from "./literal.ts";

/** The `ApiDescription` of an API as code, with `auth` and `errors` by name. */
export function apiLiteral(model: Model): Code {
  const operations = model.operations.map(
    (operation) => [propertyKey(operation.name), literal(operationData(operation, model.api.auth))] as const,
  );
  return object([...apiEntries(model), ["operations", object(operations, true)]], true);
}

/** What every description of the API says beside operations. */
export function apiEntries({ provider, api }: Model): readonly (readonly [string, Code] | Code)[] {
  return [
    ["provider", literal(provider)],
    ["baseUrl", literal(api.baseUrl)],
    ...(api.baseUrlEnv === undefined ? [] : [["baseUrlEnv", literal(api.baseUrlEnv)] as const]),
    text("auth"),
    text("errors"),
  ];
}

/** The security schemes of an API as code. */
export function authLiteral({ api }: Model): Code {
  const schemes = Object.entries(api.auth).map(
    ([name, { description: _, ...scheme }]) => [propertyKey(name), literal({ ...scheme })] as const,
  );
  return object(schemes);
}

/** One row of the table; what is absent has the commonest value. */
export function operationData(operation: Operation, auth: Readonly<Record<string, unknown>>): JsonObject {
  const { body, success } = operation;
  const query = operation.parameters.filter((parameter) => parameter.in === "query");
  const headers = operation.parameters.filter((parameter) => parameter.in === "header");
  return compact({
    method: operation.method,
    path: operation.path,
    query: namesOf(query),
    header: namesOf(headers),
    styles: queryStyles(operation),
    body: body?.shape,
    contentType: body === undefined || body.mediaType === "application/json" ? undefined : body.mediaType,
    bodyRequired: body?.required === true ? true : undefined,
    returns: success.returns === "json" ? undefined : success.returns,
    mayBeEmpty: success.mayBeEmpty && success.returns.startsWith("json") ? true : undefined,
    retry: operation.retry ?? (takesIdempotencyKey(operation) ? "keyed" : undefined),
    timeoutMs: operation.timeoutMs,
    security: operation.security?.filter((name) => Object.hasOwn(auth, name)),
    pagination:
      operation.pagination === undefined ? undefined : paginationData(operation.pagination, operation),
  });
}

function namesOf(parameters: readonly Parameter[]): readonly string[] | undefined {
  return parameters.length === 0 ? undefined : parameters.map((parameter) => parameter.name);
}

/** Query parameters that are sent in another style than the default. */
export function queryStyles({ parameters }: Operation): JsonObject | undefined {
  const query = parameters.filter((parameter) => parameter.in === "query");
  const entries = query.flatMap(({ name, style = "form", explode }): readonly (readonly [string, Json])[] => {
    const exploded = explode ?? style === "form";
    return style === "form" && exploded ? [] : [[name, { style, explode: exploded }]];
  });
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

function paginationData(
  { items, param, next, end, more, size }: Pagination,
  operation: Operation,
): JsonObject {
  const position = inputParameters(operation).find(
    (parameter) => parameter.name.toLowerCase() === param.toLowerCase(),
  );
  return compact({
    items,
    param: position?.name ?? param,
    next: placeOf(next),
    end,
    more: placeOf(more),
    size,
  });
}

/** `$response.body#/next` → `{ body: "/next" }`. */
function placeOf(expression: string | undefined): JsonObject | undefined {
  if (expression === undefined) return undefined;
  const body = /^\$response\.body#(.*)$/.exec(expression)?.[1];
  return body === undefined ? { header: expression.slice("$response.header.".length) } : { body };
}

function compact(value: Readonly<Record<string, Json | undefined>>): JsonObject {
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, Json] => entry[1] !== undefined),
  );
}
