import { isObject, type Json, own, ownArray } from "../json.ts";
import { componentName, type SchemaNode, schemaNode, typesOf } from "../model/schema.ts";
import type { Direction } from "../rewrite/map-document.ts";
import { numberLiteral, stringLiteral } from "./literal.ts";
import type { Names } from "./names.ts";

/** A type as text, and the components that it names. */
export interface TypeText {
  readonly text: string;
  readonly uses: readonly string[];
}

/**
 * The type of a schema that can be said in a word or two: a component, a primitive, an enum, a list or a map of such.
 * `undefined` for anything longer, which then is named by its place in the types of the document.
 */
export function schemaType(node: SchemaNode, names: Names, direction: Direction): TypeText | undefined {
  const component = componentName(node);
  if (component !== undefined) {
    const name = names.component(component, direction);
    return name === undefined ? undefined : { text: name, uses: [name] };
  }
  const { value } = node;
  if (!isObject(value) || "$ref" in value) return undefined;
  if ("allOf" in value || "oneOf" in value || "anyOf" in value || "properties" in value) return undefined;
  const literals = "const" in value ? [value.const ?? null] : own(value, "enum");
  // An enum in an answer is open, which the types of the document say better.
  if (Array.isArray(literals) && (direction === "request" || literals.length === 1)) {
    return literalUnion(literals, typesOf(value).includes("null"));
  }
  if (Array.isArray(literals)) return undefined;
  const types = typesOf(value);
  return types.length === 0
    ? undefined
    : unionOf(types.map((type) => singleType(type, node, names, direction)));
}

function literalUnion(values: readonly Json[], nullable: boolean): TypeText | undefined {
  const texts = values.map(literalType);
  if (nullable && !values.includes(null)) texts.push("null");
  return texts.every((text) => text !== undefined) ? { text: texts.join(" | "), uses: [] } : undefined;
}

function literalType(value: Json): string | undefined {
  if (typeof value === "string") return stringLiteral(value);
  if (typeof value === "number") return numberLiteral(value);
  return typeof value === "boolean" || value === null ? String(value) : undefined;
}

function singleType(
  type: string,
  { value, path }: SchemaNode,
  names: Names,
  direction: Direction,
): TypeText | undefined {
  switch (type) {
    case "string":
    case "boolean":
    case "null":
      return { text: type, uses: [] };
    case "number":
    case "integer":
      return { text: "number", uses: [] };
    case "array": {
      if (ownArray(value, "prefixItems").length > 0) return undefined;
      const item = schemaType(schemaNode(own(value, "items"), [...path, "items"]), names, direction);
      return item === undefined
        ? undefined
        : { ...item, text: item.text.includes(" ") ? `(${item.text})[]` : `${item.text}[]` };
    }
    case "object": {
      const entry = own(value, "additionalProperties");
      if (entry === undefined || entry === true) return { text: "Record<string, unknown>", uses: [] };
      const inner = isObject(entry)
        ? schemaType(schemaNode(entry, [...path, "additionalProperties"]), names, direction)
        : undefined;
      return inner === undefined ? undefined : { ...inner, text: `Record<string, ${inner.text}>` };
    }
    default:
      return undefined;
  }
}

/** A union; `undefined` if one of its members is. */
export function unionOf(types: readonly (TypeText | undefined)[]): TypeText | undefined {
  if (!types.every((type) => type !== undefined)) return undefined;
  const known = types as readonly TypeText[];
  return {
    text: [...new Set(known.map((type) => type.text))].join(" | "),
    uses: known.flatMap((type) => type.uses),
  };
}
