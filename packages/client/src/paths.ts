import { baseUrlOf, written } from "./call-operation.ts";
import { type Context, createContext } from "./context.ts";
import { HttpStatusError } from "./errors/http-status-error.ts";
import { createPathTyped, type Draft, type PathInit, type PathsClient } from "./openapi-fetch.ts";
import type { ApiDescription, Operation } from "./operation.ts";
import type { ClientOptions, RequestOptions } from "./options.ts";
import { sendAttempts } from "./pipeline/attempts.ts";
import { type Call, createCall, refuseIn } from "./pipeline/call.ts";
import { otherAuth } from "./pipeline/other-auth.ts";
import { parseJson } from "./pipeline/read-body.ts";
import type { RequestBody } from "./request/body.ts";
import { takesIdempotencyKey } from "./request/build-request.ts";
import { mergeHeaders } from "./request/headers.ts";
import { fillPath } from "./request/path.ts";

export type { PathsClient } from "./openapi-fetch.ts";

/**
 * Makes openapi-fetch's path-typed client for an API (`client.GET("/v2/jobs/{job_id}", { params })`) with the credentials,
 * limits, retries and checks of a named client. A call takes the same options as a named one (`signal`, `timeoutMs`, …).
 * `error` is the body of an error status and never empty: an error status without a body is thrown as HttpStatusError,
 * as is everything that is no answer of the API.
 */
export function createPathsClient<Paths extends object>(
  api: ApiDescription,
  options: ClientOptions = {},
): PathsClient<Paths> {
  const context = createContext(api, options, { auth: otherAuth });
  return createPathTyped<Paths>((method, path, init) => prepare(context, method, path, init));
}

/** Turns the init of a call into the one that openapi-fetch gets: checked, and with our way to send. */
function prepare(context: Context, method: string, path: string, init: PathInit): PathInit {
  const { signal, timeoutMs, totalTimeoutMs, retries, pending, idempotencyKey, apiKey, ...rest } = init;
  const options: RequestOptions = {
    signal,
    timeoutMs,
    totalTimeoutMs,
    retries,
    pending,
    idempotencyKey,
    apiKey,
  };
  signal?.throwIfAborted();
  const [name, found] = operationAt(context.api, method, path);
  const isStream = init.parseAs === "stream";
  const operation: Operation = { ...found, returns: returnsOf(found, init) };
  const call = createCall(context, name, operation, isStream ? "response" : "body", options);
  const { params = {}, headers } = rest;
  const key = takesIdempotencyKey(operation) && {
    "idempotency-key": idempotencyKey || crypto.randomUUID(),
  };
  const own = written(call, () => {
    fillPath(path, params.path ?? {}, refuseIn(call));
    return mergeHeaders(refuseIn(call), key || {}, context.options.headers, plain(headers), params.header);
  });
  return {
    ...rest,
    baseUrl: init.baseUrl ?? baseUrlOf(call).href.replace(/\/+$/, ""),
    headers: own,
    params: { ...params, header: {} },
    fetch: async (request: Request) => {
      const { url, headers } = request;
      const body = request.body ? await request.arrayBuffer() : undefined;
      return send(call, { url, method, headers, body }, found.returns);
    },
  };
}

/** Sends, and gives openapi-fetch a response that it can read without a surprise. */
async function send(call: Call, draft: Draft, returns: Operation["returns"] = "json"): Promise<Response> {
  try {
    const { raw, response } = await sendAttempts(call, draft);
    if (call.wanted === "response") return response;
    const isJson = returns === "json" || returns === "json-or-events";
    if (isJson && call.operation.returns === "text" && response.ok) parseJson(call, response, String(raw));
    return copyOf(response, raw as RequestBody | undefined);
  } catch (error) {
    if (error instanceof HttpStatusError && error.body !== undefined && call.response) {
      const { body } = error;
      return copyOf(call.response, typeof body === "string" ? body : JSON.stringify(body));
    }
    throw error;
  }
}

/** The same response with its body to be read once more. */
function copyOf({ status, statusText, headers, url }: Response, body: RequestBody | undefined): Response {
  const copy = new Response(body || null, { status, statusText, headers });
  return Object.defineProperty(copy, "url", { value: url });
}

function operationAt(api: ApiDescription, method: string, path: string): [string, Operation] {
  const found = Object.entries(api.operations).find(([, of]) => of.method === method && of.path === path);
  return found ?? [`${method} ${path}`, { method: method as Operation["method"], path }];
}

/** What our side reads of a body before openapi-fetch does. */
function returnsOf(
  { returns }: Operation,
  { parseAs = "json" }: PathInit,
): NonNullable<Operation["returns"]> {
  if (returns === "none") return returns;
  return parseAs === "json" || parseAs === "text" ? "text" : "bytes";
}

function plain(headers: PathInit["headers"] = {}): Readonly<Record<string, unknown>> {
  return Symbol.iterator in headers ? Object.fromEntries(headers as Iterable<[string, string]>) : headers;
}
