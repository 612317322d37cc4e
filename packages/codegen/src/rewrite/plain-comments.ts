import { commentText } from "../emit/comment.ts";
import { isObject, type JsonObject, own, ownString } from "../json.ts";

/**
 * The type generator prints titles, descriptions, defaults and examples into comments. It gets them harmless and on one
 * line; `title` because it prints that one without a tag. Examples stay in the document.
 */
export function plainComments(value: JsonObject): JsonObject {
  const {
    title: _,
    summary: __,
    description: ___,
    format,
    default: ____,
    example: _____,
    examples: ______,
    ...rest
  } = value;
  const texts = ["title", "summary", "description"]
    .map((key) => ownString(value, key))
    .filter((text) => text !== undefined);
  const note = commentText(texts.map((text) => text.trim()).join("\n\n"));
  const safeFormat = typeof format === "string" && /^[\w.-]+$/.test(format) ? { format } : {};
  return { ...rest, ...safeFormat, ...(note !== "" && { title: note }), ...plainDefault(value) };
}

/** A default that fits into a word is worth a line. */
function plainDefault(value: JsonObject): { readonly default?: string | number | boolean } {
  const given = own(value, "default");
  if (given === undefined || given === null || isObject(given) || typeof given === "object") return {};
  if (typeof given !== "string") return { default: given };
  const text = commentText(given);
  return text === "" ? {} : { default: text };
}
