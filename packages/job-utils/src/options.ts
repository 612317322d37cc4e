import type { ErrorBudget } from "./failed-read.ts";
import type { JobRef } from "./job.ts";
import type { Schedule } from "./schedule.ts";

/** Options of everything that waits for a job. */
export interface WaitOptions<J> {
  /** Stops this wait, and no other one on the same job. Rejects in the same turn with `signal.reason`. */
  readonly signal?: AbortSignal;
  /**
   * The deadline of this wait in milliseconds, counted from the start in `run`, `output` and `cancel`; `Infinity` for none. Default: the
   * kind's, else one hour. One last read is made then, and the job itself runs on (JobWaitTimeoutError).
   */
  readonly timeoutMs?: number;
  /**
   * How long to wait between reads, in milliseconds; a server's hint and failed reads make it longer. Default:
   * {@link ageProportional}. What it throws stops the wait (JobCallbackError).
   */
  readonly schedule?: Schedule;
  /** Called with every distinct state of the job, in order. What it throws stops the wait (JobCallbackError). */
  readonly onUpdate?: (job: J) => void;
  /**
   * What to do about a word that nobody mapped. Default `"wait"`: providers add words, the job goes on, and the deadline
   * bounds the wait. It is never success.
   */
  readonly onUnknownStatus?: "wait" | "throw" | ((job: J) => "wait" | "throw");
  /** `"terminal"`: wait on through `requires_action`. Default `"settled"`: a job that waits for you is handed to you. */
  readonly until?: "settled" | "terminal";
  /** `"cancel"`: an abort also asks the provider to cancel the job. Default `"leave"`: the job runs on. */
  readonly onAbort?: "leave" | "cancel";
  /**
   * Failed reads that this wait puts up with, because a failed read says nothing about the job. Default: 5 in a row or two
   * minutes, whichever is later. Refusals (400, 403, 422 …) end it at once, a refused key (401) after one more read, and 404
   * is lag for fifteen seconds after a start.
   */
  readonly errorBudget?: Partial<ErrorBudget>;
  /** `false`: this wait alone does not keep a Node process alive. Default `true`. */
  readonly keepAlive?: boolean;
  /** API key for the requests of this wait. */
  readonly apiKey?: string;
  /** Headers for the requests of this wait. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Options of everything that starts a job. */
export interface StartOptions {
  /** Stops the start. A start that was sent may have created a job all the same. */
  readonly signal?: AbortSignal;
  /**
   * Called with the new job's ref, and awaited, before the first read: store it here, and no crash can lose the job.
   * What it throws stops the wait (JobCallbackError), not the job.
   */
  readonly onStarted?: (ref: JobRef) => void | Promise<void>;
  /** Makes the start safe to send again, where the API takes such a key. Default: a random one. */
  readonly idempotencyKey?: string;
  /** `false`: do not use the provider's event stream. Default `true`. */
  readonly push?: boolean;
  readonly apiKey?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Options of `run` and `output`. */
export interface RunOptions<J> extends WaitOptions<J>, StartOptions {
  readonly signal?: AbortSignal;
  readonly apiKey?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Options of `runAll`; `timeoutMs` is the deadline of each job. */
export interface RunAllOptions<J> extends Omit<RunOptions<J>, "onStarted" | "idempotencyKey"> {
  /** How many jobs run at a time. Default 3: what the small plans of providers allow. */
  readonly concurrency?: number;
  /** As in `run`; `index` says whose input it was. */
  readonly onStarted?: (ref: JobRef, index: number) => void | Promise<void>;
}
