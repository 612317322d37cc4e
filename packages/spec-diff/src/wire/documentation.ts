import { canonical } from "../canonical.ts";
import { child, entries, type Node, rootNode } from "../document/node.ts";
import type { Finding } from "../finding.ts";
import { type JsonObject, own, ownString } from "../json.ts";
import type { Comparison } from "./context.ts";

/**
 * What differs in a part of a document in which no rule found anything: descriptions, examples, sources, the way in which
 * a schema is written. It is told once for each part, so that no edit goes by unseen.
 */
export function compareDocumentation(comparison: Comparison, found: readonly Finding[]): void {
  const touched = found
    .flatMap(({ at, places = [] }) => [at.base, at.head, ...places])
    .filter((pointer) => pointer !== undefined);
  const [base, head] = [partsOf(comparison.base), partsOf(comparison.head)];
  const rename = renaming(found);
  for (const [pointer, { node, text, name }] of head) {
    const other = base.get(pointer);
    if (other === undefined || other.text === text || rename(other) === text) continue;
    if (touched.some((place) => place === pointer || place.startsWith(`${pointer}/`))) continue;
    comparison.collector.add({
      rule: "documentation-changed",
      at: { base: other.node.pointer, head: node.pointer },
      subject: name,
      predicate: "is described otherwise",
      wire: "none",
      types: "none",
      audience: "readers of the documentation",
      howToMigrate: "Nothing.",
    });
  }
}

/** The text of a part of the old document with the names that the new one uses: a name that is new is told once, where it stands. */
function renaming(found: readonly Finding[]): (part: DocumentPart) => string {
  const names = (rule: string) =>
    found
      .filter((finding) => finding.rule === rule)
      .map(({ before, after }) => [String(before), String(after)] as const);
  const reference = (name: string) => JSON.stringify(`#/components/schemas/${name}`);
  const components = names("component-renamed").map(
    ([before, after]) => [reference(before), reference(after)] as const,
  );
  const operations = names("operation-renamed").map(
    ([before, after]) => [JSON.stringify(before), JSON.stringify(after)] as const,
  );
  return ({ node, text }) => {
    const pairs = node.pointer.startsWith("/x-jobs/") ? [...components, ...operations] : components;
    return pairs.reduce((all, [before, after]) => all.replaceAll(before, after), text);
  };
}

interface DocumentPart {
  readonly node: Node;
  readonly text: string;
  readonly name: string;
}

/** Operations, components, job kinds, and what else stands at the root, each with all that is written in it. */
function partsOf(root: JsonObject): ReadonlyMap<string, DocumentPart> {
  const found = new Map<string, DocumentPart>();
  const add = (node: Node, name: string) => found.set(node.pointer, { node, name, text: sorted(node) });
  const split = new Set(["paths", "components", "x-jobs"]);
  for (const [key, node] of entries(rootNode(root))) if (!split.has(key)) add(node, `\`${key}\``);
  for (const [path, item] of entries(child(rootNode(root), "paths")))
    for (const [key, node] of entries(item)) add(node, operationName(key, path, node));
  for (const [, section] of entries(child(rootNode(root), "components")))
    for (const [name, node] of entries(section)) add(node, `\`${name}\``);
  for (const [kind, node] of entries(child(rootNode(root), "x-jobs")))
    for (const [key, part] of entries(node))
      if (key !== "frames") add(part, `\`${key}\` of jobs of kind \`${kind}\``);
  return found;
}

function operationName(key: string, path: string, node: Node): string {
  return `\`${ownString(node.value, "operationId") ?? `${key.toUpperCase()} ${path}`}\``;
}

/** The order of some lists says nothing. */
function sorted({ value }: Node): string {
  return canonical(withoutOrder(value));
}

const unordered = new Set(["required", "tags", "enum", "parameters", "type"]);

function withoutOrder(value: Node["value"], key = ""): Node["value"] {
  if (Array.isArray(value)) {
    const list = value.map((entry) => withoutOrder(entry));
    return unordered.has(key) ? [...list].sort((a, b) => (canonical(a) < canonical(b) ? -1 : 1)) : list;
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.keys(value).map((name) => [name, withoutOrder(own(value, name) ?? null, name)]),
  );
}
