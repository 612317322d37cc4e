import { ApiError, type ErrorFacts } from "./api-error.ts";

/** Which limit has passed. */
export interface RequestTimeoutErrorFacts extends ErrorFacts {
  /** That of one attempt (`timeoutMs`) or that of the whole call (`totalTimeoutMs`). */
  readonly limit: "attempt" | "total";
  readonly limitMs: number;
}

/** A time limit of the client has passed. */
export class RequestTimeoutError
  extends ApiError<RequestTimeoutErrorFacts>
  implements RequestTimeoutErrorFacts
{
  override get name(): string {
    return "RequestTimeoutError";
  }
  declare readonly limit: "attempt" | "total";
  declare readonly limitMs: number;
}
