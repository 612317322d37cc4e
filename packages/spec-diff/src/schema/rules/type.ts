import type { SchemaRule } from "../rule.ts";
import { state, variance } from "../rule.ts";
import type { SchemaView } from "../view.ts";

/** `type`: narrower hurts who sends, wider who reads. */
export const typeRule: SchemaRule = (pair) => {
  const { base, head, place } = pair;
  if (covers(base, head) && covers(head, base)) return [];
  const wider = covers(head, base);
  const narrower = covers(base, head);
  const wire = wider || narrower ? variance(place.direction, wider) : "breaking";
  return [
    state(pair, {
      rule: "type-changed",
      keyword: "type",
      predicate: `is ${text(head)} instead of ${text(base)}`,
      before: listOf(base),
      after: listOf(head),
      wire,
      types: inTypeScript(base) === inTypeScript(head) ? "none" : wire,
      howToMigrate:
        wire === "additive"
          ? "Nothing."
          : place.direction === "request"
            ? `Send ${text(head)}.`
            : `Read it as ${text(head)}; convert it where ${text(base)} is needed.`,
    }),
  ];
};

/** Whether every value of `inner`'s types is one of `outer`'s. */
function covers(outer: SchemaView, inner: SchemaView): boolean {
  if (outer.types === undefined) return true;
  if (inner.types === undefined) return false;
  return [...inner.types].every(
    (type) => outer.types?.has(type) === true || (type === "integer" && outer.types?.has("number") === true),
  );
}

function listOf({ types }: SchemaView): readonly string[] | string {
  const list = types === undefined ? ["any"] : [...types];
  return list.length === 1 ? (list[0] ?? "any") : list;
}

function inTypeScript({ types }: SchemaView): string {
  if (types === undefined) return "unknown";
  return [...new Set([...types].map((type) => (type === "integer" ? "number" : type)))].sort().join();
}

function text({ types }: SchemaView): string {
  if (types === undefined) return "anything";
  return types.size === 0 ? "null" : [...types].join(" or ");
}
