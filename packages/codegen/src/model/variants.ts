import { isArray, isObject, type Json, type JsonObject, own, ownArray } from "../json.ts";
import { dereference, type SchemaNode, schemaNode, typesOf } from "./schema.ts";

/** What a value may be, as far as code that reads it must know. */
export type ValueType = "string" | "number" | "boolean" | "object" | "array" | "null" | "unknown";

/** One way in which a value can look: all of its parts hold at once (`allOf` and the schema's own keywords). */
export interface Variant {
  readonly parts: readonly SchemaNode[];
  readonly type: ValueType;
}

const maxVariants = 200;

const known = new WeakMap<JsonObject, WeakMap<JsonObject, readonly Variant[]>>();

/** Takes `$ref`, `allOf`, `oneOf`, `anyOf` and lists of types apart. `null` is a variant like any other. */
export function variantsOf(document: JsonObject, node: SchemaNode, depth = 0): readonly Variant[] {
  const { value } = node;
  // Every pointer of every kind comes through the same few schemas.
  if (!isObject(value)) return takeApart(document, node, depth);
  const ofDocument = known.get(document) ?? new WeakMap<JsonObject, readonly Variant[]>();
  known.set(document, ofDocument);
  const found = ofDocument.get(value) ?? takeApart(document, node, depth);
  ofDocument.set(value, found);
  return found;
}

function takeApart(document: JsonObject, node: SchemaNode, depth: number): readonly Variant[] {
  const target = dereference(document, node);
  const { value, path } = target;
  if (!isObject(value) || depth > 20) return [{ parts: [], type: "unknown" }];
  const alternatives = (keyword: string) =>
    ownArray(value, keyword).map((entry, index) => schemaNode(entry, [...path, keyword, index]));
  let variants = ownTypes(value).map((type): Variant => ({ parts: [target], type }));
  for (const part of alternatives("allOf"))
    variants = combine(variants, variantsOf(document, part, depth + 1));
  for (const keyword of ["oneOf", "anyOf"]) {
    const parts = alternatives(keyword);
    if (parts.length > 0)
      variants = combine(
        variants,
        parts.flatMap((part) => variantsOf(document, part, depth + 1)),
      );
  }
  return variants.slice(0, maxVariants);
}

/** Every pair that can hold at once. */
function combine(left: readonly Variant[], right: readonly Variant[]): Variant[] {
  return left.flatMap((a) =>
    right.flatMap((b) => {
      const type =
        a.type === "unknown" ? b.type : b.type === "unknown" || a.type === b.type ? a.type : undefined;
      return type === undefined ? [] : [{ parts: [...a.parts, ...b.parts], type }];
    }),
  );
}

function ownTypes(schema: JsonObject): readonly ValueType[] {
  const named = typesOf(schema).map(valueType);
  if (named.length > 0) return [...new Set(named)];
  const values = "const" in schema ? [schema.const] : own(schema, "enum");
  if (isArray(values)) return [...new Set(values.map((value) => typeOfJson(value ?? null)))];
  if ("properties" in schema || "additionalProperties" in schema) return ["object"];
  return "items" in schema || "prefixItems" in schema ? ["array"] : ["unknown"];
}

function valueType(name: string): ValueType {
  if (name === "integer") return "number";
  return (
    (["string", "number", "boolean", "object", "array", "null"] as const).find((type) => type === name) ??
    "unknown"
  );
}

/** The type of a JSON value. */
export function typeOfJson(value: Json): ValueType {
  if (value === null) return "null";
  if (isArray(value)) return "array";
  return typeof value === "object" ? "object" : (typeof value as "string" | "number" | "boolean");
}
