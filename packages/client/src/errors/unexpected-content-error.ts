import { ApiError, type ErrorFacts } from "./api-error.ts";

/** What came instead. */
export interface UnexpectedContentErrorFacts extends ErrorFacts {
  readonly httpStatus: number;
  readonly contentType: string | undefined;
  /** How the body begins: at most 200 characters, keys of the client struck out. */
  readonly excerpt: string;
}

/** The status is a success and the body is not what the operation answers with: HTML, broken JSON, nothing. */
export class UnexpectedContentError
  extends ApiError<UnexpectedContentErrorFacts>
  implements UnexpectedContentErrorFacts
{
  override get name(): string {
    return "UnexpectedContentError";
  }
  declare readonly httpStatus: number;
  declare readonly contentType: string | undefined;
  declare readonly excerpt: string;
}
