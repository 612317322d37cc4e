import { isArray, isObject, type Json, type JsonObject, mapObject, own, setOwn } from "../json.ts";

/** Whether a value is sent to the API or comes from it. */
export type Direction = "request" | "response";

/** What a rewrite of a document changes. */
export interface Change {
  /** A schema that stands in a place of a direction; components are left to whoever knows who uses them. */
  schema(schema: Json, direction: Direction): Json;
  /** Any other object that the type generator reads: path item, operation, parameter, header, request body, response. */
  object?(value: JsonObject): JsonObject;
}

const operationKeys = new Set(["get", "put", "post", "patch", "delete", "head", "options", "trace"]);

/** A document with every schema outside of `components.schemas` changed. Callbacks and webhooks are dropped. */
export function mapDocument(document: JsonObject, change: Change): JsonObject {
  const object = change.object ?? ((value) => value);
  const walk = (value: Json | undefined, direction: Direction): Json | undefined => {
    if (isArray(value)) return value.map((entry) => walk(entry, direction) ?? null);
    if (!isObject(value)) return value;
    return object(
      mapObject(value, (entry, key) => {
        if (key === "schema") return change.schema(entry, direction);
        if (key === "content" || key === "headers" || key === "parameters" || key === "requestBody")
          return inside(entry, key, direction);
        return isObject(entry) && "content" in value === false && !isReserved(key)
          ? walk(entry, direction)
          : entry;
      }),
    );
  };
  const inside = (value: Json, key: string, direction: Direction): Json => {
    const next = key === "headers" ? "response" : key === "content" ? direction : "request";
    if (key === "content" || key === "headers")
      return isObject(value) ? mapObject(value, (entry) => walk(entry, next)) : value;
    return walk(value, next) ?? null;
  };
  const operation = (value: Json): Json => {
    if (!isObject(value)) return value;
    return object(
      mapObject(value, (entry, key) => {
        if (key === "parameters" || key === "requestBody") return walk(entry, "request");
        if (key === "responses")
          return isObject(entry) ? mapObject(entry, (response) => walk(response, "response")) : entry;
        return key === "callbacks" ? undefined : entry;
      }),
    );
  };
  const pathItem = (value: Json): Json => {
    if (!isObject(value)) return value;
    return mapObject(value, (entry, key) => {
      if (operationKeys.has(key)) return operation(entry);
      return key === "parameters" ? walk(entry, "request") : entry;
    });
  };
  const result = {};
  for (const [key, value] of Object.entries(document)) {
    if (key === "paths" && isObject(value)) setOwn(result, key, mapObject(value, pathItem));
    else if (key === "components") setOwn(result, key, mapComponents(value, walk));
    else if (key !== "webhooks") setOwn(result, key, value);
  }
  return result;
}

const sections: Readonly<Record<string, Direction>> = {
  parameters: "request",
  requestBodies: "request",
  responses: "response",
  headers: "response",
};

function mapComponents(
  components: Json,
  walk: (value: Json, direction: Direction) => Json | undefined,
): Json {
  if (!isObject(components)) return components;
  return mapObject(components, (section, name) => {
    if (name === "schemas") return section;
    const direction = own(sections as unknown as JsonObject, name) as Direction | undefined;
    if (direction === undefined || !isObject(section)) return undefined;
    return mapObject(section, (entry) => walk(entry, direction));
  });
}

/** Data, and what the type generator does not read. */
function isReserved(key: string): boolean {
  return (
    key.startsWith("x-") || key === "example" || key === "examples" || key === "links" || key === "encoding"
  );
}
