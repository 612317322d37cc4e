import type { Node } from "../document/node.ts";
import type { Finding } from "../finding.ts";
import { ownArray, strings } from "../json.ts";

function kindFinding(name: string, facts: Omit<Finding, "wire" | "subject">): Finding {
  return { wire: "none", subject: `the job kind \`${name}\``, ...facts };
}

/** A kind that is gone. */
export function kindRemoved(name: string, node: Node): Finding {
  return kindFinding(name, {
    rule: "kind-removed",
    at: { base: node.pointer },
    predicate: "is gone",
    before: name,
    types: "breaking",
    lifecycle: "breaking",
    audience: `who runs jobs of kind \`${name}\`, and their stored refs`,
    howToMigrate:
      "Finish or give up the jobs of this kind before you update: their refs can no longer be attached to.",
  });
}

/** A kind that is new. */
export function kindAdded(name: string, node: Node): Finding {
  return kindFinding(name, {
    rule: "kind-added",
    at: { head: node.pointer },
    predicate: "is new",
    after: name,
    types: "additive",
    lifecycle: "additive",
    audience: "all callers",
    howToMigrate: `Nothing; jobs of kind \`${name}\` can be run.`,
  });
}

/** A kind under another name. */
export function kindRenamed(before: string, after: string, base: Node, head: Node): Finding {
  const kept = strings(ownArray(head.value, "formerly")).includes(before);
  return kindFinding(after, {
    rule: "kind-renamed",
    at: { base: base.pointer, head: head.pointer },
    predicate: `was called \`${before}\`${kept ? "; stored refs with the old name keep working" : ", and stored refs with the old name no longer work"}`,
    before,
    after,
    types: "breaking",
    lifecycle: kept ? "additive" : "breaking",
    audience: kept ? `callers of \`jobs.${before}\`` : `callers of \`jobs.${before}\`, and stored refs`,
    howToMigrate: kept
      ? `Write \`jobs.${after}\` instead of \`jobs.${before}\`.`
      : `Write \`jobs.${after}\`; in the spec, add \`formerly: [${before}]\` so that stored refs keep working.`,
  });
}
