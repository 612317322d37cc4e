import { hasValue, isObject, own, withProperty } from "./json.ts";

/** The segments of a JSON Pointer (RFC 6901), unescaped. */
export function pointerSegments(pointer: string): string[] {
  if (pointer === "") return [];
  return pointer
    .slice(1)
    .split("/")
    .map((segment) => segment.replace(/~1/g, "/").replace(/~0/g, "~"));
}

/** Writes one segment of a JSON Pointer. */
export function escapeSegment(segment: string | number): string {
  return String(segment).replace(/~/g, "~0").replace(/\//g, "~1");
}

/** The value at a JSON Pointer, `undefined` if there is none. */
export function valueAt(value: unknown, pointer: string): unknown {
  return pointerSegments(pointer).reduce(child, value);
}

/** A copy with the value at a pointer set; objects on the way are made, `undefined` removes. */
export function withValueAt(value: unknown, pointer: string, next: unknown): unknown {
  return put(value, pointerSegments(pointer), next);
}

/** The first of some pointers at which a body holds a value. */
export function firstHolding(body: unknown, pointers: readonly string[]): string | undefined {
  return pointers.find((pointer) => hasValue(valueAt(body, pointer)));
}

/** The first value that some pointers hold. */
export function firstValue(body: unknown, pointers: readonly string[]): unknown {
  const pointer = firstHolding(body, pointers);
  return pointer === undefined ? undefined : valueAt(body, pointer);
}

function child(value: unknown, segment: string): unknown {
  if (!Array.isArray(value)) return own(value, segment);
  return /^(0|[1-9]\d*)$/.test(segment) ? value[Number(segment)] : undefined;
}

function put(value: unknown, segments: readonly string[], next: unknown): unknown {
  const [first, ...rest] = segments;
  if (first === undefined) return next;
  const below = put(child(value, first), rest, next);
  if (Array.isArray(value)) return value.map((item, index) => (String(index) === first ? below : item));
  return withProperty(isObject(value) ? value : {}, first, below);
}
