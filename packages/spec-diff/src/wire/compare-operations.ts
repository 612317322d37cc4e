import type { Operation } from "../document/operations.ts";
import { operationsOf } from "../document/operations.ts";
import type { Finding } from "../finding.ts";
import { own } from "../json.ts";
import { join } from "../pointer.ts";
import { compareBodies } from "./bodies.ts";
import { compareCallHints } from "./call-hints.ts";
import { addToOperation, type Comparison, type OperationPair, quoted } from "./context.ts";
import { compareParameters } from "./parameters.ts";
import { compareResponses } from "./responses.ts";
import { compareSecurity } from "./security.ts";
import { compareServers } from "./servers.ts";

/** The operations of two documents, matched. */
export interface MatchedOperations {
  readonly pairs: readonly OperationPair[];
  readonly removed: readonly Operation[];
  readonly added: readonly Operation[];
}

/** Operations are the same by method and path, else by operationId: then they have moved. */
export function matchOperations(comparison: Comparison): MatchedOperations {
  const [base, head] = [operationsOf(comparison.base), operationsOf(comparison.head)];
  const left = new Map(head);
  const pairs: OperationPair[] = [];
  const removed: Operation[] = [];
  for (const [key, operation] of base) {
    const other = head.get(key) ?? [...head.values()].find((one) => isMoved(operation, one, base));
    if (other === undefined || !left.delete(other.key)) removed.push(operation);
    else pairs.push({ base: operation, head: other, comparison });
  }
  return { pairs, removed, added: [...left.values()] };
}

function isMoved(base: Operation, head: Operation, all: ReadonlyMap<string, Operation>): boolean {
  return base.id !== undefined && base.id === head.id && !all.has(head.key);
}

/** Compares all operations. */
export function compareOperations(comparison: Comparison): MatchedOperations {
  const matched = matchOperations(comparison);
  for (const pair of matched.pairs) compareOperation(pair);
  for (const operation of matched.removed) comparison.collector.add(operationRemoved(operation));
  for (const operation of matched.added) comparison.collector.add(operationAdded(operation));
  return matched;
}

function compareOperation(pair: OperationPair): void {
  for (const finding of identity(pair)) addToOperation(pair, finding);
  compareParameters(pair);
  compareBodies(pair);
  compareResponses(pair);
  compareSecurity(pair);
  compareServers(pair);
  compareCallHints(pair);
}

function identity(pair: OperationPair): readonly Finding[] {
  return [moved(pair), renamed(pair), deprecated(pair)].filter((finding) => finding !== undefined);
}

function moved({ base, head }: OperationPair): Finding | undefined {
  if (base.key === head.key) return undefined;
  return {
    rule: "operation-moved",
    at: { base: base.node.pointer, head: head.node.pointer },
    subject: quoted(head),
    predicate: `is ${head.method} ${head.path} instead of ${base.method} ${base.path}`,
    before: `${base.method} ${base.path}`,
    after: `${head.method} ${head.path}`,
    wire: "breaking",
    // The method stays; a path-typed call names the path.
    types: "breaking",
    audience: `callers of ${quoted(head)}`,
    howToMigrate:
      "Update the package; requests and path-typed calls that you write yourself go to the new address.",
  };
}

function renamed({ base, head }: OperationPair): Finding | undefined {
  if (base.id === head.id) return undefined;
  return {
    rule: "operation-renamed",
    at: { base: join(base.node.pointer, "operationId"), head: join(head.node.pointer, "operationId") },
    subject: quoted(head),
    predicate: `was called ${quoted(base)}`,
    before: base.id,
    after: head.id,
    wire: "none",
    types: "breaking",
    audience: `callers of ${quoted(base)}`,
    howToMigrate: `Call ${quoted(head)} instead of ${quoted(base)}.`,
  };
}

function deprecated({ base, head }: OperationPair): Finding | undefined {
  const [before, after] = [
    own(base.node.value, "deprecated") === true,
    own(head.node.value, "deprecated") === true,
  ];
  if (before === after) return undefined;
  return {
    rule: after ? "deprecated" : "no-longer-deprecated",
    at: { base: join(base.node.pointer, "deprecated"), head: join(head.node.pointer, "deprecated") },
    subject: quoted(head),
    predicate: after ? "is deprecated" : "is no longer deprecated",
    before,
    after,
    wire: after ? "additive" : "none",
    types: "none",
    audience: `callers of ${quoted(head)}`,
    howToMigrate: after ? "Plan to do without it; it still works." : "Nothing.",
  };
}

function operationRemoved(operation: Operation): Finding {
  return {
    rule: "operation-removed",
    at: { base: operation.node.pointer },
    subject: quoted(operation),
    predicate: `${address(operation)}is gone`,
    before: `${operation.method} ${operation.path}`,
    wire: "breaking",
    types: "breaking",
    operations: [operation.key],
    audience: `callers of ${quoted(operation)}`,
    howToMigrate: "Stop calling it.",
  };
}

function operationAdded(operation: Operation): Finding {
  return {
    rule: "operation-added",
    at: { head: operation.node.pointer },
    subject: quoted(operation),
    predicate: `${address(operation)}is new`,
    after: `${operation.method} ${operation.path}`,
    wire: "additive",
    types: "additive",
    operations: [operation.key],
    audience: "all callers",
    howToMigrate: "Nothing; it can be called.",
  };
}

/** "(GET /jobs) "; nothing where that is its name. */
function address({ id, method, path }: Operation): string {
  return id === undefined ? "" : `(${method} ${path}) `;
}
