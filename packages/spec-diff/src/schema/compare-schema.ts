import { componentOf, type Node } from "../document/node.ts";
import type { Finding } from "../finding.ts";
import { join } from "../pointer.ts";
import { matchVariants, variantName } from "./match-variants.ts";
import { inPart, inProperty, type Place } from "./place.ts";
import { propertyAdded, propertyRemoved, requiredChanged } from "./property-findings.ts";
import { type SchemaPair, state, variance } from "./rule.ts";
import { schemaRules } from "./rules/schema-rules.ts";
import { unchangedReferences } from "./unchanged.ts";
import { combinatorChanged, variantChanged } from "./variant-findings.ts";
import { type Direction, type SchemaView, viewSchema } from "./view.ts";

/** Where findings go, and what becomes of components. */
export interface SchemaSink {
  add(finding: Finding): void;
  /** Both sides refer to a component: the two are compared once for each direction, wherever they are used. */
  link(base: string, head: string, direction: Direction): void;
}

const maxDepth = 48;

/** Compares what two schemas say about the values of one direction. */
export function compareSchema(base: Node, head: Node, place: Place, sink: SchemaSink, depth = 0): void {
  const [one, other] = [componentOf(base), componentOf(head)];
  if (one !== undefined && other !== undefined) sink.link(one, other, place.direction);
  else compareContents(base, head, place, sink, depth);
}

/** Compares the schemas themselves, even if they are components. */
export function compareContents(base: Node, head: Node, place: Place, sink: SchemaSink, depth = 0): void {
  if (depth > maxDepth) return;
  const unchanged = unchangedReferences(base, head);
  if (unchanged !== undefined) {
    for (const component of unchanged) sink.link(component, component, place.direction);
    return;
  }
  const pair: SchemaPair = {
    base: viewSchema(base, place.direction),
    head: viewSchema(head, place.direction),
    place,
  };
  if (isAnything(pair.base) !== isAnything(pair.head)) {
    sink.add(anythingChanged(pair));
    return;
  }
  const unions = [pair.base.variants, pair.head.variants];
  if (unions[0] !== undefined || unions[1] !== undefined) {
    compareVariants(pair, sink, depth);
    // What stands beside the variants can be compared if both have variants.
    if (unions[0] === undefined || unions[1] === undefined) return;
  }
  for (const rule of schemaRules) for (const finding of rule(pair)) sink.add(finding);
  compareProperties(pair, sink, depth);
  compareHeld(pair, sink, depth);
}

function compareProperties(pair: SchemaPair, sink: SchemaSink, depth: number): void {
  const { base, head, place } = pair;
  for (const [name, property] of base.properties) {
    const other = head.properties.get(name);
    if (other === undefined) sink.add(propertyRemoved(pair, name, property));
    else {
      if (property.required !== other.required) sink.add(requiredChanged(pair, name, other.required));
      compareSchema(property.node, other.node, inProperty(place, name), sink, depth + 1);
    }
  }
  for (const [name, property] of head.properties)
    if (!base.properties.has(name)) sink.add(propertyAdded(pair, name, property));
}

function isAnything({ types, words, variants }: SchemaView): boolean {
  return types === undefined && words === undefined && variants === undefined;
}

function anythingChanged(pair: SchemaPair): Finding {
  const wider = isAnything(pair.head);
  const request = pair.place.direction === "request";
  const verdict = variance(pair.place.direction, wider);
  return state(pair, {
    rule: "type-changed",
    keyword: "type",
    predicate: wider ? "may be anything now" : "is no longer just anything",
    before: pair.base.node.value,
    after: pair.head.node.value,
    wire: verdict,
    types: verdict,
    howToMigrate:
      verdict === "additive"
        ? "Nothing."
        : request
          ? "Send what the new schema accepts."
          : "Check its type before you use it.",
  });
}

function compareHeld({ base, head, place }: SchemaPair, sink: SchemaSink, depth: number): void {
  const areArrays = base.types?.has("array") === true && head.types?.has("array") === true;
  if (areArrays && (base.items ?? head.items) !== undefined)
    compareSchema(itemsOf(base), itemsOf(head), inPart(place, "[]"), sink, depth + 1);
  if (typeof base.additional !== "boolean" && typeof head.additional !== "boolean")
    compareSchema(base.additional, head.additional, inPart(place, "[*]"), sink, depth + 1);
}

/** The items of an array; without a schema they are anything. */
function itemsOf({ items, node, pointer }: SchemaView): Node {
  return items ?? { root: node.root, value: true, pointer: join(pointer, "items") };
}

function compareVariants(pair: SchemaPair, sink: SchemaSink, depth: number): void {
  const { base, head, place } = pair;
  const { direction } = place;
  const matched = matchVariants(base.variants ?? [base.node], head.variants ?? [head.node], direction);
  for (const [one, other] of matched.pairs) {
    const part = inPart(place, `<${variantName(other, direction)}>`);
    // A schema that became one of several variants is not taken for a union again.
    const plain = one === base.node || other === head.node;
    if (!plain || base.variants === undefined || head.variants === undefined)
      compareSchema(one, other, part, sink, depth + 1);
  }
  for (const node of matched.added) sink.add(variantChanged(pair, node, true));
  for (const node of matched.removed) sink.add(variantChanged(pair, node, false));
  if (base.combinator !== undefined && head.combinator !== undefined && base.combinator !== head.combinator)
    sink.add(combinatorChanged(pair));
}
