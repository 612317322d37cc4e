import type { CallOptions, EventStream, Reply } from "./call.ts";
import type { JobStatus } from "./job.ts";

/** What a kind of job is made of, at the type level. */
export interface JobTypes {
  /** The client whose operations the definition calls. */
  readonly client: unknown;
  /** Start operation to its input; empty for a kind that nobody starts. */
  readonly starts: object;
  /** Parameters of the read beside the id, by wire name; `{}` for none. */
  readonly params: object;
  /** The body of the read operation. */
  readonly body: unknown;
  readonly output: unknown;
  /** One event of the provider's stream; `never` without one. */
  readonly event: unknown;
  /** Input of the list operation; `never` without one. */
  readonly list: unknown;
  /** What the kind can do beside being read: `cancel`, `list`, `stream`, `action` (it may end up in `requires_action`). */
  readonly can: string;
}

/** Where a job is: all that its operations need. */
export interface JobAddress<Params = object> {
  readonly id: string;
  /** Parameters of the read beside the id, by wire name. */
  readonly params: Params;
}

/** A job address that can also give the job's body, for an operation that needs a value of it. */
export interface ReadableAddress<Params, Body> extends JobAddress<Params> {
  /** The body last read, or one read now. */
  body(): Promise<Body>;
}

/** What a start's answer says of the new job. */
export interface Started<Body> {
  readonly reply: Reply;
  /** The id as the provider wrote it; a start that yields none is an error of its own. */
  readonly id: unknown;
  readonly params?: Readonly<Record<string, unknown>>;
  /** The first state of the job, when the start answers with the same body as the read. */
  readonly body?: Body | undefined;
}

/** One operation that creates jobs of a kind. */
export interface StartOperation<Client, Input, Body, Event> {
  readonly call: (client: Client, input: Input, options: CallOptions) => Promise<Started<Body>>;
  /** The same start, answered by a stream of events. */
  readonly stream?: (client: Client, input: Input, options: CallOptions) => Promise<EventStream<Event>>;
  /** The job's id in an event of `stream`. */
  readonly idIn?: (event: Event) => unknown;
  /** Parameters of the read that are known from the input, for a start that streams. */
  readonly params?: (input: Input) => Readonly<Record<string, unknown>>;
  /** Named in the error of a start whose fate is unknown: the operation in which to look for the job. */
  readonly lookIn?: string;
  /** The answer may take as long as the job, so the wait's deadline is its time limit and not the client's. */
  readonly mayHold?: true;
}

/** The values of a job's fields, as the provider wrote them. The engine reads them by its own rules. */
export interface Located<Output> {
  readonly id?: unknown;
  readonly status: unknown;
  readonly statusMessage?: unknown;
  readonly cancelRequested?: unknown;
  readonly attempt?: unknown;
  readonly progress?: { readonly percent?: unknown; readonly current?: unknown; readonly total?: unknown };
  /** A time, or a list of which the first that is one counts: `||` would stop at the zero time of Go. So are the others. */
  readonly createdAt?: unknown;
  readonly startedAt?: unknown;
  /** Reported only for a job that has ended, so a time of the last change may stand here. */
  readonly completedAt?: unknown;
  readonly expiresAt?: unknown;
  /** The output, where one value of the body is the output. */
  readonly output?: Output | null | undefined;
  /** The output, where it is put together from several values; parts without a value are left out. */
  readonly outputParts?: { readonly [K in keyof Output]?: Output[K] | null | undefined };
  readonly outputExpiresAt?: unknown;
  readonly failure?: { readonly message: unknown; readonly code?: unknown; readonly details?: unknown };
  /** What the job waits for, if its status is `requires_action`. */
  readonly actions?: readonly LocatedAction[];
}

