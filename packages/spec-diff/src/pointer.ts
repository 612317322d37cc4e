import { isArray, type Json, own } from "./json.ts";

/** `/a~1b/0` → `["a/b", "0"]`. The empty pointer is the whole document (RFC 6901). */
export function parsePointer(pointer: string): readonly string[] {
  if (pointer === "") return [];
  return pointer
    .slice(1)
    .split("/")
    .map((segment) => segment.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** A pointer with one more segment. */
export function join(pointer: string, ...segments: readonly (string | number)[]): string {
  return segments.reduce<string>(
    (path, segment) => `${path}/${String(segment).replaceAll("~", "~0").replaceAll("/", "~1")}`,
    pointer,
  );
}

/** The value at a pointer, or `undefined`. */
export function valueAt(root: Json, pointer: string): Json | undefined {
  let value: Json | undefined = root;
  for (const segment of parsePointer(pointer))
    value = isArray(value) ? value[Number(segment)] : own(value, segment);
  return value;
}

/** The pointer of a local reference: `#/a%20b` → `/a b`. `undefined` for one that leaves the document. */
export function pointerOfRef(ref: string): string | undefined {
  if (!ref.startsWith("#")) return undefined;
  try {
    return decodeURIComponent(ref.slice(1));
  } catch {
    return undefined;
  }
}
