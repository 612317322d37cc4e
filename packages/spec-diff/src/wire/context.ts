import type { Collector, Scope } from "../collector.ts";
import type { Operation } from "../document/operations.ts";
import type { Finding, PartName } from "../finding.ts";
import type { JsonObject } from "../json.ts";
import type { SchemaSink } from "../schema/compare-schema.ts";

/** Two documents and what is found between them. */
export interface Comparison {
  readonly base: JsonObject;
  readonly head: JsonObject;
  readonly collector: Collector;
}

/** One operation in both documents. */
export interface OperationPair {
  readonly base: Operation;
  readonly head: Operation;
  readonly comparison: Comparison;
}

/** A sink for what is found in one part of an operation. */
export function sinkOf({ head, comparison }: OperationPair, part: PartName): SchemaSink {
  return scopeSink(comparison.collector, { part: { operation: head.key, part } });
}

/** A sink for what is found in one scope. */
export function scopeSink(collector: Collector, scope: Scope): SchemaSink {
  return {
    add: (finding) => collector.add(finding, scope),
    link: (base, head, direction) => collector.link(base, head, direction, scope),
  };
}

/** Adds what is found about an operation as a whole. */
export function addToOperation({ head, comparison }: OperationPair, finding: Finding): void {
  comparison.collector.add({ ...finding, operations: [head.key, ...(finding.operations ?? [])] });
}

/** "`getJob`" */
export function quoted(operation: Operation): string {
  return `\`${operation.name}\``;
}
