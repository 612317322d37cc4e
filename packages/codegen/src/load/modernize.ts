import { isArray, isObject, type Json, type JsonObject, own, ownArray, setOwn } from "../json.ts";

/** Writes a 3.0 or 3.2 document in the words of 3.1, so that everything behind this knows one version. */
export function modernize(document: JsonObject, version: "3.0" | "3.1" | "3.2"): JsonObject {
  if (version === "3.0") return rewrite(document, fromThreeZero);
  if (version === "3.2") return rewrite(document, fromThreeTwo);
  return document;
}

function rewrite(value: JsonObject, change: (value: JsonObject) => JsonObject): JsonObject {
  const result = {};
  for (const [key, entry] of Object.entries(value))
    setOwn(result, key, isData(key) ? entry : rewriteValue(entry, change));
  return change(result);
}

function rewriteValue(value: Json, change: (value: JsonObject) => JsonObject): Json {
  if (isArray(value)) return value.map((item) => rewriteValue(item, change));
  return isObject(value) ? rewrite(value, change) : value;
}

/** Values that are no part of the description must stay as they are. */
function isData(key: string): boolean {
  return (
    key === "example" ||
    key === "examples" ||
    key === "default" ||
    key === "const" ||
    key === "enum" ||
    key.startsWith("x-")
  );
}

function fromThreeZero(value: JsonObject): JsonObject {
  return exclusiveBounds(nullable(value));
}

/** `nullable: true` → `type: [t, "null"]`. */
function nullable(value: JsonObject): JsonObject {
  if (own(value, "nullable") !== true) return value;
  const { nullable: _, ...schema } = value;
  const type = own(schema, "type");
  if (typeof type === "string") {
    const values = ownArray(schema, "enum");
    const withNull = values.length > 0 && !values.includes(null) ? { enum: [...values, null] } : {};
    return { ...schema, ...withNull, type: [type, "null"] };
  }
  return { anyOf: [schema, { type: "null" }] };
}

/** `minimum: 0, exclusiveMinimum: true` → `exclusiveMinimum: 0`. */
function exclusiveBounds(value: JsonObject): JsonObject {
  let result = value;
  for (const [bound, exclusive] of [
    ["minimum", "exclusiveMinimum"],
    ["maximum", "exclusiveMaximum"],
  ] as const) {
    const flag = own(result, exclusive);
    if (typeof flag !== "boolean") continue;
    const { [exclusive]: _, ...rest } = result;
    const limit = own(rest, bound);
    if (flag && typeof limit === "number") {
      const { [bound]: __, ...open } = rest;
      result = { ...open, [exclusive]: limit };
    } else result = rest;
  }
  return result;
}

/** `itemSchema` of a media type is what `schema` means for our streams: one event. */
function fromThreeTwo(value: JsonObject): JsonObject {
  const item = own(value, "itemSchema");
  if (item === undefined || own(value, "schema") !== undefined) return value;
  const { itemSchema: _, ...rest } = value;
  return { ...rest, schema: item };
}
