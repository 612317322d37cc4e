import type { Role } from "../spec/roles.ts";
import type { RetryAfter } from "./retry-after.ts";

/** When something goes wrong. Everything that is given must fit. */
export interface FaultTrigger {
  /** operationId. */
  readonly operation?: string;
  /** What the operation does to jobs. */
  readonly role?: Role;
  readonly kind?: string;
  /** Only requests whose path names this job: by its id, or the n-th of its kind, counted from 1. */
  readonly job?: string | number;
  /** Only from this moment on, in milliseconds of the simulator's clock (0 is its start). */
  readonly fromMs?: number;
  /** Only before this moment, in milliseconds of the simulator's clock. */
  readonly untilMs?: number;
  /** Only the n-th matching request, counted from 1; or several of them. */
  readonly nth?: number | readonly number[];
  /** Only from the n-th matching request on. */
  readonly from?: number;
  /** At most so often. */
  readonly times?: number;
  /** By chance, 0 to 1, drawn from the scenario's seed. */
  readonly probability?: number;
}

/** A fault and when it happens. The first rule that fits a request is played. */
export interface FaultRule {
  readonly on?: FaultTrigger;
  readonly fault: Fault;
}

/** Something that goes wrong between the API and its client. */
export type Fault =
  /** The connection breaks: before the request is carried out, or after it and before the answer (default `"before"`). */
  | { readonly type: "reset"; readonly when?: "before" | "after" }
  /** Nobody listens: the request provably never left. */
  | { readonly type: "refused" }
  /** No answer, ever. `"after"`: the request is carried out. */
  | { readonly type: "hang"; readonly when?: "before" | "after" }
  /** The answer comes late, or its body in pieces. */
  | {
      readonly type: "slow";
      readonly answerMs?: number;
      readonly pieceMs?: number;
      readonly pieceBytes?: number;
    }
  /** The body ends in the middle: the connection breaks. */
  | { readonly type: "cut-body" }
  | {
      readonly type: "rate-limit";
      readonly retryAfter?: RetryAfter;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** More requests than this in a window get a 429 that says when the window is free again. */
  | { readonly type: "over-rate"; readonly requests: number; readonly perMs: number }
  /** An answer of one's own, instead of carrying the request out. */
  | {
      readonly type: "answer";
      readonly status: number;
      readonly body?: unknown;
      readonly text?: string;
      readonly contentType?: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** 500 without a body. */
  | { readonly type: "empty-500" }
  /** The error page of a proxy. Default status 502. */
  | { readonly type: "html"; readonly status?: number }
  /** A complete answer whose JSON ends in the middle. */
  | { readonly type: "truncated-json" }
  | { readonly type: "wrong-content-type"; readonly contentType?: string }
  /** A stream of events breaks off after some of them, inside the next event or inside a character of it; or it just ends. */
  | {
      readonly type: "cut-stream";
      readonly afterEvents: number;
      readonly inside?: "event" | "character";
      readonly cleanly?: boolean;
    }
  /** Every event is sent twice. */
  | { readonly type: "duplicate-events" }
  /** Neighbouring events change places; the last stays last. */
  | { readonly type: "reorder-events" }
  /** A replica that shows what was so many milliseconds ago: 404 for a job that is younger. */
  | { readonly type: "lagging"; readonly behindMs: number }
  /** The job is shown in its state before the present one. */
  | { readonly type: "backwards" }
  /** The Date header is wrong, or missing. */
  | { readonly type: "date"; readonly skewMs?: number; readonly missing?: true }
  /** Another place is named. Default: 307 to another origin. */
  | { readonly type: "redirect"; readonly to?: string; readonly status?: 301 | 302 | 303 | 307 | 308 };

export type FaultType = Fault["type"];
