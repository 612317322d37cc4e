import { ConnectionError } from "../errors/connection-error.ts";
import { HttpStatusError } from "../errors/http-status-error.ts";
import { firstText, providerMessage } from "../errors/provider-message.ts";
import { RedirectError } from "../errors/redirect-error.ts";
import { harmlessHeaders, strikeOut, withoutQuery } from "../redact.ts";
import { type Call, factsOf } from "./call.ts";
import { parseLeniently } from "./read-body.ts";
import { readRetryAfter } from "./retry-after.ts";

/** Codes of failures that come before a connection stands, so the request cannot have left. */
const beforeConnection: readonly unknown[] = [
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "UND_ERR_CONNECT_TIMEOUT",
];

/** An error and what caused it, innermost first. */
function causesOf(error: unknown): readonly (Error & { readonly code?: unknown })[] {
  const causes: Error[] = [];
  // Eight are enough for any runtime, and end a circle.
  for (let cause = error; cause instanceof Error && causes.length < 8; cause = cause.cause)
    causes.unshift(cause);
  return causes;
}

/** Whether an error of `fetch` proves, itself or by its causes, that the request never left. */
export function neverLeft(error: unknown): boolean {
  return causesOf(error).some(({ code }) => beforeConnection.includes(code));
}

/** The error for what `fetch`, or the reading of a body, threw. */
export function connectionError(call: Call, cause: unknown, what: string): ConnectionError {
  // The innermost message is the one that tells: "connect ECONNREFUSED" below "fetch failed".
  const told = causesOf(cause).find(({ message }) => message)?.message ?? "for no known reason";
  return new ConnectionError(`${what}: ${strikeOut(told, call.secrets)}`, factsOf(call, true, cause));
}

/** Redirects that will be there the next time, too; the others may be a page for the time of a maintenance. */
const permanent: readonly number[] = [301, 308];

/** Where a response redirects to; `undefined` if it does not. A browser hides status and target of a redirect. */
export function redirectOf(call: Call, { status, type, headers }: Response): RedirectError | undefined {
  if (type !== "opaqueredirect" && ![301, 302, 303, 307, 308].includes(status)) return undefined;
  const location = strikeOut(withoutQuery(headers.get("location") ?? ""), call.secrets) || undefined;
  return new RedirectError(
    `redirected${location ? ` to ${location}` : ""}; not followed, as credentials would go along: set baseUrl to where the API is`,
    { ...factsOf(call, !permanent.includes(status)), httpStatus: status, location },
  );
}

/** The error for a status that is no success. */
export function statusError(call: Call, { status, headers }: Response, text: string): HttpStatusError {
  const { api, clock } = call.context;
  const { errors } = api;
  // Struck out twice: JSON can write a key with escapes.
  const body = parseLeniently(strikeOut(text, call.secrets), (part) => strikeOut(part, call.secrets));
  const message = providerMessage(body, errors.message);
  const schemes = Object.values(api.auth).map(({ option, env }) => (env ? `${option} (${env})` : option));
  return new HttpStatusError(
    `${status}${message ? ` ${message}` : ""}${status === 401 ? `; check ${schemes.join(", ")}` : ""}`,
    {
      ...factsOf(call, status >= 500 || [408, 425, 429].includes(status)),
      httpStatus: status,
      retryAfterMs: readRetryAfter(headers, clock.date(), status === 429),
      requestId: requestIdOf(call, headers) ?? firstText(body, errors.requestId?.body),
      body,
      headers: harmlessHeaders(headers, call.secrets, errors.requestId?.header),
      providerMessage: message,
      code: firstText(body, errors.code),
    },
  );
}

/** The error of a call that was not sent, because a status of an earlier one asks for a longer wait than is allowed. */
export function heldUpError(call: Call, httpStatus: number, retryAfterMs: number): HttpStatusError {
  const seconds = Math.ceil(retryAfterMs / 1000);
  return new HttpStatusError(`not sent: a ${httpStatus} before asked to wait ${seconds} s more`, {
    ...factsOf(call, true),
    httpStatus,
    retryAfterMs,
    body: undefined,
    headers: {},
    providerMessage: undefined,
    code: undefined,
  });
}

/** The id that the provider gave to a request, as far as the headers tell. */
export function requestIdOf(call: Call, headers: Headers): string | undefined {
  const id = headers.get(call.context.api.errors.requestId?.header ?? "x-request-id");
  return id === null ? undefined : strikeOut(id, call.secrets);
}
