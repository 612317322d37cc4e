import type { CallOptions, EventStream } from "./call.ts";
import type { AnyJobDefinition, JobTypes } from "./definition.ts";
import type { EndedJob, JobRef, RequiresActionJob } from "./job.ts";
import type { RunAllOptions, RunOptions, StartOptions, WaitOptions } from "./options.ts";
import type { JobOf } from "./track.ts";

/** A job of `T` that has ended. */
export type EndedOf<T extends JobTypes> = EndedJob<T["output"], T["body"]>;

/** A job of `T` that a wait resolves with: ended, or waiting for the caller where the kind knows that. */
export type SettledOf<T extends JobTypes> =
  | EndedOf<T>
  | ("action" extends T["can"] ? RequiresActionJob<T["output"], T["body"]> : never);

/** A wait that goes on through `requires_action`. */
type Terminal<Options> = Options & { readonly until: "terminal" };

/** Options of `cancel`. */
export interface CancelOptions<J> extends WaitOptions<J> {
  /** `false`: resolve at the first read after the provider took the request, ended or not. Default `true`. */
  readonly wait?: boolean;
}

/** A job: what can be done with one whatever its kind. */
export interface BaseHandle<T extends JobTypes> {
  /** Plain JSON: store it, and `attach` goes on in any process. */
  readonly ref: JobRef;
  readonly id: string;
  /** The job as it was last seen through this handle. */
  readonly job: JobOf<T> | undefined;
  /**
   * Waits until the job has settled.
   *
   * @throws {JobWaitTimeoutError} The deadline passed.
   * @throws {JobReadError | JobNotFoundError | JobExpiredError} It cannot be read.
   */
  wait(options: Terminal<WaitOptions<JobOf<T>>>): Promise<EndedOf<T>>;
  wait(options?: WaitOptions<JobOf<T>>): Promise<SettledOf<T>>;
  /**
   * Waits, and gives the output alone.
   *
   * @throws {JobFailedError | JobCancelledError | JobTimedOutError | JobRequiresActionError | JobOutputMissingError}
   */
  output(options?: WaitOptions<JobOf<T>>): Promise<T["output"]>;
  /** Every distinct state, in order, up to the one that the job settles in. `break` stops. */
  watch(options?: WaitOptions<JobOf<T>>): AsyncIterable<JobOf<T>>;
  /**
   * Reads the job now.
   *
   * @throws {JobReadError | JobNotFoundError | JobExpiredError} It cannot be read.
   */
  refresh(options?: { readonly signal?: AbortSignal }): Promise<JobOf<T>>;
  /** Makes everybody who waits for this job read it now: a webhook came in, a tab woke up. */
  nudge(): void;
}

/** Asking the provider to stop the job. */
export interface Cancellable<T extends JobTypes> {
  /**
   * Asks the provider to cancel, waits, and resolves with the state that the job really ends in: it may have succeeded.
   */
  cancel(options: CancelOptions<JobOf<T>> & { readonly wait: false }): Promise<JobOf<T>>;
  cancel(options?: CancelOptions<JobOf<T>>): Promise<EndedOf<T>>;
}

/** The provider's own events about the job. */
export interface Streamed<T extends JobTypes> {
  events(options?: { readonly signal?: AbortSignal }): EventStream<T["event"]>;
}

/** A job of a kind. What the kind cannot do is absent. */
export type JobHandle<T extends JobTypes> = BaseHandle<T> &
  ("cancel" extends T["can"] ? Cancellable<T> : unknown) &
  ("stream" extends T["can"] ? Streamed<T> : unknown);

/** Starting jobs of a kind. */
export interface Starter<T extends JobTypes, Input> {
  /** Starts a job and waits until it has settled. */
  run(input: Input, options: Terminal<RunOptions<JobOf<T>>>): Promise<EndedOf<T>>;
  run(input: Input, options?: RunOptions<JobOf<T>>): Promise<SettledOf<T>>;
  /** Starts a job, waits, and gives the output alone, or throws why there is none. */
  output(input: Input, options?: RunOptions<JobOf<T>>): Promise<T["output"]>;
  /**
   * Starts a job.
   *
   * @throws {JobStartUncertainError} It was sent and no usable answer came back; it is not sent again.
   */
  start(input: Input, options?: StartOptions): Promise<JobHandle<T>>;
  /**
   * Runs one job for each input, at most `concurrency` at a time, and gives the outcome of each, in the order of the inputs:
   * the settled job, or why there is none. One that goes wrong does not stop the others.
   *
   * @throws What `signal` gives as its reason, and nothing else.
   */
  runAll(
    inputs: Iterable<Input>,
    options: Terminal<RunAllOptions<JobOf<T>>>,
  ): Promise<PromiseSettledResult<EndedOf<T>>[]>;
  runAll(
    inputs: Iterable<Input>,
    options?: RunAllOptions<JobOf<T>>,
  ): Promise<PromiseSettledResult<SettledOf<T>>[]>;
}

/** What can be done with a kind that is no start. */
export interface BaseKind<T extends JobTypes> {
  /**
   * A handle on a job that exists, from a ref or the JSON of one. Sends nothing.
   *
   * @throws {JobRefError} It is no ref of this kind, or was made for another origin or tenant.
   */
  attach(ref: JobRef, options?: Pick<CallOptions, "apiKey" | "headers">): JobHandle<T>;
  /** The ref of a job whose id is known. `params` are those of the read beside the id. */
  ref(
    ...address: object extends T["params"]
      ? [id: string, params?: T["params"]]
      : [id: string, params: T["params"]]
  ): JobRef;
}

/** Jobs of a kind, normalized, page by page as they are asked for. */
export interface Listed<T extends JobTypes> {
  list(
    ...input: object extends T["list"]
      ? [input?: T["list"], options?: { readonly signal?: AbortSignal }]
      : [input: T["list"], options?: { readonly signal?: AbortSignal }]
  ): AsyncIterable<JobOf<T>>;
}

type IsUnion<Key, All = Key> = Key extends All ? ([All] extends [Key] ? false : true) : never;

/** With one start: `run`, `output`, `start`. With several: one of these for each, under the operation's name. */
export type StartersOf<T extends JobTypes> = [keyof T["starts"]] extends [never]
  ? unknown
  : IsUnion<keyof T["starts"]> extends true
    ? { readonly [Name in keyof T["starts"]]: Starter<T, T["starts"][Name]> }
    : Starter<T, T["starts"][keyof T["starts"]]>;

/** A kind of job, bound to a client. */
export type JobKind<T extends JobTypes> = BaseKind<T> &
  StartersOf<T> &
  ([T["list"]] extends [never] ? unknown : Listed<T>);

/** The types of a definition. */
export type TypesOf<Definition> = Definition extends { readonly types?: infer T }
  ? T extends JobTypes
    ? T
    : never
  : never;

/** Kinds, bound to a client. */
export type BoundJobs<Definitions extends Readonly<Record<string, AnyJobDefinition>>> = {
  readonly [Kind in keyof Definitions]: JobKind<TypesOf<Definitions[Kind]>>;
};
