import { canonical } from "../canonical.ts";
import { child, componentName, entries, type Node, rootNode } from "../document/node.ts";
import type { Finding } from "../finding.ts";
import type { JsonObject } from "../json.ts";
import type { Comparison } from "./context.ts";

/**
 * Names of schema components: code imports types by them. One that is gone is renamed if a new one stands where it stood,
 * or has the same content.
 */
export function compareComponentNames({ base, head, collector }: Comparison): void {
  const [before, after] = [componentsOf(base), componentsOf(head)];
  const gone = [...before].filter(([name]) => !after.has(name));
  const isNew = new Map([...after].filter(([name]) => !before.has(name)));
  for (const [name, node] of gone) {
    const successors = collector.successors(node.pointer).map(componentName);
    const [placed] = successors.filter((other) => isNew.has(other));
    const renamed = placed ?? [...isNew].find(([, other]) => alike(node, other, name))?.[0];
    if (renamed !== undefined) isNew.delete(renamed);
    const [successor] = successors;
    collector.add(removed({ name, node, renamed, successor, other: after.get(renamed ?? "") }));
  }
  for (const [name, node] of isNew) collector.add(added(name, node));
}

/** Schema components by name. */
export function componentsOf(root: JsonObject): ReadonlyMap<string, Node> {
  const components = child(rootNode(root), "components");
  return new Map(entries(components === undefined ? undefined : child(components, "schemas")));
}

/** The same content, references to itself by its own name aside. */
function alike(a: Node, b: Node, name: string): boolean {
  const strip = (node: Node) => canonical(node.value).replaceAll(/"#\/components\/schemas\/[^"]*"/g, '"#"');
  return name !== "" && strip(a) === strip(b);
}

/** A component that is gone, and what is there instead. */
interface Gone {
  readonly name: string;
  readonly node: Node;
  readonly renamed: string | undefined;
  /** What stands where it stood. */
  readonly successor: string | undefined;
  readonly other: Node | undefined;
}

function removed({ name, node, renamed, successor, other }: Gone): Finding {
  const instead = renamed ?? successor;
  return {
    rule: renamed === undefined ? "component-removed" : "component-renamed",
    at: { base: node.pointer, ...(other !== undefined && { head: other.pointer }) },
    subject: `type \`${name}\``,
    predicate: renamed === undefined ? "is gone" : `is called \`${renamed}\` now`,
    before: name,
    after: renamed,
    wire: "none",
    types: "breaking",
    audience: `who imports the type \`${name}\``,
    howToMigrate:
      instead === undefined ? "Declare the type yourself if you need it." : `Import \`${instead}\` instead.`,
  };
}

function added(name: string, node: Node): Finding {
  return {
    rule: "component-added",
    at: { head: node.pointer },
    subject: `type \`${name}\``,
    predicate: "is new",
    after: name,
    wire: "none",
    types: "additive",
    audience: "all callers",
    howToMigrate: "Nothing; it can be imported.",
  };
}
