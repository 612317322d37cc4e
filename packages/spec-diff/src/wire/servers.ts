import { child, entries, items, type Node, rootNode } from "../document/node.ts";
import type { Operation } from "../document/operations.ts";
import type { Finding } from "../finding.ts";
import { type Json, own, ownString, strings } from "../json.ts";
import { addToOperation, type OperationPair, quoted } from "./context.ts";

/** Addresses: one that is gone breaks its users; another default moves all who name none, and the refs of their jobs. */
export function compareServers(pair: OperationPair): void {
  const [base, head] = [serversOf(pair.base), serversOf(pair.head)];
  const [before, after] = [base.flatMap(urlsOf), head.flatMap(urlsOf)];
  const owner =
    base[0]?.pointer.startsWith("/paths") === true || head[0]?.pointer.startsWith("/paths") === true;
  const subject = owner ? `servers of ${quoted(pair.head)}` : "servers";
  const at = { base: "/servers", head: "/servers" };
  for (const url of before.filter((one) => !after.includes(one)))
    addToOperation(pair, { ...serverChanged(url, false, subject), at, ...moved(before, after, url) });
  for (const url of after.filter((one) => !before.includes(one)))
    addToOperation(pair, { ...serverChanged(url, true, subject), at });
  const [first, next] = [before[0], after[0]];
  const isReorder = first !== undefined && next !== undefined && first !== next && after.includes(first);
  if (isReorder) addToOperation(pair, { ...defaultChanged(first, next, subject), at });
}

function serversOf({ node, item }: Operation): readonly Node[] {
  const root = child(rootNode(node.root), "servers");
  return items(child(node, "servers") ?? child(item, "servers") ?? root);
}

/** The addresses of a server: its template with each listed word of its variables, their defaults first. */
function urlsOf(server: Node): readonly string[] {
  const template = ownString(server.value, "url") ?? "/";
  return entries(child(server, "variables")).reduce<readonly string[]>(
    (urls, [name, variable]) => {
      const usual = ownString(variable.value, "default");
      const words = strings(own(variable.value, "enum")).filter((word) => word !== usual);
      const values = [...(usual === undefined ? [] : [usual]), ...words];
      return values.length === 0
        ? urls
        : values.flatMap((value) => urls.map((url) => url.replaceAll(`{${name}}`, value)));
    },
    [template.replace(/\/$/, "")],
  );
}

type ServerFinding = Omit<Finding, "at">;

function serverChanged(url: string, added: boolean, subject: string): ServerFinding {
  return {
    rule: added ? "server-added" : "server-removed",
    subject,
    predicate: added ? `have the new address ${url}` : `no longer have the address ${url}`,
    ...(added ? { after: url } : { before: url }),
    wire: added ? "additive" : "breaking",
    types: "none",
    audience: added ? "all callers" : `who uses ${url}`,
    howToMigrate: added ? "Nothing." : "Update the package, or give the client the new address as `baseUrl`.",
  };
}

/** A ref says at which origin its job is: another default origin means that stored refs no longer fit. */
function moved(
  before: readonly string[],
  after: readonly string[],
  url: string,
): { lifecycle: "breaking" | "none" } {
  const isDefault = before[0] === url;
  return { lifecycle: isDefault && originOf(before[0]) !== originOf(after[0]) ? "breaking" : "none" };
}

function originOf(url: Json | undefined): string {
  return typeof url === "string" ? url.replace(/^([a-z][a-z0-9+.-]*:\/\/[^/]*).*/i, "$1") : "";
}

function defaultChanged(before: string, after: string, subject: string): ServerFinding {
  return {
    rule: "default-server-changed",
    subject,
    predicate: `have ${after} first instead of ${before}: it is the default`,
    before,
    after,
    wire: "breaking",
    types: "none",
    lifecycle: originOf(before) === originOf(after) ? "none" : "breaking",
    audience: "who gives the client no `baseUrl`; stored refs of jobs",
    howToMigrate: `Give the client ${before} as \`baseUrl\` to stay there.`,
  };
}
