import { componentOf, type Node } from "../document/node.ts";
import type { Finding } from "../finding.ts";
import { join } from "../pointer.ts";
import { matchVariants, variantName } from "./match-variants.ts";
import { inPart, inProperty, type Place } from "./place.ts";
import { propertyAdded, propertyRemoved, requiredChanged } from "./property-findings.ts";
import { type SchemaPair, state, variance } from "./rule.ts";
import { nullableRule } from "./rules/nullable.ts";
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
export function compareSchema(
  base: Node,
  head: Node,
  place: Place,
  sink: SchemaSink,
  { depth = 0, nullElsewhere = false }: Options = {},
): void {
  const [one, other] = [componentOf(base), componentOf(head)];
  if (one !== undefined && other !== undefined) sink.link(one, other, place.direction);
  else compareContents(base, head, place, sink, { depth, nullElsewhere });
}

interface Options {
  /** How many schemas this one is inside of. */
  readonly depth?: number;
  /** Whether null may stand here is told of what these schemas are variants of. */
  readonly nullElsewhere?: boolean;
}

/** Compares the schemas themselves, even if they are components. */
export function compareContents(
  base: Node,
  head: Node,
  place: Place,
  sink: SchemaSink,
  { depth = 0, nullElsewhere = false }: Options = {},
): void {
  if (depth > maxDepth) return;
  const unchanged = unchangedReferences(base, head);
  if (unchanged !== undefined) {
    for (const component of unchanged) sink.link(component, component, place.direction);
    return;
  }
  const view = (node: Node): SchemaView => {
    const seen = viewSchema(node, place.direction);
    return nullElsewhere ? { ...seen, nullable: true } : seen;
  };
  const pair: SchemaPair = { base: view(base), head: view(head), place };
  if (isAnything(pair.base) !== isAnything(pair.head)) {
    sink.add(anythingChanged(pair));
    return;
  }
  const unions = [pair.base.variants, pair.head.variants];
  if (unions[0] !== undefined || unions[1] !== undefined) {
    compareVariants(pair, sink, depth);
    // What stands beside the variants can be compared if both have variants.
    if (unions[0] === undefined || unions[1] === undefined) {
      for (const finding of nullableRule({
        base: asValue(pair.base, place),
        head: asValue(pair.head, place),
        place,
      }))
        sink.add(finding);
      return;
    }
  }
  for (const rule of schemaRules) for (const finding of rule(pair)) sink.add(finding);
  compareProperties(pair, sink, depth);
  compareHeld(pair, sink, depth);
}

/** A schema as far as null goes: a union takes it if one of its variants does. */
function asValue(view: SchemaView, { direction }: Place): SchemaView {
  const { types = new Set(["any"]), variants = [], nullable, node } = view;
  return {
    ...view,
    types,
    nullable:
      nullable || variants.some((variant) => variant !== node && viewSchema(variant, direction).nullable),
  };
}

function compareProperties(pair: SchemaPair, sink: SchemaSink, depth: number): void {
  const { base, head, place } = pair;
  for (const [name, property] of base.properties) {
    const other = head.properties.get(name);
    if (other === undefined) sink.add(propertyRemoved(pair, name, property));
    else {
      if (property.required !== other.required) sink.add(requiredChanged(pair, name, other.required));
      compareSchema(property.node, other.node, inProperty(place, name), sink, { depth: depth + 1 });
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
    compareSchema(itemsOf(base), itemsOf(head), inPart(place, "[]"), sink, { depth: depth + 1 });
  if (typeof base.additional !== "boolean" && typeof head.additional !== "boolean")
    compareSchema(base.additional, head.additional, inPart(place, "[*]"), sink, { depth: depth + 1 });
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
    const isMixed = base.variants === undefined || head.variants === undefined;
    if (!plain || isMixed)
      compareSchema(one, other, part, sink, { depth: depth + 1, nullElsewhere: isMixed });
  }
  const all = { base: base.variants ?? [base.node], head: head.variants ?? [head.node] };
  for (const node of matched.added)
    sink.add(
      variantChanged(pair, node, true, direction === "response" && isRead(node, all.base, place, depth)),
    );
  for (const node of matched.removed)
    sink.add(
      variantChanged(pair, node, false, direction === "request" && isTaken(node, all.head, place, depth)),
    );
  if (base.combinator !== undefined && head.combinator !== undefined && base.combinator !== head.combinator)
    sink.add(combinatorChanged(pair));
}

/** Whether what was sent as a variant that is gone is taken as another one. */
function isTaken(gone: Node, variants: readonly Node[], place: Place, depth: number): boolean {
  return variants.some((variant) => breaksNothing(gone, variant, place, depth));
}

/** Whether who reads one of the old variants can read a new one. */
function isRead(added: Node, variants: readonly Node[], place: Place, depth: number): boolean {
  return variants.some((variant) => breaksNothing(variant, added, place, depth));
}

function breaksNothing(base: Node, head: Node, place: Place, depth: number): boolean {
  let breaks = false;
  const trial: SchemaSink = {
    add: ({ wire }) => {
      breaks ||= wire === "breaking";
    },
    // What changed in a component is told where it is; two different ones are not looked into.
    link: (one, other) => {
      breaks ||= one !== other;
    },
  };
  if (depth >= maxTrialDepth) return false;
  compareContents(base, head, place, trial, { depth: depth + 1, nullElsewhere: true });
  return !breaks;
}

/** Trials inside trials grow fast, and tell little. */
const maxTrialDepth = 12;
