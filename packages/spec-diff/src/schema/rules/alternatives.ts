import { sameSet } from "../../canonical.ts";
import type { SchemaRule } from "../rule.ts";
import { state, variance } from "../rule.ts";

/** `anyOf: [{ required: [a] }, { required: [b] }]`: which names must be there together. */
export const alternativesRule: SchemaRule = (pair) => {
  const { base, head, place } = pair;
  if (base.alternatives === undefined && head.alternatives === undefined) return [];
  const before = base.alternatives ?? [base.required];
  const after = head.alternatives ?? [head.required];
  if (sameSet(before, after)) return [];
  const [wider, narrower] = [accepts(after, before), accepts(before, after)];
  const wire = wider && narrower ? "none" : wider || narrower ? variance(place.direction, wider) : "breaking";
  return [
    state(pair, {
      rule: "required-alternatives-changed",
      keyword: "anyOf",
      predicate: `must have ${text(after)} now, instead of ${text(before)}`,
      before,
      after,
      wire,
      types: wire,
      howToMigrate:
        wire !== "breaking"
          ? "Nothing."
          : place.direction === "request"
            ? `Send ${text(after)} with every request.`
            : "Handle the absence of the others.",
    }),
  ];
};

type Alternatives = readonly (readonly string[])[];

/** Whatever has the names that `inner` asks for also has those of one alternative of `outer`. */
function accepts(outer: Alternatives, inner: Alternatives): boolean {
  return inner.every((held) => outer.some((asked) => asked.every((name) => held.includes(name))));
}

function text(alternatives: Alternatives): string {
  const said = alternatives.map((names) =>
    names.length === 0 ? "nothing" : names.map((name) => `\`${name}\``).join(" and "),
  );
  return said.join(", or ");
}
