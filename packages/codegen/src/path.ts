import { type Json, own } from "./json.ts";

/** Where a value stands in a document: keys and indexes from the root. */
export type Path = readonly (string | number)[];

/** `/a~1b/0` → `["a/b", "0"]`. The empty pointer is the whole document. */
export function parsePointer(pointer: string): readonly string[] {
  if (pointer === "") return [];
  return pointer.slice(1).split("/").map(unescapeSegment);
}

/** `["a/b", 0]` → `/a~1b/0` (RFC 6901). */
export function formatPointer(path: Path): string {
  return path.map((segment) => `/${String(segment).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/** The value at a path, or `undefined`. */
export function valueAt(root: Json, path: Path): Json | undefined {
  let value: Json | undefined = root;
  for (const segment of path) {
    if (Array.isArray(value)) value = value[Number(segment)];
    else value = own(value, String(segment));
  }
  return value;
}

function unescapeSegment(segment: string): string {
  return segment.replaceAll("~1", "/").replaceAll("~0", "~");
}
