import { isObject, type Json, type JsonObject, own, ownObject } from "../json.ts";

/**
 * An object with named properties and further ones of another type: in TypeScript an index signature covers the named
 * ones too, so that no value would fit both. The signature gets their types as well.
 */
export function widenMaps(schema: JsonObject): JsonObject {
  const others = own(schema, "additionalProperties");
  const properties = Object.values(ownObject(schema, "properties"));
  if (!isObject(others) || Object.keys(others).length === 0 || properties.length === 0) return schema;
  const shapes = new Map(
    [others, ...properties].map((value) => [JSON.stringify(value), withoutNotes(value)]),
  );
  return { ...schema, additionalProperties: { anyOf: [...shapes.values()] } };
}

function withoutNotes(schema: Json): Json {
  if (!isObject(schema)) return schema;
  const { title: _, description: __, ...rest } = schema;
  return rest;
}
