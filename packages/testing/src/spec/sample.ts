import { arrayIn, isObject, type JsonObject, objectIn, own } from "../json/json.ts";
import type { Deref } from "./deref.ts";

/**
 * A small value that a schema allows: its own example, constant, default or first enum word where it has one, else the
 * required properties. Used only where a document gives no example.
 */
export function sample(schema: unknown, deref: Deref, depth = 0): unknown {
  const node = deref(schema);
  if (!isObject(node) || depth > 12) return null;
  const stated = statedValue(node);
  if (stated !== undefined) return stated;
  const all = arrayIn(node, "allOf");
  if (all.length > 0) return sampleAll([...all, withoutAllOf(node)], deref, depth);
  const [option] = [...arrayIn(node, "oneOf"), ...arrayIn(node, "anyOf")];
  if (option !== undefined) return sample(option, deref, depth + 1);
  return sampleType(node, deref, depth);
}

function statedValue(node: JsonObject): unknown {
  if (Object.hasOwn(node, "const")) return node.const;
  const [example] = arrayIn(node, "examples");
  if (example !== undefined) return example;
  for (const key of ["example", "default"]) if (Object.hasOwn(node, key)) return node[key];
  return arrayIn(node, "enum")[0];
}

function withoutAllOf({ allOf: _, ...rest }: JsonObject): JsonObject {
  return rest;
}

function sampleAll(parts: readonly unknown[], deref: Deref, depth: number): unknown {
  const samples = parts.map((part) => sample(part, deref, depth + 1));
  const objects = samples.filter(isObject);
  return objects.length > 0 ? Object.assign({}, ...objects) : samples.find((value) => value !== null);
}

function sampleType(node: JsonObject, deref: Deref, depth: number): unknown {
  const type = own(node, "type");
  switch (
    Array.isArray(type) ? type[0] : (type ?? (Object.hasOwn(node, "properties") ? "object" : undefined))
  ) {
    case "object":
      return sampleObject(node, deref, depth);
    case "array":
      return own(node, "minItems") ? [sample(own(node, "items"), deref, depth + 1)] : [];
    case "string":
      return sampleText(node);
    case "integer":
    case "number":
      return own(node, "minimum") ?? 0;
    case "boolean":
      return false;
    default:
      return null;
  }
}

function sampleObject(node: JsonObject, deref: Deref, depth: number): JsonObject {
  const properties = objectIn(node, "properties");
  const required = arrayIn(node, "required").filter((key) => typeof key === "string");
  return Object.fromEntries(required.map((key) => [key, sample(own(properties, key), deref, depth + 1)]));
}

function sampleText(node: JsonObject): string {
  const format = own(node, "format");
  if (format === "date-time") return "2026-01-01T00:00:00Z";
  if (format === "uuid") return "3f2b8a54-6c1d-4e7f-9a0b-1c2d3e4f5a6b";
  const shortest = own(node, "minLength");
  return "string".padEnd(typeof shortest === "number" ? shortest : 0, "x");
}
