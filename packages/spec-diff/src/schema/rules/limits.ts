import { same } from "../../canonical.ts";
import type { Finding } from "../../finding.ts";
import type { Json } from "../../json.ts";
import { shortValue } from "../../short-value.ts";
import { tightness } from "../keywords.ts";
import type { SchemaPair, SchemaRule } from "../rule.ts";
import { state, variance } from "../rule.ts";

/** Types say something about the place of array items alone. */
const inTypes = new Set(["prefixItems", "patternProperties", "not", "discriminator", "dependentRequired"]);

/** Bounds, patterns, and every keyword that no other rule knows: none goes unnoticed. */
export const limitsRule: SchemaRule = (pair) => {
  const keywords = new Set([...pair.base.limits.keys(), ...pair.head.limits.keys()]);
  return [...keywords].flatMap((keyword) => {
    const before = pair.base.limits.get(keyword);
    const after = pair.head.limits.get(keyword);
    return same(before, after) ? [] : [limit(pair, keyword, before, after)];
  });
};

function limit(
  pair: SchemaPair,
  keyword: string,
  before: Json | undefined,
  after: Json | undefined,
): Finding {
  const { direction } = pair.place;
  const change = tightness(keyword, before, after);
  const wire = change === "other" ? "breaking" : variance(direction, change === "looser");
  return state(pair, {
    rule: "limit-changed",
    keyword,
    predicate: predicate(keyword, before, after),
    before,
    after,
    wire,
    types: inTypes.has(keyword) ? wire : "none",
    howToMigrate:
      direction === "request"
        ? wire === "breaking"
          ? "Send values within the new limit."
          : "Nothing; more values are accepted."
        : wire === "breaking"
          ? "Expect values beyond the old limit."
          : "Nothing.",
  });
}

function predicate(keyword: string, before: Json | undefined, after: Json | undefined): string {
  if (before === undefined) return `is limited now by ${keyword} ${shortValue(after)}`;
  if (after === undefined) return `is no longer limited by ${keyword} ${shortValue(before)}`;
  return `has ${keyword} ${shortValue(after)} instead of ${shortValue(before)}`;
}
