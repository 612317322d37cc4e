import { same } from "../canonical.ts";
import type { Verdict } from "../change.ts";
import type { Finding } from "../finding.ts";
import { isObject, type Json, type JsonObject, own, ownObject, ownString } from "../json.ts";
import { join } from "../pointer.ts";
import type { Comparison } from "./context.ts";

/** `x-jobwire` at the root: options and environment variables of the client, and how it reads errors. */
export function compareClientSettings({ base, head, collector }: Comparison): void {
  const [before, after] = [ownObject(base, "x-jobwire"), ownObject(head, "x-jobwire")];
  const [one, other] = [optionsOf(before), optionsOf(after)];
  const both = renamed(one, other);
  for (const option of new Set([...one.keys(), ...other.keys()])) {
    const [was, is] = [one.get(option), other.get(option)];
    if (both?.[1] === option) continue;
    for (const finding of optionChanges(option, was, both?.[0] === option ? other.get(both[1]) : is))
      collector.add(finding);
  }
  const baseUrl = changed(
    "baseUrl/env",
    ownString(own(before, "baseUrl"), "env"),
    ownString(own(after, "baseUrl"), "env"),
  );
  if (baseUrl !== undefined) collector.add(baseUrl);
  if (!same(own(before, "errors"), own(after, "errors"))) collector.add(errorsChanged(before, after));
}

type Options = ReadonlyMap<string, JsonObject>;

/** Options of the client by name: what the scheme behind one is called does not matter. */
function optionsOf(settings: JsonObject): Options {
  return new Map(
    Object.entries(ownObject(settings, "auth")).flatMap(([scheme, value]) =>
      isObject(value) ? [[ownString(value, "option") ?? scheme, value] as const] : [],
    ),
  );
}

/** The one option that is gone, and the one that is new with the same variable. */
function renamed(before: Options, after: Options): readonly [string, string] | undefined {
  for (const [name, option] of before) {
    if (after.has(name)) continue;
    const other = [...after].find(
      ([key, value]) => !before.has(key) && same(own(value, "env"), own(option, "env")),
    );
    if (other !== undefined) return [name, other[0]];
  }
  return undefined;
}

function optionChanges(
  name: string,
  before: JsonObject | undefined,
  after: JsonObject | undefined,
): readonly Finding[] {
  const optionOf = (settings: JsonObject | undefined) =>
    settings === undefined ? undefined : (ownString(settings, "option") ?? name);
  const keys = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  keys.delete("option");
  const facts = [...keys].map((key) => changed(`auth/${name}/${key}`, own(before, key), own(after, key)));
  return [changed(`auth/${name}/option`, optionOf(before), optionOf(after)), ...facts].filter(
    (fact) => fact !== undefined,
  );
}

/** A name under which the client looks for a value; `tenant` is part of what a ref of a job says about its place. */
function changed(path: string, before: Json | undefined, after: Json | undefined): Finding | undefined {
  if (same(before, after)) return undefined;
  const key = path.split("/").at(-1) ?? "";
  const isName = key === "env" || key === "option";
  const verdict: Verdict = before === undefined ? "additive" : "breaking";
  return {
    rule: `client-${key === "env" ? "variable" : key}-changed`,
    at: { base: join("/x-jobwire", ...path.split("/")), head: join("/x-jobwire", ...path.split("/")) },
    subject: isName ? subjectOf(key, before ?? after) : `\`x-jobwire.${path.replaceAll("/", ".")}\``,
    predicate:
      after === undefined ? "is gone" : before === undefined ? "is new" : `is ${JSON.stringify(after)} now`,
    before,
    after,
    wire: key === "option" || key === "tenant" ? "none" : verdict,
    types: key === "option" ? verdict : "none",
    lifecycle: key === "tenant" ? "breaking" : "none",
    audience: key === "tenant" ? "stored refs of jobs" : "who creates a client",
    howToMigrate: advice(key, after),
  };
}

function subjectOf(key: string, name: Json | undefined): string {
  return key === "env"
    ? `environment variable \`${String(name)}\``
    : `option \`${String(name)}\` of the client`;
}

function advice(key: string, after: Json | undefined): string {
  if (key === "tenant") return "Attach to running jobs by id; their stored refs name another place.";
  if (key !== "env" && key !== "option") return "Nothing.";
  return after === undefined ? "Give the value another way." : `Use ${String(after)}.`;
}

function errorsChanged(before: JsonObject, after: JsonObject): Finding {
  return {
    rule: "error-pointers-changed",
    at: { base: "/x-jobwire/errors", head: "/x-jobwire/errors" },
    subject: "message, code and request id of errors",
    predicate: "are read from other places of an error's body",
    before: own(before, "errors"),
    after: own(after, "errors"),
    wire: "none",
    types: "none",
    audience: "who reads errors",
    howToMigrate: "Nothing.",
  };
}
