/** Any JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** A JSON object. Its keys come from a document, so they are read with {@link own}, never by property access. */
export interface JsonObject {
  readonly [key: string]: Json;
}

/** Whether a value is a JSON object (no array, no null). */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether a value is an array of JSON values. */
export function isArray(value: unknown): value is readonly Json[] {
  return Array.isArray(value);
}

/** The value of an object's own key: `toString` and `__proto__` of a document are data like any other key. */
export function own(value: unknown, key: string): Json | undefined {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** The value of an own key if it is an object, else an empty one. */
export function ownObject(value: unknown, key: string): JsonObject {
  const found = own(value, key);
  return isObject(found) ? found : {};
}

/** The value of an own key if it is an array, else an empty one. */
export function ownArray(value: unknown, key: string): readonly Json[] {
  const found = own(value, key);
  return isArray(found) ? found : [];
}

/** The value of an own key if it is a string. */
export function ownString(value: unknown, key: string): string | undefined {
  const found = own(value, key);
  return typeof found === "string" ? found : undefined;
}

/** The strings of a value that is a string, or a list that holds strings. */
export function strings(value: Json | undefined): readonly string[] {
  const list = isArray(value) ? value : value === undefined ? [] : [value];
  return list.filter((entry): entry is string => typeof entry === "string");
}

/** An object of entries; `__proto__` stays a key. */
export function objectOf(entries: Iterable<readonly [string, Json]>): JsonObject {
  const result = {};
  for (const [key, value] of entries)
    Object.defineProperty(result, key, { value, enumerable: true, configurable: true, writable: true });
  return result;
}

/** Order by code units: the same on every machine and in every locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
