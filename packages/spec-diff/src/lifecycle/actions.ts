import { same } from "../canonical.ts";
import type { Finding } from "../finding.ts";
import { type Json, own, ownObject, ownString } from "../json.ts";
import { type KindPair, type KindRule, say, values } from "./kind-pair.ts";
import { relationOf } from "./operation-names.ts";
import { listChange } from "./pointers.ts";

/** What a job in `requires_action` waits for. Actions of the same kind are told apart by where and when they arise. */
export const actionsRule: KindRule = (pair) => {
  const [base, head] = values(pair, "actions").map(listOf) as [readonly Json[], readonly Json[]];
  const { pairs, removed, added } = match(base, head);
  return [
    ...removed.map((action) => actionChanged(pair, action, false)),
    ...added.map((action) => actionChanged(pair, action, true)),
    ...pairs.flatMap(([one, other]) => changes(pair, one, other)),
  ];
};

function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

interface Matched {
  readonly pairs: readonly (readonly [Json, Json])[];
  readonly removed: readonly Json[];
  readonly added: readonly Json[];
}

function match(base: readonly Json[], head: readonly Json[]): Matched {
  const left = new Set(head);
  const pairs: (readonly [Json, Json])[] = [];
  let removed = base;
  const tests: readonly ((a: Json, b: Json) => boolean)[] = [
    same,
    (a, b) => ["kind", "each", "if"].every((key) => same(own(a, key), own(b, key))),
    (a, b) => own(a, "kind") === own(b, "kind"),
  ];
  for (const isSame of tests) {
    removed = removed.filter((action) => {
      const other = [...left].find((candidate) => isSame(action, candidate));
      if (other === undefined) return true;
      left.delete(other);
      pairs.push([action, other]);
      return false;
    });
  }
  return { pairs, removed, added: [...left] };
}

function kindOf(action: Json): string {
  return ownString(action, "kind") ?? "?";
}

function actionChanged(pair: KindPair, action: Json, added: boolean): Finding {
  return say(pair, {
    rule: added ? "action-added" : "action-removed",
    path: ["actions", kindOf(action)],
    what: `the action \`${kindOf(action)}\``,
    predicate: added ? "is new" : "is gone",
    ...(added ? { after: action } : { before: action }),
    lifecycle: added ? "additive" : "breaking",
    audience: `who answers jobs of kind \`${pair.name}\` that wait for somebody`,
    howToMigrate: added
      ? "Answer it where you answer actions."
      : "Such a job no longer says what it waits for.",
  });
}

function changes(pair: KindPair, before: Json, after: Json): readonly Finding[] {
  const operation = (action: Json, names: KindPair["names"]["base"]) =>
    relationOf(own(action, "operation"), names)?.operations;
  const moved = !same(operation(before, pair.names.base), operation(after, pair.names.head));
  const [paramsBefore, paramsAfter] = [ownObject(before, "params"), ownObject(after, "params")];
  return [
    ...(moved ? [changed(pair, before, after, "operation", true)] : []),
    ...["each", "if"].flatMap((key) =>
      same(own(before, key), own(after, key)) ? [] : [changed(pair, before, after, key, true)],
    ),
    ...["id", "summary"].flatMap((key) => {
      const change = listChange(own(before, key), own(after, key));
      return change === "same"
        ? []
        : [changed(pair, before, after, key, change === "moved" || change === "removed")];
    }),
    ...(same(paramsBefore, paramsAfter) ? [] : [changed(pair, before, after, "params", true)]),
  ];
}

function changed(pair: KindPair, before: Json, after: Json, key: string, breaking: boolean): Finding {
  return say(pair, {
    rule: `action-${key}-changed`,
    path: ["actions", kindOf(after), key],
    what: `\`${key}\` of the action \`${kindOf(after)}\``,
    predicate: `is ${JSON.stringify(own(after, key)) ?? "left out"} instead of ${JSON.stringify(own(before, key)) ?? "left out"}`,
    before: own(before, key),
    after: own(after, key),
    lifecycle: breaking ? "breaking" : "additive",
    audience: `who answers jobs of kind \`${pair.name}\` that wait for somebody`,
    howToMigrate: breaking ? "Check the code that answers this action." : "Nothing.",
  });
}
