import { compareText, isArray, isObject, type Json } from "./json.ts";

/** One text for one value, whatever the order of its keys. */
export function canonical(value: Json | undefined): string {
  if (isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (!isObject(value)) return JSON.stringify(value) ?? "";
  const entries = Object.keys(value)
    .sort(compareText)
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`);
  return `{${entries.join(",")}}`;
}

/** Whether two values are the same, whatever the order of their keys. */
export function same(a: Json | undefined, b: Json | undefined): boolean {
  return a === b || canonical(a) === canonical(b);
}

/** Whether two lists hold the same values, in any order. */
export function sameSet(a: readonly Json[], b: readonly Json[]): boolean {
  const texts = (list: readonly Json[]) => [...new Set(list.map(canonical))].sort(compareText).join();
  return texts(a) === texts(b);
}
