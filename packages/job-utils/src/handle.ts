import { abortable } from "./abort.ts";
import type { CallOptions, EventStream } from "./call.ts";
import { askToCancel } from "./cancel.ts";
import type { JobTypes } from "./definition.ts";
import { LiveEvents, typeOf } from "./events.ts";
import { defaultBudget, judge } from "./failed-read.ts";
import type { JobRef } from "./job.ts";
import type { CancelOptions } from "./kind.ts";
import { accept, read, sharedFailure } from "./look.ts";
import type { WaitOptions } from "./options.ts";
import { outputOf } from "./output-of.ts";
import { readErrorOf } from "./read-error-of.ts";
import { refOf } from "./ref.ts";
import { sameValue } from "./same-value.ts";
import { perCall } from "./start.ts";
import type { Bound, JobOf, Track } from "./track.ts";
import type { Tracks } from "./tracks.ts";
import { type WaitContext, wait } from "./wait.ts";
import { watch } from "./watch.ts";
import { withinDeadline } from "./within-deadline.ts";

/** A job. All abilities; the type that callers see leaves out what the kind cannot do. */
export class Handle<T extends JobTypes> {
  readonly id: string;
  readonly #params: T["params"];
  readonly #call: CallOptions;
  readonly #tracks: Tracks<T>;
  #track: Track<T> | undefined;

  /** `track` is that of a job that was just started. */
  constructor(
    tracks: Tracks<T>,
    { id, params, call }: { readonly id: string; readonly params: T["params"]; readonly call: CallOptions },
    track?: Track<T>,
  ) {
    this.id = id;
    this.#params = params;
    this.#call = call;
    this.#tracks = tracks;
    this.#track = track;
  }

  get params(): T["params"] {
    return this.#params;
  }

  /** Key and headers for its calls. */
  get call(): CallOptions {
    return this.#call;
  }

  get bound(): Bound<T> {
    return this.#tracks.bound;
  }

  get ref(): JobRef {
    const { bound, id, params } = this;
    return refOf(bound.definition, id, params as Readonly<Record<string, unknown>>, bound.at());
  }

  get job(): JobOf<T> | undefined {
    return this.#track?.job ?? this.#track?.before;
  }

  wait(options: WaitOptions<JobOf<T>> = {}, context?: WaitContext): Promise<JobOf<T>> {
    const cancel = options.onAbort === "cancel" && { cancel: () => this.cancelQuietly(options) };
    return wait(this.#open(options), options, cancel ? { ...context, ...cancel } : context);
  }

  async output(options: WaitOptions<JobOf<T>> = {}, context?: WaitContext): Promise<T["output"]> {
    const job = await this.wait(options, context);
    return outputOf(job, this.#track?.facts ?? job);
  }

  watch(options: WaitOptions<JobOf<T>> = {}): AsyncIterable<JobOf<T>> {
    return watch<T>(
      (inner) => this.wait(inner),
      options,
      () => this.cancelQuietly(options),
    );
  }

  async refresh(
    options: Pick<WaitOptions<unknown>, "signal" | "apiKey" | "headers"> = {},
  ): Promise<JobOf<T>> {
    const { signal } = options;
    signal?.throwIfAborted();
    const track = this.#open(options);
    track.enter();
    try {
      return await abortable(read(track), signal);
    } catch (error) {
      signal?.throwIfAborted();
      const failed = { ...sharedFailure(track, error), failures: track.failures, failingMs: 0 };
      throw readErrorOf(judge(failed, defaultBudget), failed, track.facts, error);
    } finally {
      track.leave();
    }
  }

  nudge(): void {
    const shared = this.#tracks.find(this, this.#call);
    shared?.nudge();
    if (this.#track !== shared) this.#track?.nudge();
  }

  async cancel(options: CancelOptions<JobOf<T>> = {}): Promise<JobOf<T>> {
    const track = this.#open(options);
    const sinceMs = this.bound.now();
    const known = await withinDeadline(track, options, async (signal) => {
      const ended = await askToCancel(track, signal);
      return ended || options.wait !== false ? ended : this.refresh({ ...options, signal });
    });
    return known ?? this.wait({ ...options, until: "terminal", onAbort: "leave" }, { sinceMs });
  }

  /** Asks to cancel where the wait has been left already, so that there is nobody to tell. */
  cancelQuietly(options: WaitOptions<JobOf<T>>): void {
    askToCancel(this.#open(options)).catch(() => {});
  }

  async *events({ signal }: { readonly signal?: AbortSignal } = {}): EventStream<T["event"]> {
    const { definition, client } = this.bound;
    const { open, until = [] } = definition.events ?? {};
    const live = this.#track?.push;
    if (live instanceof LiveEvents && (live.isOpen || open === undefined)) return yield* live.read(signal);
    signal?.throwIfAborted();
    const address = { id: this.id, params: this.#params };
    const stream = await open?.(client, address, { ...this.#call, ...(signal && { signal }) });
    for await (const event of stream ?? []) {
      const isLast = until.includes(typeOf(event));
      if (isLast) this.nudge(); // events never decide a status, but their end is worth a read
      yield event;
      if (isLast) return;
    }
    this.nudge();
  }

  /** Takes in a state that a list showed, if nothing is known of the job yet. It is later than any read under way. */
  show(body: T["body"]): void {
    const track = this.#track;
    if (track !== undefined && track.job === undefined) accept(track, body, undefined, ++track.sent);
  }

  /** The track to wait on: the one that somebody follows already, else this handle's own, once. */
  #open(options: Pick<WaitOptions<unknown>, "apiKey" | "headers">): Track<T> {
    const call = perCall(options, this.#call);
    const own = this.#track;
    const known = this.#tracks.find(this, call);
    if (known === undefined && own?.isUsed === false && sameValue(own.call, call)) return own;
    const track = known ?? this.#tracks.create(this, call);
    track.before ??= this.job;
    track.startedAtMs ??= own?.startedAtMs;
    track.push ??= own?.push;
    this.#track = track;
    return track;
  }
}
