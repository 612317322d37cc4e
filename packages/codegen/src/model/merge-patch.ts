import { isObject, type Json, type JsonObject, setOwn } from "../json.ts";

/** Applies a JSON Merge Patch (RFC 7396): objects merge, `null` removes, all else replaces. */
export function mergePatch(target: Json, patch: Json): Json {
  if (!isObject(patch)) return patch;
  const base: JsonObject = isObject(target) ? target : {};
  const result = {};
  for (const [key, value] of Object.entries(base))
    if (!Object.hasOwn(patch, key)) setOwn(result, key, value);
    else if (patch[key] !== null) setOwn(result, key, mergePatch(value, patch[key] ?? null));
  for (const [key, value] of Object.entries(patch)) {
    if (value !== null && !Object.hasOwn(base, key)) setOwn(result, key, mergePatch({}, value));
  }
  return result;
}
