import { parseSync, visitorKeys } from "oxc-parser";

/** Any node of an ESTree syntax tree; its other fields are read with {@link child}. */
export interface Node {
  readonly type: string;
  readonly start: number;
}

/** Parses one TypeScript module; throws where it has a syntax error. */
export function parseModule(path: string, text: string): Node {
  const { program, errors } = parseSync(path, text);
  const [error] = errors;
  if (error) throw new SyntaxError(`${path}: ${error.message}`);
  return program;
}

/** A field of a node, whatever it holds. */
export function child(node: Node, field: string): unknown {
  return (node as Node & Record<string, unknown>)[field];
}

/** Whether a value is a syntax node. */
export function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}

/** The nodes below a node, itself included, in source order; `descend` can leave out what is below one. */
export function* nodesBelow(node: Node, descend: (node: Node) => boolean = () => true): Generator<Node> {
  yield node;
  if (!descend(node)) return;
  for (const field of visitorKeys[node.type] ?? []) {
    for (const value of [child(node, field)].flat()) {
      if (isNode(value)) yield* nodesBelow(value, descend);
    }
  }
}
