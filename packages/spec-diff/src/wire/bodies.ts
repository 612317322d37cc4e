import { same } from "../canonical.ts";
import { child, type Node } from "../document/node.ts";
import type { Finding } from "../finding.ts";
import { own } from "../json.ts";
import { join } from "../pointer.ts";
import { compareContent, mediaTypes } from "./content.ts";
import { type OperationPair, quoted, sinkOf } from "./context.ts";

/** The request body. */
export function compareBodies(pair: OperationPair): void {
  const { base, head } = pair;
  const sink = sinkOf(pair, "input");
  if (base.body === undefined && head.body !== undefined) sink.add(bodyAdded(pair, head.body));
  if (base.body !== undefined && head.body === undefined) sink.add(bodyRemoved(pair, base.body));
  if (base.body === undefined || head.body === undefined) return;
  const requiredness = requiredChanged(pair, base.body, head.body);
  if (requiredness !== undefined) sink.add(requiredness);
  for (const finding of encodingChanged(pair, base.body, head.body)) sink.add(finding);
  compareContent(pair, {
    base: base.body,
    head: head.body,
    direction: "request",
    part: "input",
    owner: `the body of ${quoted(head)}`,
  });
}

function bodyAdded(pair: OperationPair, body: Node): Finding {
  const required = own(body.value, "required") === true;
  const verdict = required ? "breaking" : "additive";
  return {
    rule: "body-added",
    at: { head: body.pointer },
    subject: `the body of ${quoted(pair.head)}`,
    predicate: required ? "is new and required" : "is new",
    after: body.value,
    wire: verdict,
    types: verdict,
    audience: `callers of ${quoted(pair.head)}`,
    howToMigrate: required ? "Send a body." : "Nothing; a body may be sent.",
  };
}

function bodyRemoved(pair: OperationPair, body: Node): Finding {
  return {
    rule: "body-removed",
    at: { base: body.pointer },
    subject: `the body of ${quoted(pair.head)}`,
    predicate: "is gone",
    before: body.value,
    wire: "breaking",
    types: "breaking",
    audience: `callers of ${quoted(pair.head)}`,
    howToMigrate: "Stop sending a body.",
  };
}

function requiredChanged(pair: OperationPair, base: Node, head: Node): Finding | undefined {
  const [before, after] = [own(base.value, "required") === true, own(head.value, "required") === true];
  if (before === after) return undefined;
  const verdict = after ? "breaking" : "additive";
  return {
    rule: after ? "body-required" : "body-optional",
    at: { base: join(base.pointer, "required"), head: join(head.pointer, "required") },
    subject: `the body of ${quoted(pair.head)}`,
    predicate: after ? "is required now" : "is no longer required",
    before,
    after,
    wire: verdict,
    types: verdict,
    audience: `callers of ${quoted(pair.head)}`,
    howToMigrate: after ? "Send a body with every request." : "Nothing; it may be left out.",
  };
}

/** How the parts of a form are written. */
function encodingChanged(pair: OperationPair, base: Node, head: Node): readonly Finding[] {
  const after = mediaTypes(head);
  return [...mediaTypes(base)].flatMap(([name, node]) => {
    const other = after.get(name);
    const [one, two] = [child(node, "encoding"), other === undefined ? undefined : child(other, "encoding")];
    if (other === undefined || same(one?.value, two?.value)) return [];
    const finding: Finding = {
      rule: "encoding-changed",
      at: { base: join(node.pointer, "encoding"), head: join(other.pointer, "encoding") },
      subject: `the body of ${quoted(pair.head)}`,
      predicate: "is encoded otherwise",
      before: one?.value,
      after: two?.value,
      wire: "breaking",
      types: "none",
      audience: `callers of ${quoted(pair.head)}`,
      howToMigrate: "Update the package, which writes it the new way.",
    };
    return [finding];
  });
}
