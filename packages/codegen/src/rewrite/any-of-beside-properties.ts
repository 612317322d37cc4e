import { isArray, isObject, type Json, type JsonObject, mapObject, own } from "../json.ts";

const shape = ["type", "properties", "required", "additionalProperties", "patternProperties", "allOf"];

/**
 * `anyOf` beside properties means both; the type generator takes it for one more alternative. What stands beside it
 * becomes a part of an `allOf`. Branches that say nothing that a type could let everything through.
 */
export function separateAnyOf(schema: JsonObject): JsonObject {
  const branches = own(schema, "anyOf");
  if (
    !isArray(branches) ||
    !["properties", "additionalProperties", "allOf"].some((keyword) => own(schema, keyword) !== undefined)
  )
    return schema;
  const beside = mapObject(schema, (value, key) => (shape.includes(key) ? value : undefined));
  const rest = mapObject(schema, (value, key) =>
    shape.includes(key) || key === "anyOf" ? undefined : value,
  );
  const telling = branches.filter((branch) => !isSilent(branch));
  // A branch that says nothing lets everything through.
  const parts: Json[] = telling.length === branches.length ? [beside, { anyOf: telling }] : [beside];
  return parts.length === 1 ? { ...rest, ...beside } : { ...rest, allOf: parts };
}

function isSilent(branch: Json): boolean {
  return (
    isObject(branch) &&
    Object.keys(branch).every(
      (key) =>
        key === "required" || key === "title" || key === "description" || key === "type" || key === "not",
    )
  );
}
