/** A node of the syntax tree, as far as it is looked at. */
interface Node {
  readonly type: string;
  readonly value?: unknown;
  readonly quasis?: readonly { readonly value: { readonly raw: string } }[];
}

/**
 * Why a node is left as it is: it is a message to a person. A text with a space in it is one; status words, header names,
 * event names and keys have none, and are mutated.
 */
export function messageIn({ type, value, quasis = [] }: Node): string | undefined {
  const texts = type === "StringLiteral" ? [value] : quasis.map((quasi) => quasi.value.raw);
  return texts.some((text) => typeof text === "string" && text.includes(" ")) ? "a message" : undefined;
}

/** What Stryker loads. */
export const strykerPlugins = [
  {
    kind: "Ignore",
    name: "messages",
    value: { shouldIgnore: ({ node }: { readonly node: Node }): string | undefined => messageIn(node) },
  },
];
