import { ApiError } from "./api-error.ts";

/** There was no answer, or it broke off: no network, no such host, a lost connection. `cause` is what `fetch` threw. */
export class ConnectionError extends ApiError {
  override get name(): string {
    return "ConnectionError";
  }
}
