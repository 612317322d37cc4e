import { same } from "../canonical.ts";
import type { Verdict } from "../change.ts";
import { type Json, own, ownObject } from "../json.ts";
import { join } from "../pointer.ts";
import { addToOperation, type OperationPair, quoted } from "./context.ts";

/** What `x-jobwire` says on an operation changes how the client behaves, not what the server does. */
export function compareCallHints(pair: OperationPair): void {
  const [base, head] = [pair.base, pair.head].map((one) => ownObject(one.node.value, "x-jobwire")) as [
    Json,
    Json,
  ];
  for (const key of ["pagination", "stream", "retry", "timeoutMs"]) {
    const [before, after] = [own(base, key), own(head, key)];
    if (same(before, after)) continue;
    addToOperation(pair, {
      rule: `${key}-changed`,
      at: { base: pointer(pair.base.node.pointer, key), head: pointer(pair.head.node.pointer, key) },
      subject: `\`x-jobwire.${key}\` of ${quoted(pair.head)}`,
      predicate: after === undefined ? "is gone" : before === undefined ? "is new" : "is different",
      before,
      after,
      wire: "none",
      types: typesOf(key, before, after),
      audience: `callers of ${quoted(pair.head)}`,
      howToMigrate: advice(key, after),
    });
  }
}

function pointer(operation: string, key: string): string {
  return join(operation, "x-jobwire", key);
}

function typesOf(key: string, before: Json | undefined, after: Json | undefined): Verdict {
  if (key === "timeoutMs" || key === "retry") return "none";
  if (before === undefined) return "additive";
  return after === undefined ? "breaking" : "none";
}

function advice(key: string, after: Json | undefined): string {
  if (key === "pagination" && after === undefined) return "Ask for one page after the other yourself.";
  if (key === "stream" && after === undefined) return "Read the answer as a whole.";
  return key === "timeoutMs"
    ? "Give the call a `timeoutMs` of your own if the new one does not suit."
    : "Nothing.";
}
