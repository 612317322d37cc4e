import type { Verdict } from "../change.ts";
import type { Node } from "../document/node.ts";
import { child } from "../document/node.ts";
import type { Finding } from "../finding.ts";
import type { Json } from "../json.ts";
import { join } from "../pointer.ts";
import type { OperationNames } from "./operation-names.ts";

/** One kind of job in both documents. */
export interface KindPair {
  readonly name: string;
  readonly base: Node;
  readonly head: Node;
  /** Names of operations to their keys, in each document. */
  readonly names: { readonly base: OperationNames; readonly head: OperationNames };
}

/** A rule about one key of a kind, or a few that belong together. */
export type KindRule = (pair: KindPair) => readonly Finding[];

/** What a rule has to say itself. */
export interface KindStatement {
  readonly rule: string;
  /** The key, and the keys in it. */
  readonly path: readonly string[];
  readonly what?: string;
  readonly predicate: string;
  readonly before?: Json | undefined;
  readonly after?: Json | undefined;
  readonly lifecycle: Verdict;
  readonly types?: Verdict;
  readonly audience?: string;
  readonly howToMigrate: string;
}

/** A finding about a key of a kind. */
export function say(pair: KindPair, statement: KindStatement): Finding {
  const { path, what, types = "none", audience, ...rest } = statement;
  const subject = what ?? `\`${path.join(".")}\``;
  return {
    ...rest,
    types,
    wire: "none",
    at: { base: join(pair.base.pointer, ...path), head: join(pair.head.pointer, ...path) },
    subject: `jobs of kind \`${pair.name}\`: ${subject}`,
    audience: audience ?? `who waits for jobs of kind \`${pair.name}\``,
  };
}

/** The values of one key in both documents. */
export function values(
  pair: KindPair,
  ...path: readonly string[]
): readonly [Json | undefined, Json | undefined] {
  const read = (node: Node) =>
    path.reduce<Node | undefined>((found, key) => (found === undefined ? undefined : child(found, key)), node)
      ?.value;
  return [read(pair.base), read(pair.head)];
}
