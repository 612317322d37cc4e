import type { Reply } from "../client.ts";
import { ApiError } from "../errors/api-error.ts";
import type { Draft } from "../openapi-fetch.ts";
import type { Call } from "./call.ts";
import type { Credentials } from "./credentials.ts";
import { connectionError, neverLeft, redirectOf, requestIdOf, statusError } from "./failure.ts";
import { compose, type OutgoingRequest } from "./middleware.ts";
import { readBody } from "./read-body.ts";
import { maxErrorBytes, readText } from "./read-pieces.ts";
import { report } from "./report.ts";
import { readRetryAfter } from "./retry-after.ts";
import type { Scope } from "./scope.ts";

/** Sends a request once, through the middleware, and reads what it asked for. */
export async function attempt(
  call: Call,
  draft: Draft,
  credentials: Credentials,
  scope: Scope,
): Promise<Reply> {
  const { clock, options } = call.context;
  const { middleware = [] } = options;
  call.attempts++;
  const headers = new Headers(draft.headers);
  for (const [name, value] of credentials.headers) headers.set(name, value);
  const { method, body } = draft;
  const { url } = credentials;
  scope.begin();
  const signal = signalOf(call, scope.signal());
  const request: OutgoingRequest = {
    operation: call.name,
    method,
    url,
    path: call.operation.path,
    headers,
    body,
    signal,
    attempt: call.attempts,
    pending: call.options.pending ?? [],
  };
  const startedAtMs = clock.now();
  report(call, "debug", "sent");
  const response = await scope.race(compose(middleware, (outgoing) => fetchOnce(call, outgoing))(request));
  call.response = response;
  const receivedAtMs = clock.now();
  report(call, "info", "answered", {
    status: response.status,
    requestId: requestIdOf(call, response.headers),
    durationMs: receivedAtMs - startedAtMs,
  });
  const raw = await scope.race(readAnswer(call, response, scope));
  const retryAfterMs = readRetryAfter(response.headers, clock.date(), response.status === 429);
  return {
    raw,
    ...(retryAfterMs !== undefined && { retryAfterMs }),
    httpStatus: response.status,
    header: (name) => response.headers.get(name) ?? undefined,
    receivedAtMs,
    response,
  };
}

/** A response that is handed out unread must heed the caller's signal after the call has ended. */
function signalOf({ wanted, options }: Call, signal: AbortSignal): AbortSignal {
  return wanted === "response" && options.signal ? AbortSignal.any([signal, options.signal]) : signal;
}

/** The only place that calls `fetch`. */
async function fetchOnce(
  call: Call,
  { method, url, headers, body, signal }: OutgoingRequest,
): Promise<Response> {
  const send = call.context.options.fetch ?? globalThis.fetch;
  const before = call.mayHaveBeenSent;
  call.mayHaveBeenSent = true;
  try {
    // `duplex` is for bodies that are streams; DOM types do not know it yet.
    const init: RequestInit & { duplex?: "half" } = {
      method,
      headers,
      body: body ?? null,
      signal,
      redirect: "manual",
    };
    if (body instanceof ReadableStream) init.duplex = "half";
    const response = await send(url, init);
    // Who is refused by rate limit is not served.
    if (response.status === 429) call.mayHaveBeenSent = before;
    return response;
  } catch (cause) {
    if (signal.aborted) throw cause;
    if (neverLeft(cause)) call.mayHaveBeenSent = before;
    throw connectionError(call, cause, "no answer");
  }
}

/** Turns a response into what the call wants, or into an error. */
async function readAnswer(call: Call, response: Response, scope: Scope): Promise<unknown> {
  const isAnswer = response.ok || call.options.pending?.includes(response.status);
  const redirect = isAnswer ? undefined : redirectOf(call, response);
  if (redirect) {
    response.body?.cancel().catch(() => {});
    throw redirect;
  }
  if (!isAnswer) {
    // A status is worth telling even if its body breaks off.
    const body = await readText(response, maxErrorBytes).catch(() => undefined);
    throw statusError(call, response, body?.text ?? "");
  }
  if (call.wanted === "response") return undefined;
  try {
    return call.wanted === "events"
      ? await call.context.features.events?.(call, response, scope)
      : await readBody(call, response);
  } catch (cause) {
    throw cause instanceof ApiError ? cause : connectionError(call, cause, "the answer broke off");
  }
}
