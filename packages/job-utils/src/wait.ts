import { offAbort, onAbort } from "./abort.ts";
import type { Sleeper } from "./alarms.ts";
import type { JobTypes } from "./definition.ts";
import { JobCallbackError } from "./errors/job-callback-error.ts";
import { JobUnknownStatusError } from "./errors/job-unknown-status-error.ts";
import { JobWaitTimeoutError } from "./errors/job-wait-timeout-error.ts";
import { defaultBudget, judge } from "./failed-read.ts";
import { follow, proceed } from "./follow.ts";
import { isTerminal } from "./job.ts";
import { read } from "./look.ts";
import type { WaitOptions } from "./options.ts";
import { readErrorOf } from "./read-error-of.ts";
import { ageProportional, type ScheduleFacts } from "./schedule.ts";
import type { JobOf, SharedFailure, Track, Watcher } from "./track.ts";

/** How long the read at the deadline may take, in milliseconds. */
const lastReadMs = 10_000;

/** How old the answer of a start may be when a wait takes it for the job's state, in milliseconds. */
const freshMs = 500;

/** What a wait is told by the code around it, beside the caller's options. */
export interface WaitContext {
  /** What `onAbort: "cancel"` does. */
  readonly cancel?: () => void;
  /** Since when the deadline counts. Default: now. */
  readonly sinceMs?: number;
  /** Whether the job is watched by other means at the moment. */
  readonly isCovered?: () => boolean;
}

const noContext: WaitContext = {};

/** Waits on a track until the job has settled, or until one of the ways to stop. Cleans up before it settles. */
export function wait<T extends JobTypes>(
  track: Track<T>,
  options: WaitOptions<JobOf<T>>,
  context: WaitContext = noContext,
): Promise<JobOf<T>> {
  if (options.signal?.aborted) return Promise.reject(options.signal.reason);
  return new Promise((resolve, reject) => {
    new Waiter(track, options, context, resolve, reject).begin();
  });
}

/** The deadline of a wait in milliseconds: the caller's (`NaN` counts as not given), the kind's, else an hour. */
export function deadlineOf(kind: { readonly timeoutMs?: number }, timeoutMs: number = Number.NaN): number {
  return Number.isNaN(timeoutMs) ? (kind.timeoutMs ?? 3_600_000) : timeoutMs;
}

/** One wait: a watcher with a signal, a deadline, callbacks and an error budget of its own. */
class Waiter<T extends JobTypes> implements Watcher<T>, Sleeper {
  alarmIndex = -1;
  alarmKeeps = false;
  readonly #track: Track<T>;
  readonly #options: WaitOptions<JobOf<T>>;
  readonly #context: WaitContext;
  readonly #resolve: (job: JobOf<T>) => void;
  readonly #reject: (reason: unknown) => void;
  #seen: JobOf<T> | undefined;
  #goodAtMs: number;
  #failures = 0;
  #isLate = false;
  #isDone = false;

  constructor(
    track: Track<T>,
    options: WaitOptions<JobOf<T>>,
    context: WaitContext,
    resolve: (job: JobOf<T>) => void,
    reject: (reason: unknown) => void,
  ) {
    this.#track = track;
    this.#options = options;
    this.#context = context;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#goodAtMs = track.bound.now();
    track.enter();
    onAbort(options.signal, this.#abort);
  }

  get keepAlive(): boolean {
    return this.#options.keepAlive ?? true;
  }

  get isCovered(): boolean {
    return this.#context.isCovered?.() ?? false;
  }

  begin(): void {
    const { bound, job, attempts, reading, isWatched, seenAtMs } = this.#track;
    const { alarms, definition, now } = bound;
    const deadlineMs = deadlineOf(definition, this.#options.timeoutMs) + (this.#context.sinceMs ?? now());
    if (deadlineMs < Number.POSITIVE_INFINITY) alarms.set(this, deadlineMs);
    this.#track.watchers = [...this.#track.watchers, this];
    // The answer of the start itself counts; any other state is read anew, as it may be over.
    if (job !== undefined && attempts === 0 && now() - seenAtMs < freshMs) this.deliver(job);
    else if (isWatched && attempts > 0 && reading === undefined && !this.isCovered) this.#track.nudge();
    follow(this.#track);
  }

  delayMs(facts: ScheduleFacts): number {
    if (this.isCovered) return Number.POSITIVE_INFINITY;
    try {
      return (this.#options.schedule ?? ageProportional)(facts);
    } catch (error) {
      this.#failIn("schedule", error);
      return Number.POSITIVE_INFINITY;
    }
  }

  deliver(job: JobOf<T>): void {
    if (this.#isDone) return;
    this.#failures = 0;
    this.#goodAtMs = this.#track.bound.now();
    if (job === this.#seen) return;
    this.#seen = job;
    this.#call("onUpdate", () => this.#options.onUpdate?.(job));
    if (this.#settles(job)) this.#finish(() => this.#resolve(job));
    else if (job.status === "unknown") this.#meetUnknown(job);
  }

  refuse(shared: SharedFailure, error: unknown): void {
    if (this.#isDone) return;
    this.#failures += 1;
    const failingMs = this.#track.bound.now() - this.#goodAtMs;
    const failed = { ...shared, failures: this.#failures, failingMs };
    const verdict = judge(failed, { ...defaultBudget, ...this.#options.errorBudget });
    if (verdict !== "read-again") this.#fail(readErrorOf(verdict, failed, this.#track.facts, error));
  }

  #settles({ status }: JobOf<T>): boolean {
    if (isTerminal(status)) return true;
    const { can } = this.#track.bound.definition;
    return status === "requires_action" && this.#options.until !== "terminal" && can.includes("action");
  }

  #meetUnknown(job: JobOf<T>): void {
    const policy = this.#options.onUnknownStatus;
    const answer = typeof policy === "function" ? this.#call("onUnknownStatus", () => policy(job)) : policy;
    if (answer === "throw") this.#fail(new JobUnknownStatusError(job.rawStatus, this.#track.facts));
  }

  /** Calls the caller's code. What it throws, now or as a promise, stops this wait and nothing else. */
  #call(name: string, callback: () => unknown): unknown {
    try {
      const answer = callback();
      if (answer instanceof Promise) answer.catch((error: unknown) => this.#failIn(name, error));
      return answer;
    } catch (error) {
      return this.#failIn(name, error);
    }
  }

  readonly #abort = (): void => {
    this.#fail(this.#options.signal?.reason);
    if (this.#options.onAbort === "cancel") this.#context.cancel?.();
  };

  /** The deadline: one last read, within a time limit. */
  wake(): void {
    const { alarms, definition, now } = this.#track.bound;
    const timeoutMs = deadlineOf(definition, this.#options.timeoutMs);
    const end = (cause?: unknown) => this.#fail(new JobWaitTimeoutError(timeoutMs, this.#track.facts, cause));
    if (this.#isLate) {
      end();
    } else {
      this.#isLate = true;
      alarms.set(this, now() + lastReadMs);
      read(this.#track).then(() => end(), end);
    }
  }

  #failIn(callback: string, error: unknown): void {
    this.#fail(new JobCallbackError(callback, this.#track.facts, error));
  }

  #fail(reason: unknown): void {
    this.#finish(() => this.#reject(reason));
  }

  #finish(settle: () => void): void {
    if (this.#isDone) return;
    this.#isDone = true;
    const track = this.#track;
    track.bound.alarms.clear(this);
    offAbort(this.#options.signal, this.#abort);
    settle();
    track.watchers = track.watchers.filter((watcher) => watcher !== this);
    proceed(track);
    track.leave();
  }
}
