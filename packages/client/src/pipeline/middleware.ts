import type { Reply } from "../client.ts";
import type { RequestBody } from "../request/body.ts";

/** One attempt, as it is about to be sent. Its body can be sent any number of times, unless it is a stream. */
export interface OutgoingRequest {
  /** Name of the operation. */
  readonly operation: string;
  readonly method: string;
  readonly url: string;
  /** The operation's path with its parameters unfilled: `/jobs/{job_id}`. Empty for an address that the API gave out. */
  readonly path: string;
  /** May be changed. */
  readonly headers: Headers;
  readonly body: RequestBody | undefined;
  /** Aborted when the attempt ends before its answer. */
  readonly signal: AbortSignal;
  /** Counts from 1. */
  readonly attempt: number;
  /** Statuses that this call takes for answers and not for errors. */
  readonly pending: readonly number[];
}

/** Sends a request and gives its response, whatever the status. */
export type Send = (request: OutgoingRequest) => Promise<Response>;

/** What a whole call is. */
export interface CallFacts {
  readonly provider: string;
  /** Name of the operation. */
  readonly operation: string;
}

/** A function around a whole call: its waits, all its attempts and the reading of its answer. */
export type AroundCall = (call: CallFacts, next: () => Promise<Reply>) => Promise<Reply>;

/** A function around every attempt. It may change the request, send it more than once, or answer without sending. */
export interface Middleware {
  (request: OutgoingRequest, next: Send): Promise<Response>;
  /** What is to stand around whole calls as well, for middleware that measures them. */
  readonly aroundCall?: AroundCall | undefined;
}

/** Puts middleware around a sender, the first outermost. */
export function compose(middleware: readonly Middleware[], send: Send): Send {
  return middleware.reduceRight<Send>((next, around) => (request) => around(request, next), send);
}

/** Puts what middleware has for whole calls around one, the first outermost. */
export function composeCall(
  middleware: readonly Middleware[],
  call: CallFacts,
  run: () => Promise<Reply>,
): () => Promise<Reply> {
  return middleware.reduceRight((next, { aroundCall }) => {
    return aroundCall ? () => aroundCall(call, next) : next;
  }, run);
}
