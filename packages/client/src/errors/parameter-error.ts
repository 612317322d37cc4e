import { ApiError, type ErrorFacts } from "./api-error.ts";

/** Which one. */
export interface ParameterErrorFacts extends ErrorFacts {
  readonly parameter: string;
}

/** A parameter, header or option has a value that cannot be sent as it is. Nothing was sent. */
export class ParameterError extends ApiError<ParameterErrorFacts> implements ParameterErrorFacts {
  override get name(): string {
    return "ParameterError";
  }
  declare readonly parameter: string;
}
