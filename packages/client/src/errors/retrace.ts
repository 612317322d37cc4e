import { ApiError } from "./api-error.ts";

/** Part of every engine, and in no type of the web. */
const engine = Error as ErrorConstructor & { captureStackTrace?(error: Error): void };

/** Lets the trace of an error lead to the caller: where it is made, all ten frames that engines keep are the client's. */
export function retrace(error: unknown): unknown {
  if (error instanceof ApiError) engine.captureStackTrace?.(error);
  return error;
}
