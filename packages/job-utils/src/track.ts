import type { Alarms, Sleeper } from "./alarms.ts";
import type { CallOptions, Clock } from "./call.ts";
import type { JobDefinition, JobTypes, PollFacts } from "./definition.ts";
import type { JobErrorFacts } from "./errors/job-error.ts";
import type { FailedRead } from "./failed-read.ts";
import { proceed } from "./follow.ts";
import type { Job, JobRef } from "./job.ts";
import { noWords } from "./observe.ts";
import type { Pace } from "./pace.ts";
import type { TakeTurn } from "./rate-limit.ts";
import { refOf } from "./ref.ts";
import type { ScheduleFacts } from "./schedule.ts";

/** A job as a kind of type `T` gives it. */
export type JobOf<T extends JobTypes> = Job<T["output"], T["body"]>;

/** Somebody who waits for a job. */
export interface Watcher<T extends JobTypes> {
  /** Called after every good read; the same state again is no news. */
  deliver(job: JobOf<T>): void;
  /** A read failed: the watcher decides whether to go on. */
  refuse(read: SharedFailure, error: unknown): void;
  /** How long this wait wants to wait before the next read, in milliseconds. */
  delayMs(facts: ScheduleFacts): number;
  /** The job is watched by other means for now, so this wait needs no reads. */
  readonly isCovered: boolean;
  /** Whether this wait keeps the process alive. */
  readonly keepAlive: boolean;
}

/** What a failed read means for all who wait; each counts its own failures. */
export type SharedFailure = Omit<FailedRead, "failures" | "failingMs">;

/** What all jobs of one bound kind share. */
export interface Bound<T extends JobTypes> {
  readonly definition: JobDefinition<T>;
  readonly client: T["client"];
  readonly clock: Clock;
  /** The timer of all who sleep. */
  readonly alarms: Alarms;
  /** The clock's monotonic time in whole milliseconds, which take half the memory of fractions. */
  now(): number;
  readonly random: () => number;
  /** Origin and tenant of the client, for refs. */
  at(): string | undefined;
  /** The documented rate, kept for all reads of the client. */
  readonly takeTurn: TakeTurn | undefined;
  /** How a job with a long poll is looked at; absent without one. */
  readonly hold?: ((track: Track<T>) => Promise<unknown>) | undefined;
}

/** Events that reach this process by themselves, so that reads are only a safety net. */
export interface Push {
  readonly isOpen: boolean;
  /** Keeps the events coming for somebody; the answer lets go. Calls back at their end. */
  join(onEnd: () => void): () => void;
}

/** The state of the long poll of a job. */
export interface HoldState {
  /** The next look is a long poll and not a read. */
  isNext: boolean;
  /**
   * How long the provider held the last long poll; the pauses up to the next one are shorter by it. Without bounds before
   * the first, which comes at once.
   */
  creditMs: number;
}

/** Keeps tracks while somebody needs them. */
export interface TrackRegistry<T extends JobTypes> {
  add(track: Track<T>): void;
  remove(track: Track<T>): void;
}

/** One job while somebody needs its state: who waits, what is known, and what is under way for all of them. */
export class Track<T extends JobTypes> implements Sleeper {
  /** Replaced at every change, so that who goes through it sees it as it was. */
  watchers: readonly Watcher<T>[] = [];

  job: JobOf<T> | undefined;
  /** The job as an earlier wait saw it last. It says nothing about now. */
  before: JobOf<T> | undefined;
  pace: Pace = { status: undefined, hintMs: 0 };
  /** When this process started the job, on the monotonic clock. */
  startedAtMs: number | undefined;
  /** Nothing was read since the start, so that the first read can wait. */
  isNew = false;
  /** When `job` was read. */
  seenAtMs: number = Number.NEGATIVE_INFINITY;

  /** Requests that looked at the job: reads and long polls. */
  attempts = 0;
  /** Failed reads in a row. */
  failures = 0;
  /** The last read was refused with 401. */
  isRefused = false;
  /** How often each raw status was read. */
  readonly observed: Record<string, number> = noWords();
  /** How often a read showed an ended job as not ended, or came in behind a later one. Ignored. */
  regressions = 0;
  /**
   * Number of the last request sent, and of the latest whose answer counted. What is told later than it was asked for, by a
   * long poll or a list, takes a number of its own when it comes.
   */
  sent = 0;
  counted = 0;

