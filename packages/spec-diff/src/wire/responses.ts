import { canonical } from "../canonical.ts";
import { child, type Node } from "../document/node.ts";
import type { Operation } from "../document/operations.ts";
import type { Finding, PartName } from "../finding.ts";
import { join } from "../pointer.ts";
import { compareContent, mediaTypes } from "./content.ts";
import { type OperationPair, quoted, sinkOf } from "./context.ts";
import { compareHeaders } from "./headers.ts";

/** Statuses, their headers and bodies. */
export function compareResponses(pair: OperationPair): void {
  const { base, head } = pair;
  for (const [status, response] of base.responses) {
    const other = head.responses.get(status);
    if (other === undefined) sinkOf(pair, partOf(status, base)).add(statusRemoved(pair, status, response));
    else compareResponse(pair, status, response, other);
  }
  for (const [status, response] of head.responses)
    if (!base.responses.has(status))
      sinkOf(pair, partOf(status, head)).add(statusAdded(pair, status, response));
}

/** Whether a status says that all went well; `default` does where nothing else can. */
export function isSuccess(status: string, { responses }: Operation): boolean {
  if (status === "DEFAULT") return ![...responses.keys()].some((other) => other.startsWith("2"));
  return status.startsWith("2");
}

function partOf(status: string, operation: Operation): PartName {
  return isSuccess(status, operation) ? "output" : "error";
}

function ownerOf(pair: OperationPair, status: string, node: Node): string {
  const answer = `the ${status === "DEFAULT" ? "default" : status} answer`;
  return node.pointer.startsWith("/components/")
    ? `${answer} (\`${node.pointer.split("/").at(-1)}\`)`
    : `${answer} of ${quoted(pair.head)}`;
}

function compareResponse(pair: OperationPair, status: string, base: Node, head: Node): void {
  const part = partOf(status, pair.head);
  const owner = ownerOf(pair, status, head);
  compareHeaders(pair, { base, head, owner, part });
  const [before, after] = [mediaTypes(base).size, mediaTypes(head).size];
  if (before === 0 && after === 0) return;
  if (before === 0 || after === 0) sinkOf(pair, part).add(bodyChanged(owner, base, head, after > 0));
  else compareContent(pair, { base, head, direction: "response", part, owner });
}

function bodyChanged(owner: string, base: Node, head: Node, added: boolean): Finding {
  return {
    rule: added ? "answer-body-added" : "answer-body-removed",
    at: added ? { head: `${head.pointer}/content` } : { base: `${base.pointer}/content` },
    subject: owner,
    predicate: added ? "has a body now" : "no longer has a body",
    before: child(base, "content")?.value,
    after: child(head, "content")?.value,
    wire: added ? "additive" : "breaking",
    types: "breaking",
    audience: `readers of ${owner}`,
    howToMigrate: added ? "Where a result was taken for nothing, expect a body." : "Do not read a body.",
  };
}

function statusAdded(pair: OperationPair, status: string, node: Node): Finding {
  const success = isSuccess(status, pair.head);
  const isKnownBody = bodies(pair.base, success).has(bodyOf(node));
  const verdict = success && !isKnownBody ? "breaking" : "additive";
  const owner = ownerOf(pair, status, node);
  return {
    rule: "status-added",
    at: { head: node.pointer, into: `${pair.base.node.pointer}/responses/${status}` },
    places: [placeOf(pair, status)],
    subject: owner,
    predicate: "is new",
    after: status,
    wire: verdict,
    types: isKnownBody ? "none" : success ? "breaking" : "additive",
    operations: [pair.head.key],
    audience: `readers of answers of ${quoted(pair.head)}`,
    howToMigrate: success
      ? isKnownBody
        ? "Do not compare the status with a number."
        : "Expect the new body beside the known ones."
      : "Handle the error if you tell errors apart by status.",
  };
}

function statusRemoved(pair: OperationPair, status: string, node: Node): Finding {
  const success = isSuccess(status, pair.base);
  const owner = ownerOf(pair, status, node);
  const stays = bodies(pair.head, success).has(bodyOf(node));
  return {
    rule: "status-removed",
    at: { base: node.pointer },
    places: [placeOf(pair, status)],
    subject: owner,
    predicate: "is gone",
    before: status,
    wire: success ? "breaking" : "additive",
    types: stays ? "none" : success ? "breaking" : "additive",
    operations: [pair.head.key],
    audience: `readers of answers of ${quoted(pair.head)}`,
    howToMigrate: success ? "Expect another 2xx status." : "Code for this error can go.",
  };
}

/** Where the new operation has, or would have, a status. */
function placeOf({ head }: OperationPair, status: string): string {
  return join(head.node.pointer, "responses", status === "DEFAULT" ? "default" : status);
}

/** The bodies of an operation's answers that say that all went well, or of its errors. */
function bodies(operation: Operation, success: boolean): ReadonlySet<string> {
  return new Set(
    [...operation.responses]
      .filter(([status]) => isSuccess(status, operation) === success)
      .map(([, node]) => bodyOf(node)),
  );
}

function bodyOf(node: Node): string {
  return canonical(
    [...mediaTypes(node)].map(([name, media]) => [name, child(media, "schema")?.value ?? true]),
  );
}
