import { isObject, type Json, type JsonObject, own } from "../json.ts";
import { typesOf } from "../model/schema.ts";

const shapes = ["properties", "patternProperties", "allOf", "anyOf", "oneOf", "enum", "const", "$ref"];

/** `type: object` alone is an object of anything; the type generator takes it for one without keys. */
export function openBareObjects(schema: JsonObject): JsonObject {
  const isBare = typesOf(schema).includes("object") && !shapes.some((keyword) => says(own(schema, keyword)));
  return isBare && own(schema, "additionalProperties") === undefined
    ? { ...schema, additionalProperties: true }
    : schema;
}

function says(value: Json | undefined): boolean {
  return value !== undefined && !(isObject(value) && Object.keys(value).length === 0);
}
