import { child, deref, items, type Node } from "../document/node.ts";
import { isObject, type JsonObject, own, ownString, strings } from "../json.ts";

/** The schemas that must all hold where a schema stands: itself, and what it refers to or is composed of by `allOf`. */
export interface Flat {
  readonly parts: readonly Node[];
  /** It is written as "one schema or null": `anyOf: [X, { type: "null" }]`, `nullable: true`. */
  readonly orNull: boolean;
  /** Where it stands, references followed. */
  readonly pointer: string;
}

/** Takes a schema apart. How it is composed does not matter to who sends or reads values. */
export function flatten(node: Node): Flat {
  const seen = new Set<string>();
  let orNull = false;
  const parts: Node[] = [];
  const visit = (part: Node): void => {
    if (seen.has(part.pointer)) return;
    seen.add(part.pointer);
    if (ownString(part.value, "$ref") !== undefined) {
      const target = deref(part);
      if (target.pointer !== part.pointer) visit(target);
      const siblings = without(part.value as JsonObject, ["$ref"]);
      if (Object.keys(siblings).length > 0) parts.push({ ...part, value: siblings });
      return;
    }
    const { only, nullable } = nullUnion(part);
    orNull ||= nullable;
    for (const composed of items(child(part, "allOf"))) visit(composed);
    if (only !== undefined) visit(only);
    const dropped = only === undefined ? ["allOf"] : ["allOf", "oneOf", "anyOf"];
    parts.push(isObject(part.value) ? { ...part, value: without(part.value, dropped) } : part);
  };
  visit(node);
  return { parts, orNull, pointer: deref(node).pointer };
}

interface NullUnion {
  /** The only variant beside null. */
  readonly only?: Node;
  readonly nullable: boolean;
}

function nullUnion(node: Node): NullUnion {
  if (own(node.value, "nullable") === true) return { nullable: true };
  for (const keyword of ["oneOf", "anyOf"]) {
    const variants = items(child(node, keyword));
    const others = variants.filter((variant) => !isNull(variant));
    const [only] = others;
    const other = keyword === "oneOf" ? "anyOf" : "oneOf";
    if (others.length === 1 && only !== undefined && own(node.value, other) === undefined)
      return { only, nullable: variants.length > 1 };
    if (variants.length > others.length && others.length > 1) return { nullable: true };
  }
  return { nullable: false };
}

/** Whether a schema accepts null and nothing else. */
export function isNull(node: Node): boolean {
  const { value } = deref(node);
  const types = strings(own(value, "type"));
  const words = own(value, "enum");
  return (
    (types.length === 1 && types[0] === "null") ||
    own(value, "const") === null ||
    (Array.isArray(words) && words.length === 1 && words[0] === null)
  );
}

function without(value: JsonObject, keys: readonly string[]): JsonObject {
  return keys.some((key) => Object.hasOwn(value, key))
    ? Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)))
    : value;
}
