import type { Clock } from "./clock.ts";
import type { Logger, LogLevel } from "./log.ts";
import type { Middleware } from "./pipeline/middleware.ts";

/** A key or a tenant: its value, or a function that is asked for it at every call. */
export type Credential = string | (() => string | Promise<string>);

/** The part of `fetch` that the client uses. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** When and how often the client sends a call again by itself. */
export interface RetryOptions {
  /** How often a call is sent at most, the first time included. Default 3; 1 for never again. */
  readonly maxAttempts?: number | undefined;
  /** Upper end of the first random delay, in milliseconds; it doubles with every attempt. Default 500. */
  readonly baseDelayMs?: number | undefined;
  /** Upper end of every random delay, in milliseconds. Default 8,000. */
  readonly maxDelayMs?: number | undefined;
  /** A call whose server asks to wait longer fails at once, in milliseconds. Default 60,000. */
  readonly maxRetryAfterMs?: number | undefined;
}

/** What every client takes. An API may add options, one per value that it wants (`orgId`). */
export interface ClientOptions {
  /** The API key. Default: the environment variable that the API names, read at every call. */
  readonly apiKey?: Credential | undefined;
  /** Where the API is. A path in it is kept. Default: the API's environment variable, else its public address. */
  readonly baseUrl?: string | undefined;
  /** Sends the requests. Default: `globalThis.fetch`, looked up at every call. */
  readonly fetch?: Fetch | undefined;
  /** Sent with every request to the API. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Time limit of one attempt, its body included, in milliseconds. Default 60,000. `Infinity` for none. */
  readonly timeoutMs?: number | undefined;
  /**
   * Time limit of a whole call with its waits and further attempts, in milliseconds. `Infinity` for none.
   * Default 600,000, or the limit of one attempt if that is longer.
   */
  readonly totalTimeoutMs?: number | undefined;
  /**
   * The most that is read of one body, or of one event of a stream, in bytes. Default 268,435,456 (256 MiB), because a small
   * answer can unpack into more than the memory holds. `Infinity` for no limit.
   */
  readonly maxBodyBytes?: number | undefined;
  /** When and how often a call is sent again that may be. Default: 3 attempts, after 0 to 8 seconds each. */
  readonly retry?: RetryOptions | undefined;
  /** Is told what happens, never a secret. `console` will do. Default: none. */
  readonly logger?: Logger | undefined;
  /** The least important level that the logger is told. Default `"warn"`. */
  readonly logLevel?: LogLevel | undefined;
  /** Functions around every attempt, the first outermost. Each may send again. */
  readonly middleware?: readonly Middleware[] | undefined;
  /** Tells the time and sets timers. Default: the machine's; a simulator brings its own. */
  readonly clock?: Clock | undefined;
  /** Random numbers from 0 to 1, for the delays. Default `Math.random`. */
  readonly random?: (() => number) | undefined;
}

/** What one call takes. */
export interface RequestOptions {
  /** Ends the call; it then throws the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Time limit of one attempt, its body included, in milliseconds. `Infinity` for none. */
  readonly timeoutMs?: number | undefined;
  /** Time limit of the whole call, in milliseconds. `Infinity` for none. */
  readonly totalTimeoutMs?: number | undefined;
  /** The most that is read of the body, or of one event of a stream, in bytes. `Infinity` for no limit. */
  readonly maxBodyBytes?: number | undefined;
  /** How often the client sends the call again by itself. 0 for never, whatever happens. */
  readonly retries?: number | undefined;
  /** `false`: drain the body unread and leave the result undefined. */
  readonly parse?: boolean | undefined;
  /** HTTP statuses that are answers and not errors for this call. */
  readonly pending?: readonly number[] | undefined;
  /** Sent with this call; the same header of the client gives way. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Sent as `Idempotency-Key` by operations that take one. Default there: a random one per call. */
  readonly idempotencyKey?: string | undefined;
  /** API key for this call alone. */
  readonly apiKey?: string | undefined;
}

/** What a call for pages takes. Time limits and retries hold for each page. */
export interface PageOptions extends RequestOptions {
  /** Stop after so many pages. Default: none. */
  readonly maxPages?: number | undefined;
  /** Stop after so many items; the last page is cut. Default: none. */
  readonly maxItems?: number | undefined;
}
