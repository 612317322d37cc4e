import { child, deref, entries, type Node } from "../document/node.ts";
import type { Finding, PartName } from "../finding.ts";
import { own } from "../json.ts";
import { join } from "../pointer.ts";
import { compareSchema } from "../schema/compare-schema.ts";
import { type OperationPair, sinkOf } from "./context.ts";

/** The headers of one answer in both documents. */
interface HeaderPlace {
  readonly base: Node;
  readonly head: Node;
  /** "the 200 answer of `listJobs`" */
  readonly owner: string;
  readonly part: PartName;
}

/** Response headers. */
export function compareHeaders(pair: OperationPair, place: HeaderPlace): void {
  const sink = sinkOf(pair, place.part);
  const [base, head] = [headersOf(place.base), headersOf(place.head)];
  for (const [name, node] of base) {
    const other = head.get(name);
    if (other === undefined) sink.add(headerChanged(place, name, node, false));
    else compareHeader(pair, place, name, node, other);
  }
  for (const [name, node] of head) if (!base.has(name)) sink.add(headerChanged(place, name, node, true));
}

function headersOf(node: Node): ReadonlyMap<string, Node> {
  return new Map(
    entries(child(node, "headers")).map(([name, header]) => [name.toLowerCase(), deref(header)]),
  );
}

function compareHeader(
  pair: OperationPair,
  { owner, part }: HeaderPlace,
  name: string,
  base: Node,
  head: Node,
): void {
  const sink = sinkOf(pair, part);
  const header = `header \`${name}\` of ${owner}`;
  const [before, after] = [own(base.value, "required") === true, own(head.value, "required") === true];
  if (before !== after) {
    sink.add({
      rule: after ? "header-required" : "header-optional",
      at: { base: join(base.pointer, "required"), head: join(head.pointer, "required") },
      subject: header,
      predicate: after ? "always comes now" : "may be absent now",
      before,
      after,
      wire: after ? "additive" : "breaking",
      types: "none",
      audience: `readers of ${header}`,
      howToMigrate: after ? "Nothing." : "Handle its absence.",
    });
  }
  const [one, two] = [child(base, "schema"), child(head, "schema")];
  if (one === undefined || two === undefined) return;
  // Headers are read as text: their schemas are in no type of the client.
  compareSchema(
    one,
    two,
    { direction: "response", owner: header, path: "" },
    {
      ...sink,
      add: (finding) => sink.add({ ...finding, types: "none" }),
    },
  );
}

function headerChanged({ owner }: HeaderPlace, name: string, node: Node, added: boolean): Finding {
  const header = `header \`${name}\` of ${owner}`;
  return {
    rule: added ? "header-added" : "header-removed",
    at: added ? { head: node.pointer } : { base: node.pointer },
    subject: header,
    predicate: added ? "is new" : "is gone",
    ...(added ? { after: name } : { before: name }),
    wire: added ? "additive" : "breaking",
    types: "none",
    audience: `readers of ${header}`,
    howToMigrate: added ? "Nothing." : "Stop reading it.",
  };
}
