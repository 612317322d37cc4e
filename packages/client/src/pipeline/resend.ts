import type { ErrorFacts } from "../errors/api-error.ts";
import type { Operation, RetryPolicy } from "../operation.ts";
import type { RetryOptions } from "../options.ts";
import { takesIdempotencyKey } from "../request/build-request.ts";

/** When an operation may be sent again: what its table says, else what its method and its parameters allow. */
export function policyOf(operation: Operation): RetryPolicy {
  const keyed = takesIdempotencyKey(operation);
  const { retry = keyed ? "keyed" : /GET|HEAD/.test(operation.method) ? "safe" : "never" } = operation;
  // Without a key there is nothing that keeps a second request from doing the work twice.
  return retry === "keyed" && !keyed ? "never" : retry;
}

/** Whether a call that failed so may be sent again under a policy. */
export function mayResend(
  { httpStatus, isTransient, mayHaveBeenSent }: ErrorFacts,
  policy: RetryPolicy,
): boolean {
  const resendable = policy === "safe" || policy === "keyed";
  if (httpStatus === undefined) return isTransient && (resendable || !mayHaveBeenSent);
  return resendable
    ? [408, 429, 500, 502, 503, 504].includes(httpStatus)
    : policy === "on-429" && httpStatus === 429;
}

/**
 * How long to wait before the next attempt, in milliseconds: full jitter below a limit that doubles with every attempt,
 * and never less than the server asked for. `Infinity` if it asked for longer than anybody wants to wait.
 */
export function resendDelayMs(
  sent: number,
  askedMs: number | undefined,
  { baseDelayMs = 500, maxDelayMs = 8_000, maxRetryAfterMs = 60_000 }: RetryOptions,
  random: () => number,
): number {
  const backoffMs = random() * Math.min(maxDelayMs, baseDelayMs * 2 ** (sent - 1));
  return askedMs && askedMs > maxRetryAfterMs ? Number.POSITIVE_INFINITY : Math.max(askedMs ?? 0, backoffMs);
}
