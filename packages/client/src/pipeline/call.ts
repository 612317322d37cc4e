import type { Context } from "../context.ts";
import type { ErrorFacts } from "../errors/api-error.ts";
import { ParameterError } from "../errors/parameter-error.ts";
import type { Operation } from "../operation.ts";
import type { RequestOptions } from "../options.ts";
import type { Refuse } from "../request/refuse.ts";

/** What a call ends in: the body read, the stream of events opened, or the response as it came. */
export type Wanted = "body" | "events" | "response";

/** One call over all its attempts. */
export interface Call {
  readonly context: Context;
  /** Name of the operation. */
  readonly name: string;
  readonly operation: Operation;
  readonly options: RequestOptions;
  readonly wanted: Wanted;
  /** How often the request was sent so far. */
  attempts: number;
  /** Whether the server may have acted on one of the attempts. */
  mayHaveBeenSent: boolean;
  url?: string;
  /** The last response. */
  response?: Response;
  /** The values of the credentials, to be struck out of what the server says. */
  secrets: readonly string[];
}

export function createCall(
  context: Context,
  name: string,
  operation: Operation,
  wanted: Wanted,
  options: RequestOptions,
): Call {
  return { context, name, operation, options, wanted, attempts: 0, mayHaveBeenSent: false, secrets: [] };
}

/** The time limits of a call, in milliseconds. */
export function limitsOf(call: Call): { readonly attemptMs: number; readonly totalMs: number } {
  const { options, operation, context } = call;
  const attemptMs = options.timeoutMs ?? operation.timeoutMs ?? context.options.timeoutMs ?? 60_000;
  const totalMs = options.totalTimeoutMs ?? context.options.totalTimeoutMs ?? Math.max(600_000, attemptMs);
  if (!(attemptMs > 0 && totalMs > 0)) refuseIn(call)("timeoutMs", "and totalTimeoutMs must be above 0");
  return { attemptMs, totalMs };
}

/** The most that a call reads of one body, or of one event of a stream, in bytes. */
export function maxBodyBytesOf({ options, context }: Call): number {
  return options.maxBodyBytes ?? context.options.maxBodyBytes ?? 268_435_456;
}

/** What every error of a call says of it. */
export function factsOf(call: Call, isTransient: boolean, cause?: unknown): ErrorFacts {
  return {
    provider: call.context.api.provider,
    operation: call.name,
    method: call.operation.method,
    url: call.url,
    attempts: call.attempts,
    isTransient,
    mayHaveBeenSent: call.mayHaveBeenSent,
    ...(cause === undefined ? {} : { cause }),
  };
}

export function refuseIn(call: Call): Refuse {
  return (parameter, problem, cause) => {
    throw new ParameterError(`"${parameter}" ${problem}; nothing was sent`, {
      ...factsOf(call, false, cause),
      parameter,
    });
  };
}
