import type { Operation } from "../operation.ts";
import { type Call, refuseIn } from "../pipeline/call.ts";
import { bodyOf, type RequestBody, serializeBody } from "./body.ts";
import { mergeHeaders } from "./headers.ts";
import { fillPath } from "./path.ts";
import { serializeQuery } from "./query.ts";

/** One call in the terms of HTTP, without credentials. */
export interface RequestParts {
  readonly method: string;
  /** Filled in and encoded, without the base URL. */
  readonly path: string;
  /** Without `?`. */
  readonly query: string;
  readonly headers: Headers;
  readonly body: RequestBody | undefined;
}

const keyHeader = "idempotency-key";

/** Takes a flat input apart by the table of the operation. Throws what a value throws that cannot be written. */
export function buildRequest(call: Call, input: Readonly<Record<string, unknown>>): RequestParts {
  const { operation, options, context } = call;
  const { method, query = [], header = [], contentType = "application/json", styles, returns } = operation;
  const refuse = refuseIn(call);
  const used = [...query, ...header];
  const path = fillPath(operation.path, input, refuse, used);
  const value = bodyOf(operation, used, input);
  const body = value === undefined ? undefined : serializeBody(value, contentType, context.features.forms);
  const own: Record<string, unknown> = { accept: acceptOf(call.wanted === "events" ? "events" : returns) };
  // Forms get their type from `fetch`, with the boundary.
  if (body !== undefined && !(body instanceof FormData)) own["content-type"] = contentType;
  const given: Record<string, unknown> = {};
  for (const name of header) given[name.toLowerCase()] = input[name];
  if (takesIdempotencyKey(operation)) {
    given[keyHeader] = options.idempotencyKey || given[keyHeader] || crypto.randomUUID();
  }
  return {
    method,
    path,
    query: serializeQuery(query, input, styles, context.features.styles),
    headers: mergeHeaders(refuse, own, context.options.headers, given, options.headers),
    body,
  };
}

/** Whether an operation declares the header `Idempotency-Key`. */
export function takesIdempotencyKey({ header = [] }: Operation): boolean {
  return header.some((name) => name.toLowerCase() === keyHeader);
}

function acceptOf(returns: Operation["returns"]): string {
  if (returns === "events") return "text/event-stream";
  return returns === "text" || returns === "bytes" ? "*/*" : "application/json";
}
