import { componentOf, type Node } from "../document/node.ts";
import { isArray, isObject, type Json, ownString } from "../json.ts";

const texts = new WeakMap<object, string>();

/** The text of a value; equal texts are equal values, and unequal ones may still be. */
function textOf(value: Json): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const known = texts.get(value) ?? JSON.stringify(value);
  texts.set(value, known);
  return known;
}

/**
 * The components that two schemas of the same text refer to: only these can differ. `undefined` where the texts differ, or
 * where what a reference leads to is not looked at by itself (parts of `allOf`, references into a component).
 */
export function unchangedReferences(base: Node, head: Node): readonly string[] | undefined {
  const text = textOf(base.value);
  if (text.includes('"allOf"') || text !== textOf(head.value)) return undefined;
  const found = new Set<string>();
  return collect(base.value, base, head, found) ? [...found] : undefined;
}

function collect(value: Json, base: Node, head: Node, found: Set<string>): boolean {
  if (isArray(value)) return value.every((entry) => collect(entry, base, head, found));
  if (!isObject(value)) return true;
  if (ownString(value, "$ref") !== undefined) {
    const component = componentOf({ ...base, value });
    if (component === undefined || componentOf({ ...head, value }) === undefined) return false;
    found.add(component);
    return true;
  }
  return Object.values(value).every((entry) => collect(entry, base, head, found));
}
