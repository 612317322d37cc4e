import type { SchemaRule } from "../rule.ts";
import { state, variance } from "../rule.ts";

/** Whether null may stand for a value. */
export const nullableRule: SchemaRule = (pair) => {
  const { base, head, place } = pair;
  if (base.nullable === head.nullable || base.types === undefined || head.types === undefined) return [];
  const verdict = variance(place.direction, head.nullable);
  const request = place.direction === "request";
  return [
    state(pair, {
      rule: head.nullable ? "null-allowed" : "null-removed",
      keyword: "type",
      predicate: head.nullable ? "may be null now" : "is never null now",
      before: base.nullable,
      after: head.nullable,
      wire: verdict,
      types: verdict,
      howToMigrate: advice(request, head.nullable),
    }),
  ];
};

function advice(request: boolean, nullable: boolean): string {
  if (request)
    return nullable ? "Nothing; null may be sent." : "Leave it out, or send a value, instead of null.";
  return nullable ? "Handle null where the value is read." : "Nothing; a check for null can go.";
}
