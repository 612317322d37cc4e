import { canonical, same } from "../canonical.ts";
import type { Finding } from "../finding.ts";
import { isArray, type Json, type JsonObject, ownArray, ownObject, ownString } from "../json.ts";
import { type KindPair, type KindRule, say, values } from "./kind-pair.ts";

/** Exceptions to the table of words: the first that holds wins, so their order counts where two of them can hold. */
export const whenRule: KindRule = (pair) => {
  const [base, head] = values(pair, "status").map(rulesOf) as [readonly Rule[], readonly Rule[]];
  const removed = base.filter((rule) => !head.some((other) => other.key === rule.key));
  const added = head.filter((rule) => !base.some((other) => other.key === rule.key));
  const kept = base.filter((rule) => !removed.includes(rule)).map((rule) => rule.key);
  const order = head.filter((rule) => !added.includes(rule));
  return [
    ...removed.map((rule) => ruleChanged(pair, rule, false)),
    ...added.map((rule) => ruleChanged(pair, rule, true)),
    ...(same(
      kept,
      order.map((rule) => rule.key),
    )
      ? []
      : orderChanged(
          pair,
          base.filter((rule) => kept.includes(rule.key)),
          order,
        )),
  ];
};

interface Rule {
  readonly conditions: ReadonlyMap<string, readonly Json[]>;
  readonly then: string;
  /** One text for one meaning: the order of conditions and of their values says nothing. */
  readonly key: string;
  readonly value: Json;
}

function rulesOf(status: Json | undefined): readonly Rule[] {
  return ownArray(status, "when").map((value) => {
    const conditions = new Map(
      Object.entries(ownObject(value, "if")).map(([at, wanted]) => [at, isArray(wanted) ? wanted : [wanted]]),
    );
    const then = ownString(value, "then") ?? "";
    return { conditions, then, value, key: canonical([then, plain(conditions)]) };
  });
}

function plain(conditions: Rule["conditions"]): JsonObject {
  return Object.fromEntries([...conditions].map(([at, wanted]) => [at, wanted.map(canonical).sort()]));
}

function ruleChanged(pair: KindPair, rule: Rule, added: boolean): Finding {
  return say(pair, {
    rule: added ? "when-added" : "when-removed",
    path: ["status", "when"],
    what: "an exception to the status table",
    predicate: `${added ? "is new" : "is gone"}: ${describe(rule)}`,
    ...(added ? { after: rule.value } : { before: rule.value }),
    lifecycle: "breaking",
    howToMigrate: added
      ? `A job in this state is ${rule.then} now, whatever its word says.`
      : `A job in this state is no longer ${rule.then} for that reason; its word or another exception decides.`,
  });
}

function describe({ conditions, then }: Rule): string {
  const texts = [...conditions].map(
    ([at, wanted]) => `${at} is ${wanted.map((one) => JSON.stringify(one)).join(" or ")}`,
  );
  return `${texts.join(" and ")} → ${then}`;
}

function orderChanged(pair: KindPair, base: readonly Rule[], head: readonly Rule[]): readonly Finding[] {
  const place = new Map(head.map((rule, index) => [rule.key, index]));
  const matters = base.some((first, index) =>
    base.slice(index + 1).some((second) => {
      const swapped = (place.get(first.key) ?? 0) > (place.get(second.key) ?? 0);
      return swapped && first.then !== second.then && !areDisjoint(first, second);
    }),
  );
  const finding = say(pair, {
    rule: "when-reordered",
    path: ["status", "when"],
    what: "the order of exceptions to the status table",
    predicate: matters
      ? "is different, and some of them can hold at once"
      : "is different, but no two that moved can hold at once",
    before: base.map((rule) => rule.value),
    after: head.map((rule) => rule.value),
    lifecycle: matters ? "breaking" : "none",
    howToMigrate: matters ? "Check the states in which two exceptions hold: the first decides." : "Nothing.",
  });
  return [finding];
}

/** Two rules that ask one place for different values cannot hold at once; `*` asks any element, so it says nothing. */
function areDisjoint(a: Rule, b: Rule): boolean {
  return [...a.conditions].some(([at, wanted]) => {
    const other = b.conditions.get(at);
    if (other === undefined || at.includes("/*")) return false;
    return wanted.every((value) => !other.some((one) => same(one, value)));
  });
}
