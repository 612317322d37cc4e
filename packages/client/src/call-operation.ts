import type { Reply } from "./client.ts";
import type { Context } from "./context.ts";
import { ApiError } from "./errors/api-error.ts";
import { retrace } from "./errors/retrace.ts";
import type { Operation } from "./operation.ts";
import type { RequestOptions } from "./options.ts";
import { sendAttempts } from "./pipeline/attempts.ts";
import { type Call, createCall, refuseIn, type Wanted } from "./pipeline/call.ts";
import { givenBaseUrl, parseBaseUrl } from "./request/base-url.ts";
import { buildRequest, type RequestParts } from "./request/build-request.ts";

/** Makes one call of a named operation. */
export async function callOperation(
  context: Context,
  name: string,
  operation: Operation,
  wanted: Wanted,
  input: object = {},
  options: RequestOptions = {},
): Promise<Reply> {
  options.signal?.throwIfAborted();
  const call = createCall(context, name, operation, wanted, options);
  const parts = written(call, () => buildRequest(call, input as Readonly<Record<string, unknown>>));
  return sendCall(call, baseUrlOf(call).href, parts);
}

/** Puts a request together; what a value throws that cannot be written (a circle, half a character) becomes typed. */
export function written<T>(call: Call, write: () => T): T {
  try {
    return write();
  } catch (cause) {
    if (cause instanceof ApiError) throw cause;
    return refuseIn(call)("input", "cannot be written into a request", cause);
  }
}

/** Sends the request of a call through openapi-fetch, which calls back with the request that it made. */
export async function sendCall(call: Call, baseUrl: string, parts: RequestParts): Promise<Reply> {
  let outcome: Promise<Reply> | undefined;
  await call.context.sender(baseUrl, parts, async (draft) => {
    outcome = sendAttempts(call, draft);
    // openapi-fetch takes a falsy error for none, and the reason of a signal may be anything.
    await outcome.catch(() => {});
  });
  try {
    // The sender has called back or thrown.
    return await (outcome as Promise<Reply>);
  } catch (error) {
    throw retrace(error);
  }
}

export function baseUrlOf(call: Call): URL {
  const { api, options } = call.context;
  const url = parseBaseUrl(givenBaseUrl(api, options.baseUrl));
  return url ?? refuseIn(call)("baseUrl", "must be an http(s) address without user, query and fragment");
}