/** An action before its values were read. */
export interface LocatedAction {
  readonly id: unknown;
  readonly kind: string;
  readonly summary?: unknown;
  readonly operation: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** What hand-written code may improve of a job. It never decides a status. */
export interface Refinement<Output> {
  readonly statusMessage?: string | undefined;
  readonly progress?:
    | { readonly percent?: number; readonly current?: number; readonly total?: number }
    | undefined;
  readonly output?: Output | undefined;
  readonly failure?:
    | { readonly message?: string; readonly code?: string; readonly details?: unknown }
    | undefined;
}

/** Facts about how often a kind may be read, in milliseconds. */
export interface PollFacts {
  /** The usual duration: the first read waits this long. */
  readonly firstMs?: number;
  /** Never read more often. Default 500. */
  readonly minMs?: number;
  /** Never read less often. Default 60,000. */
  readonly maxMs?: number;
}

/**
 * One kind of job: how it is started, read and understood (protocol 1). What the compiler emits from `x-jobs` is exactly
 * what a person writes by hand with {@link defineJob}. It is data and small functions; it holds no state and never waits.
 */
export interface JobDefinition<T extends JobTypes> {
  readonly protocol: 1;
  /** Never set: carries the types for whoever binds the definition. */
  readonly types?: T;
  readonly provider: string;
  readonly kind: string;
  /** Earlier names of the kind; refs that carry one are accepted. */
  readonly formerly?: readonly string[];

  readonly starts: {
    readonly [K in keyof T["starts"]]: StartOperation<T["client"], T["starts"][K], T["body"], T["event"]>;
  };
  readonly read: (
    client: T["client"],
    job: JobAddress<T["params"]>,
    options: CallOptions,
  ) => Promise<Reply<T["body"]>>;
  readonly longPoll?: {
    readonly call: (
      client: T["client"],
      job: JobAddress<T["params"]>,
      options: CallOptions,
    ) => Promise<Reply<T["body"]>>;
    /** How long the server holds the request at most, in milliseconds. */
    readonly holdMs: number;
    /** HTTP statuses that mean "not yet". */
    readonly pending: readonly number[];
  };
  readonly events?: {
    readonly open?: (
      client: T["client"],
      job: JobAddress<T["params"]>,
      options: CallOptions,
    ) => Promise<EventStream<T["event"]>>;
    /** Event types after which nothing follows. */
    readonly until: readonly string[];
  };
  readonly cancel?: (
    client: T["client"],
    job: ReadableAddress<T["params"], T["body"]>,
    options: CallOptions,
  ) => Promise<Reply>;
  readonly list?: {
    readonly pages: (
      client: T["client"],
      input: T["list"],
      options: CallOptions,
    ) => AsyncIterable<readonly T["body"][]>;
    /** Parameters of the read that an item of the list shares with the list's input. */
    readonly params?: (input: T["list"], item: T["body"]) => Readonly<Record<string, unknown>>;
    /** The list in which a job stands, for reading many jobs at once. */
    readonly inputOf?: (job: JobAddress<T["params"]>, body: T["body"] | undefined) => T["list"] | undefined;
    /** Jobs that one page of `inputOf` holds. */
    readonly pageSize?: number;
  };

  /** Raw word to status. Words match exactly; a word that is missing here is `unknown`. */
  readonly statuses: Readonly<Record<string, JobStatus>>;
  /** Exceptions to the table: the first answer that is a status wins. */
  readonly when?: (body: T["body"]) => JobStatus | undefined;
  readonly locate: (body: T["body"]) => Located<T["output"]>;
  /** Hand-written improvements; see {@link Refinement}. */
  readonly refine?: ((body: T["body"], located: Located<T["output"]>) => Refinement<T["output"]>) | undefined;
  /** Raw words that are the caller's or the provider's doing. */
  readonly faults?: { readonly caller?: readonly string[]; readonly platform?: readonly string[] };

  readonly poll?: PollFacts;
  /** A documented request limit that reads of this kind share, per client. */
  readonly rate?: { readonly requests: number; readonly perMs: number };
  /** Default deadline of a wait, in milliseconds. */
  readonly timeoutMs?: number;
  /** The provider may set a finished job going again. */
  readonly reopens?: true;
  /** What `can` of the types says, for code that has only the value. */
  readonly can: readonly T["can"][];
}

/** Any definition, whatever its types. */
export interface AnyJobDefinition {
  readonly protocol: 1;
  readonly types?: JobTypes;
  readonly provider: string;
  readonly kind: string;
  readonly starts: object;
  readonly read: (...input: never) => Promise<Reply>;
}

/**
 * Writes a definition by hand, for an API without a spec. The answer is the definition itself; this function only checks
 * its types.
 */
export function defineJob<T extends JobTypes>(definition: JobDefinition<T>): JobDefinition<T> {
  return definition;
}
