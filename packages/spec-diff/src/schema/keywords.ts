import type { Json } from "../json.ts";

/** Keywords that limit values and have no field in the view. A word that JSON Schema does not know limits nothing. */
const limits: ReadonlySet<string> = new Set(
  (
    "multipleOf maximum exclusiveMaximum minimum exclusiveMinimum maxLength minLength pattern maxItems minItems uniqueItems " +
    "contains maxContains minContains maxProperties minProperties dependentRequired dependentSchemas propertyNames " +
    "patternProperties prefixItems unevaluatedItems not if then else discriminator contentEncoding contentMediaType " +
    "contentSchema $dynamicRef"
  ).split(" "),
);

/** A keyword that limits values and has no field of its own, or `undefined`. */
export function limitOf(keyword: string, value: Json): Json | undefined {
  if (!limits.has(keyword)) return undefined;
  // What a keyword says when it is absent is no limit either.
  if (value === false && (keyword === "uniqueItems" || keyword.startsWith("exclusive"))) return undefined;
  if (value === 0 && (keyword === "minItems" || keyword === "minLength" || keyword === "minProperties"))
    return undefined;
  return value;
}

/** Whether more or fewer values are valid now: `tighter`, `looser`, or `other` if that cannot be told. */
export type Tightness = "tighter" | "looser" | "other";

/** Compares two limits of one keyword; an absent one limits nothing. */
export function tightness(keyword: string, before: Json | undefined, after: Json | undefined): Tightness {
  if (before === undefined) return "tighter";
  if (after === undefined) return "looser";
  if (typeof before !== "number" || typeof after !== "number") return "other";
  if (/^(max|exclusiveMax)/.test(keyword)) return after < before ? "tighter" : "looser";
  if (/^(min|exclusiveMin)/.test(keyword)) return after > before ? "tighter" : "looser";
  if (keyword !== "multipleOf") return "other";
  if (Number.isInteger(after / before)) return "tighter";
  return Number.isInteger(before / after) ? "looser" : "other";
}
