/** What an error can say of the call that failed. */
export interface ErrorFacts {
  readonly provider: string;
  /** Name of the operation. */
  readonly operation: string;
  readonly method?: string | undefined;
  /** Without its query. */
  readonly url?: string | undefined;
  /** How often the request was sent. */
  readonly attempts?: number;
  readonly httpStatus?: number;
  /** The id that the provider gave to the request. */
  readonly requestId?: string | undefined;
  /** How long the server asked to wait, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
  /** Whether the same call may succeed later. */
  readonly isTransient: boolean;
  /** Whether the server may have acted on the call. False only if it provably has not. */
  readonly mayHaveBeenSent: boolean;
  readonly cause?: unknown;
}

const marker = Symbol.for("jobwire.api-error");

/** The base of every error that a client throws, except the reason of an aborted signal. It never holds a secret. */
export class ApiError<Facts extends ErrorFacts = ErrorFacts> extends Error implements ErrorFacts {
  override get name(): string {
    return "ApiError";
  }
  declare readonly provider: string;
  declare readonly operation: string;
  declare readonly method?: string | undefined;
  declare readonly url?: string | undefined;
  declare readonly attempts: number;
  declare readonly httpStatus?: number;
  declare readonly requestId?: string | undefined;
  declare readonly retryAfterMs?: number | undefined;
  declare readonly isTransient: boolean;
  declare readonly mayHaveBeenSent: boolean;

  constructor(message: string, facts: Facts) {
    const { provider, operation, method, url, requestId } = facts;
    const where = url ? ` (${method} ${url}${requestId ? `, request ${requestId}` : ""})` : "";
    super(`${provider} ${operation}: ${message}${where}`, facts);
    Object.assign(this, facts);
    Object.defineProperty(this, marker, { value: true });
  }

  /** Like `instanceof`, also across copies of this package. */
  static isInstance<Class extends ApiError>(
    this: { readonly prototype: Class },
    value: unknown,
  ): value is Class {
    // biome-ignore lint/complexity/noThisInStatic: the class that it is called on is the question.
    const { name } = this.prototype;
    return value instanceof Error && marker in value && (name === "ApiError" || value.name === name);
  }
}
