import { isArray, type JsonObject, own, ownObject } from "../json.ts";
import type { Direction } from "./map-document.ts";

/** Marks the schema that stands for "or any other string". */
export const anyOtherString = "x-jobwire-any-other-string";

/**
 * An API adds words to its enums without notice, so an enum in an answer also accepts other strings: the known words are
 * completed by editors, and a `switch` over them needs a default. In requests an enum stays closed. `x-jobwire.open` of
 * the schema decides otherwise. One word alone tells variants of a union apart and stays closed.
 */
export function openEnums(schema: JsonObject, direction: Direction): JsonObject {
  const words = own(schema, "enum");
  if (!isArray(words) || words.length < 2 || !words.some((word) => typeof word === "string")) return schema;
  if (!words.every((word) => typeof word === "string" || word === null)) return schema;
  const open = own(ownObject(schema, "x-jobwire"), "open") ?? direction === "response";
  if (open !== true) return schema;
  const { enum: _, type, ...rest } = schema;
  const nullable = words.includes(null) || (isArray(type) && type.includes("null"));
  const known = { type: "string", enum: words.filter((word) => word !== null) };
  return {
    ...rest,
    anyOf: [known, { type: "string", [anyOtherString]: true }, ...(nullable ? [{ type: "null" }] : [])],
  };
}
