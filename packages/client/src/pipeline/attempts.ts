import type { Reply } from "../client.ts";
import { ApiError } from "../errors/api-error.ts";
import { RequestTimeoutError } from "../errors/request-timeout-error.ts";
import type { Draft } from "../openapi-fetch.ts";
import { withoutQuery } from "../redact.ts";
import { attempt } from "./attempt.ts";
import { type Call, factsOf, limitsOf } from "./call.ts";
import { type Credentials, readCredentials } from "./credentials.ts";
import { heldUpError } from "./failure.ts";
import { composeCall } from "./middleware.ts";
import { report } from "./report.ts";
import { mayResend, policyOf, resendDelayMs } from "./resend.ts";
import { createScope, type LimitError, type Scope } from "./scope.ts";

/** Sends one request as often as its call allows, and gives the answer or the last error. */
export function sendAttempts(call: Call, draft: Draft): Promise<Reply> {
  const { api, options } = call.context;
  const facts = { provider: api.provider, operation: call.name };
  return composeCall(options.middleware ?? [], facts, () => sendWithinLimits(call, draft))();
}

async function sendWithinLimits(call: Call, draft: Draft): Promise<Reply> {
  const { attemptMs, totalMs } = limitsOf(call);
  call.url = withoutQuery(draft.url);
  const limitError: LimitError = (limit, limitMs) => {
    const facts = { ...factsOf(call, true), limit, limitMs };
    const option = limit === "total" ? "totalTimeoutMs" : "timeoutMs";
    return new RequestTimeoutError(`no complete answer within ${limitMs} ms (${option})`, facts);
  };
  const scope = createScope(call.context.clock, call.options.signal, attemptMs, totalMs, limitError);
  try {
    const reply = await attemptUntilAnswered(call, draft, scope);
    // A stream of events closes its scope itself.
    if (call.wanted !== "events") scope.close();
    return reply;
  } catch (error) {
    scope.close();
    if (error instanceof ApiError)
      report(call, "error", "failed", { error: error.name, status: error.httpStatus });
    throw error;
  }
}

async function attemptUntilAnswered(call: Call, draft: Draft, scope: Scope): Promise<Reply> {
  const { options, context } = call;
  const { retry = {} } = context.options;
  const policy = policyOf(call.operation);
  const maxResends = options.retries ?? (retry.maxAttempts ?? 3) - 1;
  let credentials: Credentials | undefined;
  let hasRenewed = false;
  for (let sent = 1; ; sent++) {
    try {
      credentials ??= await scope.race(readCredentials(call, draft));
      await passGate(call, scope);
      return await attempt(call, draft, credentials, scope);
    } catch (error) {
      // The reason of the caller's signal, or what a middleware threw.
      if (!(error instanceof ApiError)) throw error;
      const { httpStatus, retryAfterMs, name } = error;
      if (httpStatus && (httpStatus === 429 || retryAfterMs)) {
        context.gate.close(retryAfterMs ?? retry.baseDelayMs ?? 500, httpStatus);
      }
      // A key that was refused is asked for once more. Where a refusal is no proof that nothing was done, it is not.
      const renew: boolean =
        httpStatus === 401 && !hasRenewed && credentials?.renewable === true && /safe|keyed/.test(policy);
      const delayMs = renew ? 0 : resendDelayMs(sent, retryAfterMs, retry, context.random);
      const isLast =
        sent > maxResends || delayMs >= scope.remainingMs() || !(renew || mayResend(error, policy));
      // A stream can be read once.
      if (isLast || draft.body instanceof ReadableStream) throw error;
      if (renew) credentials = undefined;
      hasRenewed ||= renew;
      report(call, "warn", "will be sent again", { error: name, delayMs });
      await scope.sleep(delayMs);
    }
  }
}

/**
 * Waits while a rate limit holds up the client, a little longer at random so that not all calls go on at once. A call that
 * would have to wait too long fails at once, as the one that was refused did.
 */
async function passGate(call: Call, scope: Scope): Promise<void> {
  const { gate, random, options } = call.context;
  const { maxRetryAfterMs = 60_000 } = options.retry ?? {};
  for (let delayMs = gate.waitMs(); delayMs > 0; delayMs = gate.waitMs()) {
    if (delayMs > maxRetryAfterMs) throw heldUpError(call, gate.httpStatus, delayMs);
    report(call, "debug", "waits for the rate limit", { delayMs });
    await scope.sleep(delayMs * (1 + random() / 10));
  }
}
