import { ApiError, type ErrorFacts } from "./api-error.ts";

/** Which value. */
export interface MissingKeyErrorFacts extends ErrorFacts {
  /** The client option that gives the value. */
  readonly option: string;
  /** The environment variable that gives it otherwise. */
  readonly variable: string | undefined;
}

/** A value that the API wants to be told with every call was not given. Nothing was sent. */
export class MissingKeyError extends ApiError<MissingKeyErrorFacts> implements MissingKeyErrorFacts {
  override get name(): string {
    return "MissingKeyError";
  }
  declare readonly option: string;
  declare readonly variable: string | undefined;
}
