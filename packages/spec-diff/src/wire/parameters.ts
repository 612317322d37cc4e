import { same } from "../canonical.ts";
import { child, entries, type Node } from "../document/node.ts";
import { type Parameter, pathNames } from "../document/operations.ts";
import type { Finding } from "../finding.ts";
import { own } from "../json.ts";
import { join } from "../pointer.ts";
import { compareSchema } from "../schema/compare-schema.ts";
import type { Place } from "../schema/place.ts";
import { type OperationPair, quoted, sinkOf } from "./context.ts";
import { parameterFacts, parameterOwner } from "./parameter-facts.ts";

/** Parameters: those of the path by position, all others by place and name, and by likeness where one took another's place. */
export function compareParameters(pair: OperationPair): void {
  const sink = sinkOf(pair, "input");
  const { matched, removed, added } = match(pair);
  for (const [base, head] of matched) compareParameter(pair, base, head);
  for (const parameter of removed) sink.add(parameterRemoved(pair, parameter));
  for (const parameter of added) sink.add(parameterAdded(pair, parameter));
}

interface Matched {
  readonly matched: readonly (readonly [Parameter, Parameter])[];
  readonly removed: readonly Parameter[];
  readonly added: readonly Parameter[];
}

function match({ base, head }: OperationPair): Matched {
  const [before, after] = [pathNames(base.path), pathNames(head.path)];
  const matched: (readonly [Parameter, Parameter])[] = [];
  const left = new Set(head.parameters);
  const removed: Parameter[] = [];
  for (const parameter of base.parameters) {
    const name =
      parameter.in === "path" ? (after[before.indexOf(parameter.name)] ?? parameter.name) : parameter.name;
    const counterpart =
      head.parameters.find((other) => other.in === parameter.in && other.name === name) ??
      movedTo(parameter, base.parameters, [...left]);
    if (counterpart === undefined || !left.delete(counterpart)) removed.push(parameter);
    else matched.push([parameter, counterpart]);
  }
  return withRenamed({ matched, removed, added: [...left] });
}

/** One that is gone and one that is new are the same one renamed if nothing else in the operation is like them. */
function withRenamed({ matched, removed, added }: Matched): Matched {
  const renamed = removed.flatMap((parameter) => {
    const [other, ...others] = added.filter((one) => isAlike(parameter, one));
    const isOnly = removed.filter((one) => isAlike(parameter, one)).length === 1;
    return other !== undefined && others.length === 0 && isOnly ? [[parameter, other] as const] : [];
  });
  const known = new Set(renamed.flat());
  return {
    matched: [...matched, ...renamed],
    removed: removed.filter((one) => !known.has(one)),
    added: added.filter((one) => !known.has(one)),
  };
}

/** Whether two parameters differ in their names and texts alone. */
function isAlike(a: Parameter, b: Parameter): boolean {
  const facts = ["schema", "content", "style", "explode", "allowReserved"].map((key) =>
    [a, b].map((one) => own(one.node.value, key)),
  );
  return (
    a.in === b.in &&
    a.in !== "path" &&
    a.required === b.required &&
    facts.every(([one, other]) => same(one, other))
  );
}

/** The same name in another place, where it was not before. */
function movedTo(
  parameter: Parameter,
  all: readonly Parameter[],
  candidates: readonly Parameter[],
): Parameter | undefined {
  return candidates.find(
    (other) =>
      other.name === parameter.name &&
      other.in !== parameter.in &&
      !all.some((known) => known.in === other.in && known.name === other.name),
  );
}

function compareParameter(pair: OperationPair, base: Parameter, head: Parameter): void {
  const sink = sinkOf(pair, "input");
  const owner = parameterOwner(pair, head);
  for (const finding of parameterFacts(pair, base, head, owner)) sink.add(finding);
  const [before, after] = [schemaOf(base.node), schemaOf(head.node)];
  const place: Place = { direction: "request", owner, path: "" };
  if (before !== undefined && after !== undefined) compareSchema(before, after, place, sink);
}

function schemaOf(node: Node): Node | undefined {
  const schema = child(node, "schema");
  if (schema !== undefined) return schema;
  const [first] = entries(child(node, "content"));
  return first === undefined ? undefined : child(first[1], "schema");
}

function parameterAdded(pair: OperationPair, parameter: Parameter): Finding {
  const verdict = parameter.required ? "breaking" : "additive";
  return {
    rule: "parameter-added",
    at: { head: parameter.node.pointer, into: `${pair.base.node.pointer}/parameters/-` },
    ...placesOf(pair, parameter),
    subject: parameterOwner(pair, parameter),
    predicate: parameter.required ? "is new and required" : "is new",
    after: parameter.node.value,
    wire: verdict,
    types: verdict,
    audience: `callers of ${quoted(pair.head)}`,
    howToMigrate: parameter.required ? "Send it with every request." : "Nothing; it may be sent.",
  };
}

function parameterRemoved(pair: OperationPair, parameter: Parameter): Finding {
  return {
    rule: "parameter-removed",
    at: { base: parameter.node.pointer },
    ...placesOf(pair, parameter),
    subject: parameterOwner(pair, parameter),
    predicate: "is gone",
    before: parameter.node.value,
    wire: "breaking",
    types: "breaking",
    audience: `callers of ${quoted(pair.head)}`,
    howToMigrate: "Stop sending it.",
  };
}

/** A parameter that several operations share is pointed at where the operation lists it. */
function placesOf({ head }: OperationPair, { node }: Parameter): { readonly places?: readonly string[] } {
  return node.pointer.startsWith("/components/") ? { places: [join(head.node.pointer, "parameters")] } : {};
}
