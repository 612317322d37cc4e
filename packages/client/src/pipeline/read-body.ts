import { UnexpectedContentError } from "../errors/unexpected-content-error.ts";
import { strikeOut } from "../redact.ts";
import { type Call, factsOf, maxBodyBytesOf } from "./call.ts";
import { readPieces, readText } from "./read-pieces.ts";

/** Reads the body of an answer as the operation declares it. */
export async function readBody(call: Call, response: Response): Promise<unknown> {
  const { operation, options } = call;
  const { returns, method } = operation;
  const maxBytes = maxBodyBytesOf(call);
  // A body that nobody wants is read to its end, so that the connection can be used again.
  if (options.parse === false || returns === "none" || method === "HEAD") {
    await readPieces(response, maxBytes, () => {}).catch(() => {});
    return undefined;
  }
  if (returns === "bytes") {
    const pieces: BlobPart[] = [];
    if (!(await readPieces(response, maxBytes, (piece) => pieces.push(piece as BlobPart))))
      throw tooLong(call, response);
    return new Uint8Array(await new Blob(pieces).arrayBuffer());
  }
  const { text, isWhole } = await readText(response, maxBytes);
  if (!isWhole) throw tooLong(call, response, text);
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

/** Parses a success. Where an operation may answer without a body, 204 and 205 say so. */
export function parseJson(call: Call, response: Response, text: string): unknown {
  const contentType = response.headers.get("content-type");
  const isEmpty = !text.trim();
  if (isEmpty && call.operation.mayBeEmpty && /20[45]/.test(`${response.status}`)) return undefined;
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

/** A body that is too long will be so again. */
function tooLong(call: Call, response: Response, text = ""): Error {
  const what = `a body of more than ${maxBodyBytesOf(call)} bytes; maxBodyBytes allows more`;
  return unexpected(call, response, what, text, undefined, false);
}

/** The error of a success whose body is not what is due. */
export function unexpected(
  call: Call,
  response: Response,
  what: string,
  text: string,
  cause?: unknown,
  isTransient = true,
): Error {
  const struck = (said: string) => strikeOut(said, call.secrets);
  const hint = what.includes("html") ? "; is baseUrl right?" : "";
  return new UnexpectedContentError(`${response.status} with ${struck(what)}${hint}`, {
    ...factsOf(call, isTransient, cause),
    httpStatus: response.status,
    contentType: struck(response.headers.get("content-type") ?? "") || undefined,
    excerpt: struck(text.slice(0, 2_000)).slice(0, 200),
  });
}
