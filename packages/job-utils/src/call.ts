/**
 * The seam between this engine and any HTTP client. The two know each other only through these shapes;
 * neither imports the other.
 */

/** The answer to one call. */
export interface Reply<Raw = unknown> {
  /** The parsed body. `undefined` when the call was told not to parse it. */
  readonly raw: Raw;
  readonly httpStatus: number;
  /** A response header; absent, and unreadable in a browser (CORS), are both `undefined`. */
  header(name: string): string | undefined;
  /** How long the server asked to wait before the next call (`Retry-After` and its kin), in milliseconds. */
  readonly retryAfterMs?: number;
  /** When the answer arrived, on the client's monotonic clock, in milliseconds. */
  readonly receivedAtMs: number;
}

/** What the engine tells a call. */
export interface CallOptions {
  readonly signal?: AbortSignal;
  /** Time limit of one attempt in milliseconds. `Infinity` for none. */
  readonly timeoutMs?: number;
  /** How often the client sends the call again by itself. The engine reads with 0. */
  readonly retries?: number;
  /** `false`: drain the body unread and leave `raw` undefined. */
  readonly parse?: boolean;
  /** HTTP statuses that are answers and not errors for this call (408 of a long poll). */
  readonly pending?: readonly number[];
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as `Idempotency-Key` by operations that take one. */
  readonly idempotencyKey?: string;
  /** API key for this call alone. */
  readonly apiKey?: string;
}

/** What the engine reads from an error of a call. A field that is missing is judged as its comment says. */
export interface CallFailure {
  /** Whether the same call may succeed later. Missing: yes, bounded by the error budget. */
  readonly isTransient?: boolean;
  readonly httpStatus?: number;
  /** How long the server asked to wait, in milliseconds. */
  readonly retryAfterMs?: number;
  /** Whether the request may have reached the server. Missing: yes. */
  readonly mayHaveBeenSent?: boolean;
}

/** A stream of server-sent events, already parsed; an event's `type` is in its data. `break` closes it. */
export type EventStream<Event> = AsyncIterable<Event>;

/** What a client object says of itself to the engine. Both are optional for a client written by hand. */
export interface JobClient {
  /** Eight hex digits that name origin and tenant; put into refs and checked when a ref comes back. */
  readonly at?: string;
  /** The clock that the client runs on; the engine uses the same. */
  readonly clock?: Clock;
}

/** Time, passed in so that tests decide it. */
export interface Clock {
  /** Monotonic milliseconds. */
  now(): number;
  /** Wall clock, milliseconds since 1970. */
  date(): number;
  /** Calls back once, `ms` from now; the answer cancels it. `ms` is 0 to 2^31-1. `keepAlive: false` lets the process end. */
  after(ms: number, callback: () => void, keepAlive?: boolean): () => void;
}
