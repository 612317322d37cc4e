import { below, type Node, placesOf } from "./spec-document.ts";

const constraints = [
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "multipleOf",
  "minLength",
  "maxLength",
  "pattern",
  "minItems",
  "maxItems",
  "uniqueItems",
  "minProperties",
  "maxProperties",
  "default",
  "enum",
];

/**
 * The constraints that no source is named for: neither on their schema, nor on a schema around it, nor on the component
 * or operation in which they stand.
 */
export function unsourcedConstraints(document: Node): readonly string[] {
  return placesOf(document)
    .filter(({ node, around }) => ![...around, node].some(hasSource))
    .flatMap(({ node, at }) =>
      constraints.filter((name) => node[name] !== undefined).map((name) => `${at.join(" › ")}: ${name}`),
    );
}

function hasSource(node: Node): boolean {
  return below(node, "x-jobwire").source !== undefined;
}
