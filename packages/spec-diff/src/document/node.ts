import { isArray, isObject, type Json, type JsonObject, own, ownString } from "../json.ts";
import { join, pointerOfRef, valueAt } from "../pointer.ts";

/** A value of a document, and where it stands. */
export interface Node {
  readonly root: JsonObject;
  readonly value: Json;
  readonly pointer: string;
}

/** The whole document. */
export function rootNode(root: JsonObject): Node {
  return { root, value: root, pointer: "" };
}

/** The value of a key, or of an index. */
export function child(node: Node, key: string | number): Node | undefined {
  const value = isArray(node.value) ? node.value[Number(key)] : own(node.value, String(key));
  return value === undefined ? undefined : { root: node.root, value, pointer: join(node.pointer, key) };
}

/** The entries of an object, references in it not followed. */
export function entries(node: Node | undefined): readonly (readonly [string, Node])[] {
  if (node === undefined || !isObject(node.value)) return [];
  return Object.entries(node.value).map(([key, value]) => [
    key,
    { root: node.root, value, pointer: join(node.pointer, key) },
  ]);
}

/** The items of an array. */
export function items(node: Node | undefined): readonly Node[] {
  if (node === undefined || !isArray(node.value)) return [];
  return node.value.map((value, index) => ({ root: node.root, value, pointer: join(node.pointer, index) }));
}

/** What a reference refers to, reference after reference; a reference that leads nowhere stays itself. */
export function deref(node: Node): Node {
  let current = node;
  for (let hops = 0; hops < 32; hops++) {
    const target = targetOf(current);
    if (target === undefined) return current;
    current = target;
  }
  return current;
}

function targetOf(node: Node): Node | undefined {
  const ref = ownString(node.value, "$ref");
  const pointer = ref === undefined ? undefined : pointerOfRef(ref);
  const value = pointer === undefined ? undefined : valueAt(node.root, pointer);
  return pointer === undefined || value === undefined ? undefined : { root: node.root, value, pointer };
}

const componentPrefix = "/components/schemas/";

/** The pointer of the schema component that a node refers to, if it does nothing but refer. */
export function componentOf(node: Node): string | undefined {
  const ref = ownString(node.value, "$ref");
  const pointer = ref === undefined ? undefined : pointerOfRef(ref);
  if (pointer?.startsWith(componentPrefix) !== true) return undefined;
  const rest = Object.keys(node.value as JsonObject).filter((key) => !annotations.has(key));
  return rest.length === 0 && valueAt(node.root, pointer) !== undefined ? pointer : undefined;
}

/** Keys that may stand beside a `$ref` without changing which values are valid. */
const annotations = new Set([
  "$ref",
  "description",
  "summary",
  "title",
  "example",
  "examples",
  "x-jobwire",
  "deprecated",
  "$comment",
]);

/** `/components/schemas/a.Job` → `a.Job`. */
export function componentName(pointer: string): string {
  return pointer.slice(componentPrefix.length).replaceAll("~1", "/").replaceAll("~0", "~");
}
