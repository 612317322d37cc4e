import { UnexpectedContentError } from "../errors/unexpected-content-error.ts";
import { strikeOut } from "../redact.ts";
import { type Call, factsOf } from "./call.ts";

/** Reads the body of an answer as the operation declares it. */
export async function readBody(call: Call, response: Response): Promise<unknown> {
  const { operation, options } = call;
  const { returns, method } = operation;
  // A body that nobody wants is read to its end, so that the connection can be used again.
  if (options.parse === false || returns === "none" || method === "HEAD") {
    await response.arrayBuffer().catch(() => {});
    return undefined;
  }
  if (returns === "bytes") return new Uint8Array(await response.arrayBuffer());
  const text = await response.text();
  if (returns === "text") return text;
  return response.ok ? parseJson(call, response, text) : parseLeniently(text);
}

/** JSON with its texts passed through `change`, else the text itself; nothing for an empty text. */
export function parseLeniently(text: string, change?: (text: string) => string): unknown {
  try {
    return JSON.parse(text, change && ((_, value) => (typeof value === "string" ? change(value) : value)));
  } catch {
    return text.trim() ? text : undefined;
  }
}

/** Parses a success. 204 and 205 say themselves that they have no body. */
export function parseJson(call: Call, response: Response, text: string): unknown {
  const contentType = response.headers.get("content-type");
  const isEmpty = !text.trim();
  if (isEmpty && (response.status === 204 || response.status === 205)) return undefined;
  if (isEmpty) throw unexpected(call, response, "an empty body", text);
  if (contentType && !/^(application|text)\/(.+\+)?json\b/i.test(contentType)) {
    throw unexpected(call, response, contentType, text);
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw unexpected(call, response, "broken JSON", text, cause);
  }
}

/** The error of a success whose body is not what is due. */
export function unexpected(
  call: Call,
  response: Response,
  what: string,
  text: string,
  cause?: unknown,
): Error {
  const struck = (said: string) => strikeOut(said, call.secrets);
  return new UnexpectedContentError(`${response.status} with ${struck(what)}`, {
    ...factsOf(call, true, cause),
    httpStatus: response.status,
    contentType: struck(response.headers.get("content-type") ?? "") || undefined,
    excerpt: struck(text).slice(0, 200),
  });
}
