/** The ends of a job. A job that has one of these statuses never changes again within one wait. */
export type TerminalStatus = "succeeded" | "failed" | "cancelled" | "timed_out";

/** The statuses of a job that has not ended. `unknown` is a word that nobody mapped: never success, never an end. */
export type ActiveStatus = "queued" | "running" | "requires_action" | "unknown";

/** The normalized status of a job of any provider. */
export type JobStatus = ActiveStatus | TerminalStatus;

const terminal: ReadonlySet<JobStatus> = new Set<JobStatus>([
  "succeeded",
  "failed",
  "cancelled",
  "timed_out",
]);

/** Whether a status is one of the four ends. */
export function isTerminal(status: JobStatus): status is TerminalStatus {
  return terminal.has(status);
}

/** Path and query parameters that reading a job needs beside its id. Plain JSON values. */
export type RefParams = Readonly<Record<string, string | number | boolean>>;

/**
 * Where a job is, as plain JSON without secrets: store it, and any process can go on with the job by `attach(ref)`.
 * At most 300 bytes for every kind of the packages in this workspace.
 */
export interface JobRef {
  readonly v: 1;
  readonly provider: string;
  readonly kind: string;
  readonly id: string;
  /** Parameters of the read beside the id, absent if there are none. */
  readonly params?: RefParams;
  /** Eight hex digits of origin and tenant, so that a ref used elsewhere fails before a request is made. */
  readonly at?: string;
}

/** How far a job is. `percent` is 0 to 100; `current` and `total` count the provider's own units. */
export interface JobProgress {
  readonly percent?: number;
  readonly current?: number;
  readonly total?: number;
}

/** Why a job did not succeed. */
export interface JobFailure {
  /** A sentence: the provider's, or one that says that it gave none. */
  readonly message: string;
  /** The provider's machine-readable word or number, as text. */
  readonly code?: string;
  /** Whose doing it is, only where the API tells. */
  readonly fault?: "job" | "platform" | "caller";
  /** Anything more, as the provider sent it. */
  readonly details?: unknown;
}

/** Something that a job in `requires_action` waits for, and the operation that answers it. */
export interface JobAction {
  readonly id: string;
  readonly kind: string;
  readonly summary?: string;
  /** Name of the client operation that answers. */
  readonly operation: string;
  /** The operation's parameters that are known from the job. */
  readonly params: RefParams;
}

/** What every job has, whatever its status. Times are RFC 3339 with an offset. */
export interface JobFacts<Raw = unknown> {
  readonly provider: string;
  readonly kind: string;
  readonly id: string;
  readonly ref: JobRef;
  /** The provider's own word, `""` if it said none. */
  readonly rawStatus: string;
  /** A sentence about the current state. */
  readonly statusMessage?: string;
  /** How often the provider has tried, 1-based. */
  readonly attempt?: number;
  readonly progress?: JobProgress;
  readonly createdAt?: string;
  readonly startedAt?: string;
  /** The time after which the provider forgets the job. */
  readonly expiresAt?: string;
  /** The body that this Job was made from. */
  readonly raw: Raw;
}

/** A job that has not ended. */
export interface ActiveFacts<Output> {
  /** True once a cancel was asked for and not yet carried out. */
  readonly cancelRequested?: true;
  /** What there is of the output so far. */
  readonly partialOutput?: Output;
}

/** A job that has ended without success. */
export interface EndedFacts<Output> {
  readonly completedAt?: string;
  readonly partialOutput?: Output;
}

export interface QueuedJob<Output = unknown, Raw = unknown> extends JobFacts<Raw>, ActiveFacts<Output> {
  readonly status: "queued";
}
export interface RunningJob<Output = unknown, Raw = unknown> extends JobFacts<Raw>, ActiveFacts<Output> {
  readonly status: "running";
}
export interface RequiresActionJob<Output = unknown, Raw = unknown>
  extends JobFacts<Raw>,
    ActiveFacts<Output> {
  readonly status: "requires_action";
  readonly actions: readonly JobAction[];
}
export interface UnknownJob<Output = unknown, Raw = unknown> extends JobFacts<Raw>, ActiveFacts<Output> {
  readonly status: "unknown";
}
export interface SucceededJob<Output = unknown, Raw = unknown> extends JobFacts<Raw> {
  readonly status: "succeeded";
  readonly completedAt?: string;
  /** What the job produced. A provider that reports success and leaves the output out gives `undefined` here. */
  readonly output: Output;
  /** The time after which the output can no longer be fetched. */
  readonly outputExpiresAt?: string;
}
export interface FailedJob<Output = unknown, Raw = unknown> extends JobFacts<Raw>, EndedFacts<Output> {
  readonly status: "failed";
  readonly failure: JobFailure;
}
export interface CancelledJob<Output = unknown, Raw = unknown> extends JobFacts<Raw>, EndedFacts<Output> {
  readonly status: "cancelled";
  readonly failure?: JobFailure;
}
export interface TimedOutJob<Output = unknown, Raw = unknown> extends JobFacts<Raw>, EndedFacts<Output> {
  readonly status: "timed_out";
  readonly failure?: JobFailure;
}

/** A job that has ended. */
export type EndedJob<Output = unknown, Raw = unknown> =
  | SucceededJob<Output, Raw>
  | FailedJob<Output, Raw>
  | CancelledJob<Output, Raw>
  | TimedOutJob<Output, Raw>;

/** A job that has not ended. */
export type ActiveJob<Output = unknown, Raw = unknown> =
  | QueuedJob<Output, Raw>
  | RunningJob<Output, Raw>
  | RequiresActionJob<Output, Raw>
  | UnknownJob<Output, Raw>;

/** A job of any provider, told apart by `status`. */
export type Job<Output = unknown, Raw = unknown> = ActiveJob<Output, Raw> | EndedJob<Output, Raw>;
