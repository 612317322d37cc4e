import type { Node } from "../document/node.ts";
import type { Finding } from "../finding.ts";
import { variantName } from "./match-variants.ts";
import { label } from "./place.ts";
import { type SchemaPair, state, variance } from "./rule.ts";

/**
 * A variant that is new, or gone.
 *
 * @param covered What it stands for was, or still is, among the values of another variant.
 */
export function variantChanged(pair: SchemaPair, node: Node, added: boolean, covered = false): Finding {
  const { direction } = pair.place;
  const verdict = !covered ? variance(direction, added) : added ? "additive" : "none";
  const name = variantName(node, direction);
  const request = direction === "request";
  return {
    ...state(pair, {
      rule: added ? "variant-added" : "variant-removed",
      keyword: "variants",
      predicate: `${added ? `may be ${name} now` : `is never ${name} now`}${covered ? ", as another variant covers" : ""}`,
      ...(added ? { after: node.value } : { before: node.value }),
      wire: verdict,
      // Code that reads what only the lost variant had stops compiling.
      types: request || added ? verdict : "breaking",
      howToMigrate: covered ? "Nothing." : advice(request, added, name),
    }),
    at: added ? { head: node.pointer } : { base: node.pointer },
    subject: label(pair.place),
  };
}

function advice(request: boolean, added: boolean, name: string): string {
  if (request) return added ? `Nothing; ${name} may be sent.` : `Send another variant than ${name}.`;
  return added
    ? `Handle ${name}, or have a default for variants you do not know.`
    : `Code for ${name} can go.`;
}

/** `anyOf` became `oneOf`, or the other way round. */
export function combinatorChanged(pair: SchemaPair): Finding {
  const tighter = pair.head.combinator === "oneOf";
  return state(pair, {
    rule: "combinator-changed",
    keyword: pair.head.combinator ?? "anyOf",
    predicate: tighter ? "must fit exactly one variant now" : "may fit several variants at once now",
    before: pair.base.combinator,
    after: pair.head.combinator,
    wire: variance(pair.place.direction, !tighter),
    types: "none",
    howToMigrate:
      tighter && pair.place.direction === "request" ? "Send values that fit one variant only." : "Nothing.",
  });
}
