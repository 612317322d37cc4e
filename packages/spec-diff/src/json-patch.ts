import { isArray, isObject, type Json, objectOf, own, ownString } from "./json.ts";
import { parsePointer, valueAt } from "./pointer.ts";

/** One operation of a JSON Patch (RFC 6902). */
export interface PatchOperation {
  readonly op: "add" | "remove" | "replace" | "move" | "copy";
  readonly path: string;
  readonly from?: string;
  readonly value?: Json;
}

/**
 * Applies a JSON Patch; the document itself stays as it is.
 *
 * @throws {Error} A place of the patch does not exist.
 */
export function applyPatch(document: Json, patch: readonly PatchOperation[]): Json {
  return patch.reduce(applyOne, document);
}

function applyOne(document: Json, { op, path, from = "", value }: PatchOperation): Json {
  switch (op) {
    case "add":
      return set(document, parsePointer(path), value ?? null, true);
    case "replace":
      return set(document, parsePointer(path), value ?? null, false);
    case "remove":
      return remove(document, parsePointer(path));
    case "copy":
      return set(document, parsePointer(path), at(document, from), true);
    default:
      return set(remove(document, parsePointer(from)), parsePointer(path), at(document, from), true);
  }
}

function at(document: Json, pointer: string): Json {
  const value = valueAt(document, pointer);
  if (value === undefined) throw new Error(`The patch names ${pointer}, which does not exist.`);
  return value;
}

function set(target: Json, [key, ...rest]: readonly string[], value: Json, insert: boolean): Json {
  if (key === undefined) return value;
  if (isArray(target)) {
    const index = key === "-" ? target.length : Number(key);
    if (rest.length > 0)
      return target.map((entry, at) => (at === index ? set(entry, rest, value, insert) : entry));
    return [...target.slice(0, index), value, ...target.slice(insert ? index : index + 1)];
  }
  if (!isObject(target)) throw new Error(`The patch goes into a value that is no object at "${key}".`);
  const inner = own(target, key);
  // A new key may stand in objects that do not exist yet: /paths/~1new/get.
  const next = rest.length === 0 ? value : set(inner ?? {}, rest, value, insert);
  return objectOf([...Object.entries(target).filter(([name]) => name !== key), [key, next]]);
}

function remove(target: Json, [key, ...rest]: readonly string[]): Json {
  if (key === undefined) throw new Error("A patch cannot remove the whole document.");
  if (isArray(target)) {
    return rest.length === 0
      ? target.filter((_, index) => index !== Number(key))
      : target.map((entry, index) => (index === Number(key) ? remove(entry, rest) : entry));
  }
  const inner = own(target, key);
  if (!isObject(target) || inner === undefined)
    throw new Error(`The patch removes "${key}", which does not exist.`);
  return objectOf(
    Object.entries(target).flatMap(([name, value]) =>
      name !== key
        ? [[name, value] as const]
        : rest.length === 0
          ? []
          : [[name, remove(inner, rest)] as const],
    ),
  );
}

/** Reads a patch that came out of a file. */
export function readPatch(value: Json | undefined): readonly PatchOperation[] {
  if (!isArray(value)) throw new Error("A patch is a list.");
  return value.map((entry) => {
    const [op, path, from] = ["op", "path", "from"].map((key) => ownString(entry, key));
    if (path === undefined) throw new Error("An operation of a patch has no path.");
    const known = (["add", "remove", "replace", "move", "copy"] as const).find((name) => name === op);
    if (known === undefined) throw new Error(`A patch cannot ${String(op)}.`);
    const content = own(entry, "value");
    return {
      op: known,
      path,
      ...(from !== undefined && { from }),
      ...(content !== undefined && { value: content }),
    };
  });
}
