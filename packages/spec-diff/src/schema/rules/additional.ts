import type { Verdict } from "../../change.ts";
import type { Finding } from "../../finding.ts";
import type { SchemaPair, SchemaRule } from "../rule.ts";
import { state, variance } from "../rule.ts";
import type { SchemaView } from "../view.ts";

/** `additionalProperties`: whether an object may have properties that are not listed. */
export const additionalRule: SchemaRule = (pair) => {
  const { base, head, place } = pair;
  const [before, after] = [openness(base), openness(head)];
  if (!isObjectLike(base) || !isObjectLike(head)) return [];
  if (before === after) return before === "any" ? named(pair) : [];
  const wider = rank(after) > rank(before);
  const request = place.direction === "request";
  const verdict = wider ? "additive" : request ? "breaking" : "additive";
  return [
    state(pair, {
      rule: "additional-properties-changed",
      keyword: "additionalProperties",
      predicate: `takes ${words[after]} besides the listed properties, instead of ${words[before]}`,
      before: before === "schema" ? "schema" : before === "any",
      after: after === "schema" ? "schema" : after === "any",
      wire: verdict,
      types: inTypes(pair),
      howToMigrate: request && !wider ? "Send listed properties only." : "Nothing.",
    }),
  ];
};

/** `true` says what an absent keyword means, but the types tell them apart. */
function named(pair: SchemaPair): readonly Finding[] {
  const { base, head } = pair;
  if (base.namesAdditional === head.namesAdditional) return [];
  return [
    state(pair, {
      rule: "additional-properties-named",
      keyword: "additionalProperties",
      predicate: head.namesAdditional
        ? "says now that it takes further properties"
        : "no longer says that it takes further properties",
      before: base.namesAdditional,
      after: head.namesAdditional,
      wire: "none",
      types: head.namesAdditional ? "additive" : "breaking",
      howToMigrate: head.namesAdditional
        ? "Nothing."
        : "Read properties that are not listed through a type of your own.",
    }),
  ];
}

/** The types have an index signature for further properties if they are spoken of and not forbidden. */
function inTypes({ base, head, place }: SchemaPair): Verdict {
  const [before, after] = [base, head].map((view) => view.namesAdditional && view.additional !== false);
  if (before === after)
    return before === true ? variance(place.direction, rank(openness(head)) > rank(openness(base))) : "none";
  return after === true ? "additive" : "breaking";
}

type Openness = "none" | "schema" | "any";
const words: Readonly<Record<Openness, string>> = {
  none: "nothing",
  schema: "values of one sort",
  any: "anything",
};

function openness({ additional }: SchemaView): Openness {
  if (typeof additional === "boolean") return additional ? "any" : "none";
  return "schema";
}

function rank(openness: Openness): number {
  return ["none", "schema", "any"].indexOf(openness);
}

function isObjectLike({ types }: SchemaView): boolean {
  return types?.has("object") === true;
}
