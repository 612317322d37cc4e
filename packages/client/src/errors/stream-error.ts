import { ApiError } from "./api-error.ts";

/** A stream of events broke off, or held an event that is no JSON. What it told of may go on at the provider. */
export class StreamError extends ApiError {
  override get name(): string {
    return "StreamError";
  }
}
