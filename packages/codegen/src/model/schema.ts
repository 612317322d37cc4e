import { isObject, type Json, type JsonObject, ownArray, ownString } from "../json.ts";
import { type Path, parsePointer, valueAt } from "../path.ts";

/** A schema and where it stands in the document. */
export interface SchemaNode {
  readonly value: JsonObject | boolean;
  readonly path: Path;
}

/** A schema node of any JSON value; what is no schema says nothing. */
export function schemaNode(value: Json | undefined, path: Path): SchemaNode {
  return { value: isObject(value) || typeof value === "boolean" ? value : true, path };
}

const componentRef = /^#\/components\/schemas\/([^/]+)$/;

/** The component that a schema refers to, if it is nothing but that reference. */
export function componentName(node: SchemaNode): string | undefined {
  const ref = isObject(node.value) ? ownString(node.value, "$ref") : undefined;
  const name = ref === undefined ? undefined : componentRef.exec(ref)?.[1];
  return name === undefined ? undefined : (parsePointer(`/${name}`)[0] ?? name);
}

/** Follows references until a schema that is none. What leads nowhere, or in a circle, says nothing. */
export function dereference(document: JsonObject, node: SchemaNode): SchemaNode {
  const seen = new Set<string>();
  let current = node;
  while (isObject(current.value)) {
    const ref = ownString(current.value, "$ref");
    if (ref === undefined) return current;
    if (seen.has(ref)) return { value: true, path: node.path };
    seen.add(ref);
    current = follow(document, ref) ?? { value: true, path: node.path };
  }
  return current;
}

/** The node that a local reference names. */
export function follow(document: JsonObject, ref: string): SchemaNode | undefined {
  if (!ref.startsWith("#/")) return undefined;
  const path = parsePointer(decodeFragment(ref.slice(1)));
  const value = valueAt(document, path);
  return value === undefined ? undefined : schemaNode(value, path);
}

/** The types that `type` of a schema lists. */
export function typesOf(schema: JsonObject): readonly string[] {
  const type = ownString(schema, "type");
  if (type !== undefined) return [type];
  return ownArray(schema, "type").filter((entry): entry is string => typeof entry === "string");
}

function decodeFragment(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
