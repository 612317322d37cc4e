import { hasValue } from "../json/json.ts";
import { valueAt } from "../json/pointer.ts";

/** JSON Pointer (a segment `*` is any element) to the value that must stand there, or to a list of which one must. */
export type Conditions = Readonly<Record<string, unknown>>;

/**
 * Whether all conditions hold. `false` also matches an absent value, `null` an absent or empty one. Conditions on elements
 * of the same array must be met by one and the same element.
 */
export function conditionsHold(body: unknown, conditions: Conditions): boolean {
  const ofElements = new Map<string, Record<string, unknown>>();
  for (const [pointer, expected] of Object.entries(conditions)) {
    const star = pointer.indexOf("/*");
    if (star === -1 && !isAmong(valueAt(body, pointer), expected)) return false;
    if (star === -1) continue;
    const array = pointer.slice(0, star);
    ofElements.set(array, { ...ofElements.get(array), [pointer.slice(star + 2)]: expected });
  }
  return [...ofElements].every(([array, below]) => {
    const elements = valueAt(body, array);
    return Array.isArray(elements) && elements.some((element) => conditionsHold(element, below));
  });
}

function isAmong(value: unknown, expected: unknown): boolean {
  const allowed: readonly unknown[] = Array.isArray(expected) ? expected : [expected];
  return allowed.some((word) => meets(value, word));
}

function meets(value: unknown, word: unknown): boolean {
  if (word === false) return !value;
  if (word === null) return !hasValue(value);
  return value === word;
}
