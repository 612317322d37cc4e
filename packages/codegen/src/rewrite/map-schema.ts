import { isArray, isObject, type Json, type JsonObject, mapObject, setOwn } from "../json.ts";

const single = new Set([
  "items",
  "additionalProperties",
  "not",
  "contains",
  "propertyNames",
  "if",
  "then",
  "else",
  "unevaluatedItems",
  "unevaluatedProperties",
]);
const lists = new Set(["allOf", "anyOf", "oneOf", "prefixItems"]);
const maps = new Set(["properties", "patternProperties", "$defs", "dependentSchemas"]);

/** A schema with every schema in it changed, the innermost first, itself last. Data in it (examples, enum) stays. */
export function mapSchema(schema: Json, change: (schema: JsonObject) => JsonObject): Json {
  if (!isObject(schema)) return schema;
  const result = {};
  for (const key of Object.keys(schema)) setOwn(result, key, mapKeyword(key, schema[key] as Json, change));
  return change(result);
}

function mapKeyword(key: string, value: Json, change: (schema: JsonObject) => JsonObject): Json {
  if (single.has(key)) return mapSchema(value, change);
  if (lists.has(key) && isArray(value)) return value.map((entry) => mapSchema(entry, change));
  return maps.has(key) && isObject(value) ? mapObject(value, (entry) => mapSchema(entry, change)) : value;
}
