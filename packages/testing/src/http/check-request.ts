import { isObject } from "../json/json.ts";
import type { Deref } from "../spec/deref.ts";
import type { SpecModel } from "../spec/model.ts";
import type { OperationModel, ParameterModel } from "../spec/operation.ts";
import type { Issue } from "../validate/issue.ts";
import { validateIn } from "../validate/validate.ts";
import { checkBody } from "./check-body.ts";
import type { CheckedRequest, IncomingRequest } from "./exchange.ts";
import { type Fault400, invalid, isFault } from "./fault-400.ts";
import { readText, typesOf } from "./read-text.ts";

/** Takes a request apart and checks every part by the document. */
export function checkRequest(
  spec: SpecModel,
  operation: OperationModel,
  path: Readonly<Record<string, string>>,
  request: IncomingRequest,
): CheckedRequest | Fault400 {
  const query = readQuery(operation, request.url.searchParams, spec.deref);
  const problem =
    checkPath(operation, path, spec.deref) ??
    checkUnknownQuery(operation, request.url.searchParams) ??
    checkQuery(operation, query, spec.deref) ??
    checkHeaders(operation, request.headers, spec.deref);
  if (problem !== undefined) return problem;
  const body = checkBody(operation, request.body, spec.deref);
  if (isFault(body)) return body;
  const header = (name: string): string | null => request.headers.get(name);
  return { operation, path, query, header, body: body.value, signal: request.signal };
}

function checkPath(
  operation: OperationModel,
  path: Readonly<Record<string, string>>,
  deref: Deref,
): Fault400 | undefined {
  return first(operation.pathParams, (name) => {
    const schema = operation.parameters.find((one) => one.in === "path" && one.name === name)?.schema;
    return parameterFault("path", name, readText(schema, path[name] ?? "", deref).issues);
  });
}

function checkUnknownQuery(
  { parameters, credentials }: OperationModel,
  search: URLSearchParams,
): Fault400 | undefined {
  const known = [
    ...parameters.filter((one) => one.in === "query").map(({ name }) => name),
    ...credentials.flat().flatMap((one) => (one.in === "query" ? [one.name] : [])),
  ];
  return first([...search.keys()], (key) => {
    if (known.includes(key) || known.includes(key.replace(/\[.*\]$/, ""))) return undefined;
    return {
      statuses: invalid,
      reason: `query parameter "${key}" is not declared; declared: ${known.join(", ") || "none"}`,
    };
  });
}

function checkQuery(
  operation: OperationModel,
  query: CheckedRequest["query"],
  deref: Deref,
): Fault400 | undefined {
  return first(queryParameters(operation), ({ name, required, schema }) => {
    if (query[name] !== undefined)
      return parameterFault("query", name, validateIn(schema, query[name], deref, false));
    return required ? { statuses: invalid, reason: `query parameter "${name}" is missing` } : undefined;
  });
}

function checkHeaders(operation: OperationModel, headers: Headers, deref: Deref): Fault400 | undefined {
  const parameters = operation.parameters.filter((one) => one.in === "header");
  return first(parameters, ({ name, required, schema }) => {
    const value = headers.get(name);
    if (value !== null) return parameterFault("header", name, readText(schema, value, deref).issues);
    return required ? { statuses: invalid, reason: `header "${name}" is missing` } : undefined;
  });
}

function parameterFault(place: string, name: string, [issue]: readonly Issue[]): Fault400 | undefined {
  return issue && { statuses: invalid, reason: `${place} parameter "${name}" ${issue.reason}` };
}

function queryParameters({ parameters }: OperationModel): readonly ParameterModel[] {
  return parameters.filter((one) => one.in === "query");
}

function readQuery(
  operation: OperationModel,
  search: URLSearchParams,
  deref: Deref,
): Readonly<Record<string, unknown>> {
  const entries = queryParameters(operation).flatMap((parameter): (readonly [string, unknown])[] => {
    const value = readQueryValue(parameter, search, deref);
    return value === undefined ? [] : [[parameter.name, value]];
  });
  return Object.fromEntries(entries);
}

const separators: Readonly<Record<string, string>> = { spaceDelimited: " ", pipeDelimited: "|" };

function readQueryValue(
  { name, schema, style, explode }: ParameterModel,
  search: URLSearchParams,
  deref: Deref,
): unknown {
  if (style === "deepObject") return readDeepObject(name, search);
  const values = search.getAll(name);
  if (values.length === 0) return undefined;
  const node = deref(schema);
  if (!typesOf(node).includes("array")) return readText(schema, values.at(-1) ?? "", deref).value;
  const items = explode ? values : values.flatMap((value) => value.split(separators[style] ?? ","));
  return items.map((item) => readText(isObject(node) ? node.items : undefined, item, deref).value);
}

function readDeepObject(name: string, search: URLSearchParams): unknown {
  const keys = [...search.keys()].filter((key) => key.startsWith(`${name}[`) && key.endsWith("]"));
  if (keys.length === 0) return undefined;
  return Object.fromEntries(keys.map((key) => [key.slice(name.length + 1, -1), search.get(key)]));
}

function first<T>(items: readonly T[], check: (item: T) => Fault400 | undefined): Fault400 | undefined {
  for (const item of items) {
    const fault = check(item);
    if (fault !== undefined) return fault;
  }
  return undefined;
}
