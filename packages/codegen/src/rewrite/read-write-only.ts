import { isObject, type JsonObject, mapObject, own, ownArray } from "../json.ts";
import type { Direction } from "./map-document.ts";

/** A request has no `readOnly` properties, an answer no `writeOnly` ones; neither are they required there. */
export function dropOtherDirection(schema: JsonObject, direction: Direction): JsonObject {
  const properties = own(schema, "properties");
  if (!isObject(properties)) return schema;
  const keyword = direction === "request" ? "readOnly" : "writeOnly";
  const dropped = Object.keys(properties).filter((key) => own(properties[key], keyword) === true);
  if (dropped.length === 0) return schema;
  const required = ownArray(schema, "required").filter((key) => !dropped.includes(String(key)));
  return {
    ...schema,
    properties: mapObject(properties, (value, key) => (dropped.includes(key) ? undefined : value)),
    required,
  };
}
