import type { Conditions } from "../spec/conditions.ts";

/** How long a built-in play stays in its first two states, in milliseconds. */
export interface PlayTimes {
  /** Default 2,000. */
  readonly queuedMs?: number;
  /** Default 5,000. */
  readonly runningMs?: number;
}

/** Which of several ends a built-in play has. */
export interface PlayEnd {
  /** Frame that the job ends in (`failed#time-limit`). Default: the first that means the play's end. */
  readonly frame?: string;
}

export interface SuccessPlay<Output = unknown> extends PlayTimes, PlayEnd {
  readonly play: "success";
  readonly output?: Output;
}
export interface FailurePlay extends PlayTimes, PlayEnd {
  readonly play: "failure";
  readonly message?: string;
  readonly code?: string | number;
}
export interface CancelledByUserPlay extends PlayTimes {
  readonly play: "cancelledByUser";
  /** When somebody cancels it elsewhere, in milliseconds after its start. Default 4,000. */
  readonly askedAfterMs?: number;
}
export interface CancelledByProviderPlay extends PlayTimes, PlayEnd {
  readonly play: "cancelledByProvider";
}
export interface TimedOutPlay extends PlayTimes, PlayEnd {
  readonly play: "timedOut";
}
export interface StuckInQueuePlay {
  readonly play: "stuckInQueue";
}
export interface UnknownWordPlay extends PlayTimes {
  readonly play: "unknownWord";
  /** Default `"brand-new-word"`. */
  readonly word?: string;
  /** How long the word is said, in milliseconds. Default 3,000; `"for ever"` never ends. */
  readonly wordMs?: number | "for ever";
}
export interface NotFoundAtFirstPlay extends PlayTimes {
  readonly play: "notFoundAtFirst";
  readonly forMs: number;
}
export interface PartialOutputPlay<Output = unknown> extends PlayTimes {
  readonly play: "partialOutput";
  /** Default: the output of the frame that means success. */
  readonly partial?: Output;
  readonly output?: Output;
}
export interface RequiresActionPlay extends PlayTimes {
  readonly play: "requiresAction";
  /** Frame in which it waits. Default: the first that means `requires_action`. */
  readonly frame?: string;
  /** A request whose body meets these conditions refuses; every other one grants. */
  readonly refusedIf?: Conditions;
  /** Frame of a job that was refused, or that nobody answered. Default: one whose name has `denied`, else a failure. */
  readonly refusedFrame?: string;
  /** Somebody grants it elsewhere, in milliseconds. */
  readonly grantedAfterMs?: number;
  /** Somebody refuses it elsewhere, in milliseconds. */
  readonly refusedAfterMs?: number;
  /** Nobody answers in time: as refused. Default: it waits for ever. */
  readonly expiresAfterMs?: number;
}
export interface ExpiredPlay extends PlayTimes {
  readonly play: "expired";
  /** How long the finished job can be read, in milliseconds. Default 60,000. */
  readonly keptMs?: number;
  /** HTTP status afterwards. Default: 410 if declared, else 404. */
  readonly answer?: number;
}
export interface ReopensPlay extends PlayTimes {
  readonly play: "reopens";
  /** How long it is finished the first time, in milliseconds. Default 10,000. */
  readonly finishedMs?: number;
}
export interface TransientSuccessPlay extends PlayTimes {
  readonly play: "transientSuccess";
  /** How long the word of success is said before the end, in milliseconds. Default 1,000. */
  readonly successMs?: number;
}

/** A built-in life of a job, as data: what it needs is taken from the kind's frames. */
export type Play<Output = unknown> =
  | SuccessPlay<Output>
  | FailurePlay
  | CancelledByUserPlay
  | CancelledByProviderPlay
  | TimedOutPlay
  | StuckInQueuePlay
  | UnknownWordPlay
  | NotFoundAtFirstPlay
  | PartialOutputPlay<Output>
  | RequiresActionPlay
  | ExpiredPlay
  | ReopensPlay
  | TransientSuccessPlay;

export type PlayName = Play["play"];

type Options<P extends Play> = Omit<P, "play">;

/** Queued, running, succeeded. */
export function success<Output = unknown>(options: Options<SuccessPlay<Output>> = {}): SuccessPlay<Output> {
  return { play: "success", ...options };
}
/** Queued, running, failed. */
export function failure(options: Options<FailurePlay> = {}): FailurePlay {
  return { play: "failure", ...options };
}
/**
 * Cancelled by somebody who is not this client, in a dashboard for instance: the job says that it was asked to stop, where
 * its kind can, and stops 500 ms later (see `cancel`).
 */
export function cancelledByUser(options: Options<CancelledByUserPlay> = {}): CancelledByUserPlay {
  return { play: "cancelledByUser", ...options };
}
/** Cancelled although nobody asked for it. */
export function cancelledByProvider(options: Options<CancelledByProviderPlay> = {}): CancelledByProviderPlay {
  return { play: "cancelledByProvider", ...options };
}
/** Ended by the provider's time limit; as a failure that says so, where the kind has no word for it. */
export function timedOut(options: Options<TimedOutPlay> = {}): TimedOutPlay {
  return { play: "timedOut", ...options };
}
/** Queued for ever. */
export function stuckInQueue(): StuckInQueuePlay {
  return { play: "stuckInQueue" };
}
/** Says a word that nobody mapped, then goes on to success. */
export function unknownWord(options: Options<UnknownWordPlay> = {}): UnknownWordPlay {
  return { play: "unknownWord", ...options };
}
/** 404 for a while after the start, then as `success`. */
export function notFoundAtFirst(forMs: number, options: PlayTimes = {}): NotFoundAtFirstPlay {
  return { play: "notFoundAtFirst", forMs, ...options };
}
/** Output is there while the job runs. */
export function partialOutput<Output = unknown>(
  options: Options<PartialOutputPlay<Output>> = {},
): PartialOutputPlay<Output> {
  return { play: "partialOutput", ...options };
}
/** Waits for an action, goes on when its operation is called. */
export function requiresAction(options: Options<RequiresActionPlay> = {}): RequiresActionPlay {
  return { play: "requiresAction", ...options };
}
/** Succeeds, and is gone some time later. */
export function expired(options: Options<ExpiredPlay> = {}): ExpiredPlay {
  return { play: "expired", ...options };
}
/** Succeeds, is set going again, and succeeds again. */
export function reopens(options: Options<ReopensPlay> = {}): ReopensPlay {
  return { play: "reopens", ...options };
}
/** Says the word of success between two phases, before it really ends. */
export function transientSuccess(options: Options<TransientSuccessPlay> = {}): TransientSuccessPlay {
  return { play: "transientSuccess", ...options };
}
