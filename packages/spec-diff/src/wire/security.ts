import { canonical } from "../canonical.ts";
import { child, deref, entries, items, type Node, rootNode } from "../document/node.ts";
import type { Operation } from "../document/operations.ts";
import type { Finding } from "../finding.ts";
import { type Json, ownString, strings } from "../json.ts";
import { addToOperation, type OperationPair, quoted } from "./context.ts";

/** One way to be let in: credentials by what they are, each with its scopes. */
type Alternative = ReadonlyMap<string, ReadonlySet<string>>;

/** Who was let in must still be let in. What a scheme is called does not matter, what it asks for does. */
export function compareSecurity(pair: OperationPair): void {
  const [base, head] = [requirementsOf(pair.base), requirementsOf(pair.head)];
  const [before, after] = [alternatives(base), alternatives(head)];
  if (canonicalOf(before) === canonicalOf(after)) return;
  const refused = before.some((held) => !after.some((asked) => satisfies(held, asked)));
  const isOpen = (list: readonly Alternative[]) => list.some((one) => one.size === 0);
  const finding: Finding = {
    rule: "security-changed",
    at: { base: pointerOf(base, pair.base), head: pointerOf(head, pair.head) },
    subject:
      isOwn(head, pair.head) || isOwn(base, pair.base)
        ? `authentication of ${quoted(pair.head)}`
        : "authentication",
    predicate: predicate(refused, isOpen(before), isOpen(after)),
    before: base?.value,
    after: head?.value,
    wire: refused ? "breaking" : "additive",
    types: "none",
    audience: `callers of ${quoted(pair.head)}`,
    howToMigrate: refused
      ? "Send the credentials that are asked for now."
      : "Nothing; the credentials of before are enough.",
  };
  addToOperation(pair, finding);
}

function predicate(refused: boolean, wasOpen: boolean, isOpen: boolean): string {
  if (wasOpen && !isOpen) return "is required now";
  if (isOpen && !wasOpen) return "is no longer required";
  return refused ? "asks for other credentials" : "accepts further credentials";
}

function requirementsOf({ node }: Operation): Node | undefined {
  return child(node, "security") ?? child(rootNode(node.root), "security");
}

function isOwn(requirements: Node | undefined, { node }: Operation): boolean {
  return requirements?.pointer.startsWith(node.pointer) === true;
}

function pointerOf(requirements: Node | undefined, { node }: Operation): string {
  return requirements?.pointer ?? `${node.pointer}/security`;
}

/** No requirement at all lets everybody in. */
function alternatives(requirements: Node | undefined): readonly Alternative[] {
  const list = items(requirements);
  if (list.length === 0) return [new Map()];
  return list.map(
    (one) =>
      new Map(entries(one).map(([name, scopes]) => [credential(one, name), new Set(strings(scopes.value))])),
  );
}

/** What a scheme asks for, whatever it is called. Where tokens are got is compared with the schemes themselves. */
function credential(node: Node, scheme: string): string {
  const root = rootNode(node.root);
  const schemes = child(child(root, "components") ?? root, "securitySchemes");
  const found = schemes === undefined ? undefined : child(schemes, scheme);
  if (found === undefined) return `? ${scheme}`;
  const { value } = deref(found);
  const facts = ["type", "in", "name", "scheme"].map(
    (key): Json => ownString(value, key)?.toLowerCase() ?? null,
  );
  return canonical(facts);
}

function satisfies(held: Alternative, asked: Alternative): boolean {
  return [...asked].every(([credential, scopes]) => {
    const own = held.get(credential);
    return own !== undefined && [...scopes].every((scope) => own.has(scope));
  });
}

function canonicalOf(list: readonly Alternative[]): string {
  const one = (alternative: Alternative) =>
    [...alternative]
      .map(([credential, scopes]) => `${credential}:${[...scopes].sort().join()}`)
      .sort()
      .join("&");
  return [...new Set(list.map(one))].sort().join("|");
}
