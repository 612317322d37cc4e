/** How deep values are compared; below that they count as different, as a body may be deeper than the stack. */
const deepest = 500;

/** Whether two JSON values are equal. */
export function sameValue(one: unknown, other: unknown, depth = 0): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other) || depth > deepest) return false;
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every(
      (key) => Object.hasOwn(other, key) && sameValue(one[key as never], other[key as never], depth + 1),
    )
  );
}
