import type { Change } from "./change.ts";
import { Collector, type Reached } from "./collector.ts";
import { componentName, deref, type Node, rootNode } from "./document/node.ts";
import { operationsOf } from "./document/operations.ts";
import type { Part } from "./finding.ts";
import { fingerprint } from "./fingerprint.ts";
import type { JsonObject } from "./json.ts";
import { compareKinds } from "./lifecycle/compare-kinds.ts";
import { valueAt } from "./pointer.ts";
import { compareContents } from "./schema/compare-schema.ts";
import { isCertain } from "./types/certain.ts";
import { compareClientSettings } from "./wire/client-settings.ts";
import { compareOperations, type MatchedOperations } from "./wire/compare-operations.ts";
import { compareComponentNames } from "./wire/components.ts";
import { type Comparison, scopeSink } from "./wire/context.ts";
import { compareDocumentation } from "./wire/documentation.ts";
import { compareSecuritySchemes } from "./wire/security-schemes.ts";

/** A change with the parts of the generated types that it reaches; its types verdict is predicted. */
export interface Predicted {
  readonly change: Change;
  readonly parts: readonly Part[];
}

/** Two documents, compared without the compiler. */
export interface Compared {
  readonly predicted: readonly Predicted[];
  readonly matched: MatchedOperations;
}

/** Compares two documents: wire and lifecycle for good, types by prediction. */
export function compareDocuments(base: JsonObject, head: JsonObject): Compared {
  const comparison: Comparison = { base, head, collector: new Collector() };
  const matched = compareOperations(comparison);
  compareComponents(comparison);
  compareComponentNames(comparison);
  compareSecuritySchemes(comparison);
  compareClientSettings(comparison);
  compareKinds(comparison);
  compareDocumentation(
    comparison,
    comparison.collector.results().map(({ finding }) => finding),
  );
  const names = operationNames(comparison);
  return { predicted: comparison.collector.results().map((reached) => toChange(reached, names)), matched };
}

/** Every pair of components that operations use, and in turn what these use. */
function compareComponents({ base, head, collector }: Comparison): void {
  for (let unit = collector.next(); unit !== undefined; unit = collector.next()) {
    const owner = `\`${componentName(unit.head)}\``;
    const place = { direction: unit.direction, owner, path: "" };
    const sink = scopeSink(collector, { unit: unit.key });
    compareContents(component(base, unit.base), component(head, unit.head), place, sink);
  }
}

function component(root: JsonObject, pointer: string): Node {
  return deref({ ...rootNode(root), value: valueAt(root, pointer) ?? true, pointer });
}

function operationNames({ base, head }: Comparison): ReadonlyMap<string, string> {
  const all = [...operationsOf(base).values(), ...operationsOf(head).values()];
  return new Map(all.map(({ key, name }) => [key, name]));
}

function toChange(
  { finding, operations: keys, parts }: Reached,
  names: ReadonlyMap<string, string>,
): Predicted {
  const { rule, at, subject, predicate, before, after, wire, types, lifecycle = "none" } = finding;
  const operations = keys.map((key) => names.get(key) ?? key);
  const [operation] = operations;
  const change: Change = {
    fingerprint: fingerprint(finding),
    rule,
    ...(operation !== undefined && { operation }),
    operations,
    pointer: finding.places?.[0] ?? at.head ?? at.base ?? "",
    at,
    subject,
    predicate,
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
    verdicts: { wire, types, lifecycle },
    measured: parts.length === 0 || isCertain(rule),
    audience: finding.audience ?? "all callers",
    howToMigrate: finding.howToMigrate,
  };
  return { change, parts };
}
