import { ApiError, type ErrorFacts } from "./api-error.ts";

/** What the server said beside its status. */
export interface HttpStatusErrorFacts extends ErrorFacts {
  readonly httpStatus: number;
  /** The parsed body; text if it is no JSON, `undefined` if empty. Keys of the client are struck out of it. */
  readonly body: unknown;
  /** The response headers that are known to be harmless, by lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  /** What the provider says of the failure. */
  readonly providerMessage: string | undefined;
  /** The provider's machine-readable word or number, as text. */
  readonly code: string | undefined;
}

/** The server answered with a status that is no success. */
export class HttpStatusError extends ApiError<HttpStatusErrorFacts> implements HttpStatusErrorFacts {
  override get name(): string {
    return "HttpStatusError";
  }
  declare readonly httpStatus: number;
  declare readonly body: unknown;
  declare readonly headers: Readonly<Record<string, string>>;
  declare readonly providerMessage: string | undefined;
  declare readonly code: string | undefined;
}
