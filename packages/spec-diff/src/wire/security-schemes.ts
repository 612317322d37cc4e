import { same } from "../canonical.ts";
import { child, deref, entries, type Node, rootNode } from "../document/node.ts";
import type { Finding } from "../finding.ts";
import { type Json, type JsonObject, own, ownObject, ownString } from "../json.ts";
import type { Comparison } from "./context.ts";

/**
 * The schemes themselves: names, and where OAuth tokens are got. That an operation asks for other credentials is found at
 * the operation.
 */
export function compareSecuritySchemes({ base, head, collector }: Comparison): void {
  const [before, after] = [schemesOf(base), schemesOf(head)];
  const isNew = new Map([...after].filter(([name]) => !before.has(name)));
  for (const [name, node] of before) {
    const other = after.get(name);
    if (other !== undefined) for (const finding of schemeChanged(name, node, other)) collector.add(finding);
    else {
      const renamed = [...isNew].find(([, one]) => same(facts(one), facts(node)))?.[0];
      isNew.delete(renamed ?? "");
      collector.add(schemeRemoved(name, node, renamed));
    }
  }
  for (const [name, node] of isNew) collector.add(schemeAdded(name, node));
}

function schemesOf(root: JsonObject): ReadonlyMap<string, Node> {
  const components = child(rootNode(root), "components");
  const schemes = components === undefined ? undefined : child(components, "securitySchemes");
  return new Map(entries(schemes).map(([name, node]) => [name, deref(node)]));
}

function schemeRemoved(name: string, node: Node, renamed: string | undefined): Finding {
  return {
    rule: renamed === undefined ? "security-scheme-removed" : "security-scheme-renamed",
    at: { base: node.pointer },
    subject: `security scheme \`${name}\``,
    predicate: renamed === undefined ? "is gone" : `is called \`${renamed}\` now`,
    before: name,
    after: renamed,
    wire: "none",
    types: "none",
    audience: "who gives credentials to the client",
    howToMigrate: "Give the client the option that its documentation names.",
  };
}

function schemeAdded(name: string, node: Node): Finding {
  return {
    rule: "security-scheme-added",
    at: { head: node.pointer },
    subject: `security scheme \`${name}\``,
    predicate: "is new",
    after: name,
    wire: "none",
    types: "none",
    audience: "who gives credentials to the client",
    howToMigrate: "Nothing.",
  };
}

function facts({ value }: Node): Json {
  return ["type", "in", "name", "scheme", "flows", "openIdConnectUrl"].map((key) => own(value, key) ?? null);
}

function schemeChanged(name: string, base: Node, head: Node): readonly Finding[] {
  const finding = (
    keyword: string,
    before: Json | undefined,
    after: Json | undefined,
    breaking: boolean,
  ): Finding => ({
    rule: "security-scheme-changed",
    at: { base: `${base.pointer}/${keyword}`, head: `${head.pointer}/${keyword}` },
    subject: `security scheme \`${name}\``,
    predicate: `has another ${keyword}`,
    before,
    after,
    wire: breaking ? "breaking" : "additive",
    types: "none",
    audience: "who gives credentials to the client",
    howToMigrate: breaking ? "Get and send credentials the new way." : "Nothing.",
  });
  const keys = ["type", "in", "name", "scheme", "openIdConnectUrl"];
  const facts = keys.flatMap((key) => {
    const [before, after] = [own(base.value, key), own(head.value, key)];
    const isName = key === "name" && own(base.value, "in") === "header";
    const lower = (value: Json | undefined) =>
      typeof value === "string" && (isName || key === "scheme") ? value.toLowerCase() : value;
    return same(lower(before), lower(after)) ? [] : [finding(key, before, after, true)];
  });
  const [before, after] = [ownObject(base.value, "flows"), ownObject(head.value, "flows")];
  return same(before, after) ? facts : [...facts, finding("flows", before, after, losesFlow(before, after))];
}

function losesFlow(before: JsonObject, after: JsonObject): boolean {
  return Object.entries(before).some(([flow, value]) => {
    const other = own(after, flow);
    const urls = ["authorizationUrl", "tokenUrl", "refreshUrl"];
    const moved = urls.some((key) => ownString(value, key) !== ownString(other, key));
    const scopes = Object.keys(ownObject(value, "scopes"));
    return moved || scopes.some((scope) => own(ownObject(other, "scopes"), scope) === undefined);
  });
}
