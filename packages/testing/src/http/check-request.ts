import { isObject, textIn } from "../json/json.ts";
import type { Deref } from "../spec/deref.ts";
import type { SpecModel } from "../spec/model.ts";
import { isJson, type OperationModel, type ParameterModel } from "../spec/operation.ts";
import type { Issue } from "../validate/issue.ts";
import { validateIn } from "../validate/validate.ts";
import type { CheckedRequest, IncomingRequest } from "./exchange.ts";

/** What is wrong with a request: HTTP statuses that fit, and the reason. */
export interface Fault400 {
  readonly statuses: readonly number[];
  readonly reason: string;
  readonly pointer?: string;
}

const invalid = [400, 422] as const;

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
  const body = readBody(operation, request, spec.deref);
  if (isFault(body)) return body;
  const header = (name: string): string | null => request.headers.get(name);
  return { operation, path, query, header, body: body.value, signal: request.signal };
}

/** Whether a check found something wrong. */
export function isFault(value: unknown): value is Fault400 {
  return isObject(value) && "statuses" in value && "reason" in value;
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

/** Reads the text of a parameter as the first of text, number and boolean that its schema allows. */
function readText(
  schema: unknown,
  text: string,
  deref: Deref,
): { readonly value: unknown; readonly issues: readonly Issue[] } {
  const asNumber = /^-?\d+(\.\d+)?$/.test(text) ? [Number(text)] : [];
  const asBoolean = text === "true" || text === "false" ? [text === "true"] : [];
  const readings = [text, ...asNumber, ...asBoolean].map((value) => ({
    value,
    issues: validateIn(schema, value, deref, false),
  }));
  const rightType = readings.filter(
    ({ issues }) => !issues.some(({ keyword, pointer }) => keyword === "type" && pointer === ""),
  );
  return (
    readings.find(({ issues }) => issues.length === 0) ??
    rightType[0] ?? { value: text, issues: readings[0]?.issues ?? [] }
  );
}

function typesOf(node: unknown): readonly string[] {
  return [isObject(node) ? (node.type ?? []) : []].flat().map(String);
}

function readBody(
  operation: OperationModel,
  request: IncomingRequest,
  deref: Deref,
): { readonly value: unknown } | Fault400 {
  const { body } = operation;
  const { bodyText } = request;
  if (bodyText === "") {
    return body?.required
      ? { statuses: invalid, reason: "the request body is missing" }
      : { value: undefined };
  }
  if (body === undefined) return { statuses: invalid, reason: `${operation.id} takes no request body` };
  const contentType = request.headers.get("content-type") ?? "";
  const media = body.media.find(
    ({ type }) => type === "*/*" || contentType.toLowerCase().startsWith(type.toLowerCase()),
  );
  if (media === undefined) {
    const types = body.media.map(({ type }) => type).join(", ");
    return {
      statuses: [415, ...invalid],
      reason: `content type "${contentType}" is not declared; declared: ${types}`,
    };
  }
  if (!isJson(media.type)) return { value: bodyText };
  return readJson(media.schema, bodyText, deref);
}

function readJson(schema: unknown, text: string, deref: Deref): { readonly value: unknown } | Fault400 {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return {
      statuses: invalid,
      reason: `the request body is no JSON: ${textIn(error, "message") ?? String(error)}`,
    };
  }
  const [issue] = validateIn(schema, value, deref, false);
  if (issue === undefined) return { value };
  return {
    statuses: invalid,
    reason: `body ${issue.pointer || "(root)"} ${issue.reason}`,
    pointer: issue.pointer,
  };
}

function first<T>(items: readonly T[], check: (item: T) => Fault400 | undefined): Fault400 | undefined {
  for (const item of items) {
    const fault = check(item);
    if (fault !== undefined) return fault;
  }
  return undefined;
}
