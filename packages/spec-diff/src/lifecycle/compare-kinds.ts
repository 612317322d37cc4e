import { same, sameSet } from "../canonical.ts";
import { child, entries, type Node, rootNode } from "../document/node.ts";
import { operationsOf } from "../document/operations.ts";
import type { Finding } from "../finding.ts";
import { type JsonObject, own, ownArray, strings } from "../json.ts";
import type { Comparison } from "../wire/context.ts";
import { actionsRule } from "./actions.ts";
import { factsRule } from "./facts.ts";
import { formerlyRule, framesRule } from "./formerly.ts";
import { kindAdded, kindRemoved, kindRenamed } from "./kind-findings.ts";
import type { KindPair, KindRule } from "./kind-pair.ts";
import { operationNames, relationOf } from "./operation-names.ts";
import { pointersRule } from "./pointers.ts";
import { refParamsRule } from "./ref-params.ts";
import { relationsRule } from "./relations.ts";
import { whenRule } from "./when.ts";
import { wordsRule } from "./words.ts";

const rules: readonly KindRule[] = [
  relationsRule,
  pointersRule,
  wordsRule,
  whenRule,
  factsRule,
  actionsRule,
  formerlyRule,
  framesRule,
];

/** Compares `x-jobs` of two documents. */
export function compareKinds({ base, head, collector }: Comparison): void {
  const [before, after] = [kindsOf(base), kindsOf(head)];
  if (before.size === 0 && after.size === 0) return;
  const names = { base: operationNames(base), head: operationNames(head) };
  const operations = { base: operationsOf(base), head: operationsOf(head) };
  const left = new Map(after);
  const add = (name: string, findings: readonly Finding[], reads: readonly string[]) => {
    for (const finding of findings)
      collector.add({ ...finding, operations: reads }, { part: { operation: name, part: "kind" } });
  };
  for (const [name, node] of before) {
    const [found, renamed] = counterpart(name, node, before, after, names);
    const other = after.get(found);
    if (other === undefined) {
      add(name, [kindRemoved(name, node)], readsOf(node, names.base));
      continue;
    }
    left.delete(found);
    const pair: KindPair = { name: found, base: node, head: other, names };
    const findings = [...rules, refParamsRule(operations)].flatMap((rule) => rule(pair));
    add(
      found,
      renamed ? [kindRenamed(name, found, node, other), ...findings] : findings,
      readsOf(other, names.head),
    );
  }
  for (const [name, node] of left) add(name, [kindAdded(name, node)], readsOf(node, names.head));
}

function kindsOf(root: JsonObject): ReadonlyMap<string, Node> {
  return new Map(entries(child(rootNode(root), "x-jobs")));
}

/** The same kind under its name, under one that says so, or under another name where the same call reads it. */
function counterpart(
  name: string,
  node: Node,
  before: ReadonlyMap<string, Node>,
  after: ReadonlyMap<string, Node>,
  names: KindPair["names"],
): [name: string, renamed: boolean] {
  if (after.has(name)) return [name, false];
  const isNew = [...after].filter(([other]) => !before.has(other));
  const named = isNew.find(([, other]) => strings(ownArray(other.value, "formerly")).includes(name));
  const alike = isNew.find(
    ([, other]) =>
      sameSet(readsOf(other, names.head), readsOf(node, names.base)) &&
      same(own(other.value, "status"), own(node.value, "status")),
  );
  const found = named ?? alike;
  return found === undefined ? [name, false] : [found[0], true];
}

function readsOf(node: Node, names: Parameters<typeof relationOf>[1]): readonly string[] {
  return relationOf(own(node.value, "read"), names)?.operations ?? [];
}
