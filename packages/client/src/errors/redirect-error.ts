import { ApiError, type ErrorFacts } from "./api-error.ts";

/** Where to. */
export interface RedirectErrorFacts extends ErrorFacts {
  /** Without its query; `undefined` in a browser, which hides it. */
  readonly location: string | undefined;
}

/** The server answered with a redirect. It is not followed, because the credentials would go along. */
export class RedirectError extends ApiError<RedirectErrorFacts> implements RedirectErrorFacts {
  override get name(): string {
    return "RedirectError";
  }
  declare readonly location: string | undefined;
}
