import { canonical } from "../canonical.ts";
import { componentName, componentOf, type Node } from "../document/node.ts";
import { compareText, ownString } from "../json.ts";
import { type Direction, viewSchema } from "./view.ts";

/** The variants of two unions: which of them are the same, and which have no counterpart. */
export interface Matched {
  readonly pairs: readonly (readonly [base: Node, head: Node])[];
  readonly removed: readonly Node[];
  readonly added: readonly Node[];
}

/** Finds for each variant of a union its counterpart: by component, by content, by the words that tell it, by likeness. */
export function matchVariants(base: readonly Node[], head: readonly Node[], direction: Direction): Matched {
  const pairs: (readonly [Node, Node])[] = [];
  let [left, right] = [base, head];
  for (const isSame of sameness(direction)) {
    for (const one of left) {
      const other = right.find((candidate) => isSame(one, candidate));
      if (other === undefined) continue;
      pairs.push([one, other]);
      left = left.filter((node) => node !== one);
      right = right.filter((node) => node !== other);
    }
  }
  return { pairs, removed: left, added: right };
}

function sameness(direction: Direction): readonly ((a: Node, b: Node) => boolean)[] {
  const by = (key: (node: Node) => string | undefined) => (a: Node, b: Node) => {
    const found = key(a);
    return found !== undefined && found === key(b);
  };
  return [
    by(componentOf),
    by((node) => canonical(node.value)),
    by((node) => tag(node, direction)),
    by((node) => ownString(node.value, "title")),
    (a, b) => isAlike(a, b, direction),
  ];
}

/** The constant words of a variant's properties: what a reader tells it by. */
function tag(node: Node, direction: Direction): string | undefined {
  const { properties } = viewSchema(node, direction);
  const constants = [...properties].flatMap(([name, property]) => {
    const { words } = viewSchema(property.node, direction);
    return words?.length === 1 ? [`${name}=${canonical(words[0])}`] : [];
  });
  return constants.length === 0 ? undefined : constants.sort(compareText).join();
}

function isAlike(a: Node, b: Node, direction: Direction): boolean {
  const [one, other] = [viewSchema(a, direction), viewSchema(b, direction)];
  const types = (set: ReadonlySet<string> | undefined) => [...(set ?? ["any"])].sort().join();
  if (types(one.types) !== types(other.types)) return false;
  const [tagOne, tagOther] = [tag(a, direction), tag(b, direction)];
  if (tagOne !== undefined && tagOther !== undefined) return false;
  const names = new Set([...one.properties.keys(), ...other.properties.keys()]);
  if (names.size === 0) return true;
  const shared = [...names].filter((name) => one.properties.has(name) && other.properties.has(name));
  return shared.length * 2 >= names.size;
}

/** What to call a variant. */
export function variantName(node: Node, direction: Direction): string {
  const component = componentOf(node);
  if (component !== undefined) return componentName(component);
  const told = ownString(node.value, "title") ?? tag(node, direction);
  return told ?? [...(viewSchema(node, direction).types ?? ["any"])].join(" or ");
}
