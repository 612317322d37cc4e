import { textIn } from "../json/json.ts";
import { valueAt } from "../json/pointer.ts";

/** Follows `$ref` to the node that is meant. */
export type Deref = (node: unknown) => unknown;

const longestChain = 50;

/** Makes a {@link Deref} for one document. Only references into the document itself are followed. */
export function derefIn(root: unknown): Deref {
  return (node) => {
    let current = node;
    for (let step = 0; step < longestChain; step += 1) {
      const reference = textIn(current, "$ref");
      if (reference === undefined) return current;
      current = target(root, reference);
    }
    throw new Error(`The references from ${textIn(node, "$ref")} go round in a circle.`);
  };
}

function target(root: unknown, reference: string): unknown {
  if (!reference.startsWith("#")) {
    throw new Error(
      `${reference} points out of the document. Bundle it first, so that every $ref begins with "#".`,
    );
  }
  const found = valueAt(root, decodeURIComponent(reference.slice(1)));
  if (found === undefined) throw new Error(`${reference} points to nothing.`);
  return found;
}
