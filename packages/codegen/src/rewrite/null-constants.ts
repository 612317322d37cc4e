import { type JsonObject, own } from "../json.ts";

/** `const: null` is the type null; the type generator does not see a constant in it. */
export function typeNullConstants(schema: JsonObject): JsonObject {
  if (own(schema, "const") !== null) return schema;
  const { const: _, ...rest } = schema;
  return { ...rest, type: "null" };
}
