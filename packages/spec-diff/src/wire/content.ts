import { child, entries, type Node } from "../document/node.ts";
import type { Finding, PartName } from "../finding.ts";
import { compareSchema } from "../schema/compare-schema.ts";
import type { Place } from "../schema/place.ts";
import { variance } from "../schema/rule.ts";
import type { Direction } from "../schema/view.ts";
import { type OperationPair, sinkOf } from "./context.ts";

/** The media types of a body, in both documents. */
export interface ContentPair {
  readonly base: Node;
  readonly head: Node;
  readonly direction: Direction;
  readonly part: PartName;
  /** "the 200 answer of `getJob`" */
  readonly owner: string;
}

/** Media types, and the schema of each that is in both documents. */
export function compareContent(pair: OperationPair, content: ContentPair): void {
  const sink = sinkOf(pair, content.part);
  const [base, head] = [mediaTypes(content.base), mediaTypes(content.head)];
  for (const [name, node] of base) {
    const other = head.get(name);
    if (other === undefined) sink.add(mediaTypeChanged(content, name, node, false));
    else compareMediaType(pair, content, name, node, other);
  }
  for (const [name, node] of head) if (!base.has(name)) sink.add(mediaTypeChanged(content, name, node, true));
}

/** The media types of a body by name, in lower case and without spaces. */
export function mediaTypes(node: Node | undefined): ReadonlyMap<string, Node> {
  const content = node === undefined ? undefined : child(node, "content");
  return new Map(entries(content).map(([name, value]) => [name.toLowerCase().replace(/\s+/g, ""), value]));
}

function compareMediaType(
  pair: OperationPair,
  content: ContentPair,
  name: string,
  base: Node,
  head: Node,
): void {
  const sink = sinkOf(pair, content.part);
  const several = mediaTypes(content.head).size > 1;
  const owner = several ? `${content.owner} (${name})` : content.owner;
  const place: Place = { direction: content.direction, owner, path: "" };
  const [before, after] = [schemaOf(base), schemaOf(head)];
  compareSchema(before, after, place, sink);
}

/** The schema of a media type; of a stream in the words of OpenAPI 3.2, the schema of one event. */
function schemaOf(node: Node): Node {
  return (
    child(node, "schema") ??
    child(node, "itemSchema") ?? { root: node.root, value: true, pointer: `${node.pointer}/schema` }
  );
}

function mediaTypeChanged(content: ContentPair, name: string, node: Node, added: boolean): Finding {
  const request = content.direction === "request";
  // An answer in a further media type comes only to who asks for it.
  const wire = request ? variance("request", added) : added ? "additive" : "breaking";
  return {
    rule: added ? "media-type-added" : "media-type-removed",
    at: added ? { head: node.pointer } : { base: node.pointer },
    subject: content.owner,
    predicate: added ? `may be ${name} now` : `is no longer ${name}`,
    ...(added ? { after: name } : { before: name }),
    wire,
    types: wire,
    audience: request ? `callers who send ${content.owner}` : `readers of ${content.owner}`,
    howToMigrate: added
      ? "Nothing."
      : request
        ? `Send another media type than ${name}.`
        : `Ask for another media type than ${name}.`,
  };
}
