import { abortable } from "./abort.ts";
import type { CallOptions } from "./call.ts";
import { text } from "./coerce.ts";
import type { JobTypes, StartOperation } from "./definition.ts";
import { JobCallbackError } from "./errors/job-callback-error.ts";
import { sentenceOf } from "./errors/job-error.ts";
import { JobStartUncertainError } from "./errors/job-start-uncertain-error.ts";
import { failureOf } from "./failed-read.ts";
import { accept } from "./look.ts";
import type { StartOptions } from "./options.ts";
import { type Bound, Track, type TrackRegistry } from "./track.ts";
import { deadlineOf } from "./wait.ts";

/** A start of a kind, whatever its input; the caller's type has checked that. */
export type StartOf<T extends JobTypes> = StartOperation<T["client"], unknown, T["body"], T["event"]>;

/** Where jobs are started, and what keeps their tracks. */
export interface StartContext<T extends JobTypes> {
  readonly bound: Bound<T>;
  readonly registry?: TrackRegistry<T>;
}

/** One way to start a job: by an answer, or by a stream of events. */
export type StartWay<T extends JobTypes> = (
  context: StartContext<T>,
  operation: StartOf<T>,
  input: unknown,
  options: StartOptions & { readonly timeoutMs?: number },
) => Promise<Track<T>>;

/**
 * Starts a job, once, and tells the caller its ref before anything else happens. Where the API streams, the job is there at
 * the event that names it.
 *
 * @throws {JobStartUncertainError} The start was sent and no usable answer came back.
 */
export async function start<T extends JobTypes>(
  way: StartWay<T>,
  ...[context, operation, input, options]: Parameters<StartWay<T>>
): Promise<Track<T>> {
  const { signal, onStarted } = options;
  signal?.throwIfAborted();
  const track = await abortable(way(context, operation, input, options), signal).catch((error: unknown) => {
    signal?.throwIfAborted();
    if (!isUncertain(error)) throw error;
    const what = error instanceof NoId ? error.message : `it was sent, and then failed: ${sentenceOf(error)}`;
    throw new JobStartUncertainError(what, operation.lookIn, context.bound.definition, error);
  });
  try {
    if (onStarted !== undefined) await abortable(Promise.resolve(onStarted(track.ref)), signal);
  } catch (error) {
    signal?.throwIfAborted();
    throw new JobCallbackError("onStarted", track.facts, error);
  }
  return track;
}

/** A start whose answer names no job. */
export class NoId extends Error {}

/** Starts a job by the plain operation. */
export async function startByCall<T extends JobTypes>(
  ...[context, operation, input, options]: Parameters<StartWay<T>>
): Promise<Track<T>> {
  const { definition, client, now } = context.bound;
  const { signal, idempotencyKey, timeoutMs } = options;
  const sentAtMs = now();
  const started = await operation.call(client, input, {
    ...perCall(options),
    ...(signal && { signal }),
    ...(idempotencyKey !== undefined && { idempotencyKey }),
    ...(operation.mayHold && { timeoutMs: deadlineOf(definition, timeoutMs) }),
  });
  const id = text(started.id);
  if (id === undefined) throw new NoId(`the answer (HTTP ${started.reply.httpStatus}) holds no id.`);
  const track = startedTrack(context, id, started.params, options, sentAtMs);
  try {
    if (started.body !== undefined) accept(track, started.body, started.reply, 0);
  } catch {
    // The job is there, whatever its first state looks like: a read tells.
  }
  return track;
}

/** The track of a job that was just started. */
export function startedTrack<T extends JobTypes>(
  { bound, registry }: StartContext<T>,
  id: string,
  params: T["params"] | undefined,
  options: StartOptions,
  sentAtMs: number,
): Track<T> {
  const track = new Track<T>(bound, { id, params: params ?? {} }, perCall(options), registry);
  track.startedAtMs = sentAtMs;
  track.isNew = true;
  track.pace = { ...track.pace, phaseSinceMs: sentAtMs, jobSinceMs: sentAtMs };
  return track;
}

/** Whether a failed start may have created a job: it may have been sent, and was not refused. */
function isUncertain(error: unknown): boolean {
  const { mayHaveBeenSent = true, httpStatus } = failureOf(error);
  if (!mayHaveBeenSent) return false;
  return httpStatus === undefined || httpStatus < 400 || httpStatus === 408 || httpStatus >= 500;
}

const nothing: CallOptions = {};

/** Key and headers, for all calls about a job, on top of those given before. */
export function perCall(
  { apiKey, headers }: Pick<StartOptions, "apiKey" | "headers">,
  before: CallOptions = nothing,
): CallOptions {
  if (apiKey === undefined && headers === undefined) return before;
  return { ...before, ...(apiKey !== undefined && { apiKey }), ...(headers !== undefined && { headers }) };
}