  /** The read that is under way, for everybody who asks. */
  reading: Promise<JobOf<T>> | undefined;
  /** Counts what {@link forgetReading} forgot, so that an old read does not clear a new one. */
  readings = 0;
  /** The loop is looking at the job at the moment; when it last did, and when it will next. */
  isLooking = false;
  lookedAtMs: number | undefined;
  planAtMs = 0;
  /** Somebody asked for a read since the last one, and when such a read was made. */
  isNudged = false;
  nudgedAtMs: number = Number.NEGATIVE_INFINITY;
  /** The long poll, if the kind has one and it has not proved to be missing here; and how to break off one under way. */
  hold: HoldState | undefined;
  breakOff: (() => void) | undefined;
  push: Push | undefined;
  /** Somebody has waited here, or asked: what comes after the last has left begins on a new track. */
  isUsed = false;

  alarmIndex = -1;
  alarmKeeps = false;
  /** Another track of the same id, in the registry. */
  next: Track<T> | undefined;

  readonly bound: Bound<T>;
  readonly id: string;
  readonly params: T["params"];
  /** Key and headers of everybody on this track. */
  readonly call: CallOptions;
  readonly #registry: TrackRegistry<T> | undefined;
  #users = 0;
  #requests = 0;
  #controller: AbortController | undefined;
  #leavePush: (() => void) | undefined;

  constructor(
    bound: Bound<T>,
    address: { readonly id: string; readonly params: T["params"] },
    call: CallOptions,
    registry?: TrackRegistry<T>,
  ) {
    this.bound = bound;
    this.id = address.id;
    this.params = address.params;
    this.call = call;
    this.#registry = registry;
    if (bound.hold !== undefined) this.hold = { isNext: false, creditMs: Number.MAX_SAFE_INTEGER };
  }

  get poll(): PollFacts {
    return this.bound.definition.poll ?? {};
  }

  get isWatched(): boolean {
    return this.watchers.length > 0;
  }

  get keepAlive(): boolean {
    return this.watchers.some((watcher) => watcher.keepAlive);
  }

  get ref(): JobRef {
    const { definition, at } = this.bound;
    return refOf(definition, this.id, this.params as Readonly<Record<string, unknown>>, at());
  }

  /** What errors about this job say. */
  get facts(): JobErrorFacts {
    const { job = this.before, ref, attempts, observed } = this;
    const { provider, kind } = this.bound.definition;
    return { provider, kind, ref, job, attempts, observed: { ...observed } };
  }

  /** Counts somebody in who needs the job, until `leave`. */
  enter(): void {
    this.#users += 1;
    this.isUsed = true;
    if (this.#users === 1) this.#registry?.add(this);
    this.#leavePush ??= this.push?.join(() => this.nudge());
  }

  /** The last one out stops what is under way. */
  leave(): void {
    this.#users -= 1;
    if (this.#users > 0) return;
    this.#controller?.abort();
    this.#controller = undefined;
    this.forgetReading();
    this.breakOff?.();
    this.#leavePush?.();
    this.#registry?.remove(this);
  }

  /** A request begins. Its signal aborts when nobody needs the job any more; a job that sleeps keeps none. */
  beginRequest(): AbortSignal {
    this.#requests += 1;
    this.#controller ??= new AbortController();
    return this.#controller.signal;
  }

  endRequest(): void {
    this.#requests -= 1;
    if (this.#requests === 0) this.#controller = undefined;
  }

  /** The read that is under way says nothing about the time from now on. */
  forgetReading(): void {
    this.reading = undefined;
    this.readings += 1;
  }

  /** Makes a read due: now, or as soon as it is allowed. */
  nudge(): void {
    this.isNudged = true;
    if (this.hold !== undefined) this.hold.isNext = false;
    this.breakOff?.();
    proceed(this);
  }

  wake(): void {
    proceed(this);
  }
}
