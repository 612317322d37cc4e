import type { JobRecord } from "../jobs/record.ts";
import type { OperationModel } from "../spec/operation.ts";
import type { SentBody } from "./sent-body.ts";

/** A request as it came in, with its body read. */
export interface IncomingRequest {
  readonly method: string;
  readonly url: URL;
  /** Path without the base path that the simulator is called below; a server's of the document is still there. */
  readonly path: string;
  readonly headers: Headers;
  readonly body: SentBody;
  readonly signal: AbortSignal;
}

/** A request that the document allows, with its parts taken apart. */
export interface CheckedRequest {
  readonly operation: OperationModel;
  readonly path: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly header: (name: string) => string | null;
  readonly body: unknown;
  readonly signal: AbortSignal;
}

/** What an operation answers, before it becomes a Response. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Absent: no body. */
  readonly body?: unknown;
  readonly contentType?: string;
  /** One JSON value an event, as they happen. Instead of a body. */
  readonly events?: (signal: AbortSignal) => AsyncIterable<StreamEvent>;
  /** The jobs that the answer is about. */
  readonly jobs?: readonly JobRecord[];
}

/** One server-sent event. */
export interface StreamEvent {
  readonly data: unknown;
  /** SSE event name, for streams whose data does not carry a `type`. */
  readonly event?: string;
}

/** A JSON answer. */
export function answerWith(status: number, body: unknown, rest: Partial<Answer> = {}): Answer {
  return { status, headers: {}, body, ...rest };
}
