import { isObject, own } from "./json.ts";

/** Applies a JSON Merge Patch (RFC 7396): `null` removes, arrays are replaced whole. Neither argument is changed. */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  const result = new Map(isObject(target) ? Object.entries(target) : []);
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) result.delete(key);
    else result.set(key, mergePatch(own(target, key), value));
  }
  return Object.fromEntries(result);
}
