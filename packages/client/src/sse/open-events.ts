import type { EventStream } from "../client.ts";
import { StreamError } from "../errors/stream-error.ts";
import { type Call, factsOf, maxBodyBytesOf } from "../pipeline/call.ts";
import { unexpected } from "../pipeline/read-body.ts";
import { maxErrorBytes, readText } from "../pipeline/read-pieces.ts";
import type { Scope } from "../pipeline/scope.ts";
import { OpenStream } from "./open-stream.ts";

/** Opens the stream of events that a response holds. From here on only the caller ends it, no time limit. */
export async function openEvents(
  call: Call,
  response: Response,
  scope: Scope,
): Promise<EventStream<unknown>> {
  const contentType = response.headers.get("content-type") ?? "no content type";
  if (!response.body || !/^text\/event-stream\b/i.test(contentType)) {
    const { text } = await readText(response, maxErrorBytes);
    throw unexpected(call, response, contentType, text);
  }
  scope.untimed();
  return new OpenStream(response.body.getReader(), scope, maxBodyBytesOf(call), (problem, cause) => {
    return new StreamError(problem, { ...factsOf(call, true, cause), httpStatus: response.status });
  });
}
