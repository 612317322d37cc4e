import { isObject, type Json, type JsonObject, own, ownArray } from "../json.ts";

/**
 * A part of an `allOf` that only says what is required is about the other parts: they get it. The type generator would
 * make `unknown` of it and lose what it says.
 */
export function mergeRequiredParts(schema: JsonObject): JsonObject {
  const parts = ownArray(schema, "allOf");
  const required = parts.filter(isRequiredOnly).flatMap((part) => ownArray(part, "required"));
  if (required.length === 0) return schema;
  return {
    ...schema,
    required: [...new Set([...ownArray(schema, "required"), ...required])],
    allOf: parts.filter((part) => !isRequiredOnly(part)),
  };
}

const silent = new Set(["required", "type", "description", "title"]);

function isRequiredOnly(part: Json): boolean {
  return (
    isObject(part) && own(part, "required") !== undefined && Object.keys(part).every((key) => silent.has(key))
  );
}
