import type { Parameter } from "../document/operations.ts";
import type { Finding } from "../finding.ts";
import { type Json, own, ownString } from "../json.ts";
import { join } from "../pointer.ts";
import { type OperationPair, quoted } from "./context.ts";

/** "query parameter `limit` of `listJobs`"; what several operations share is named without one. */
export function parameterOwner(pair: OperationPair, { in: place, name, node }: Parameter): string {
  const parameter = `${place} parameter \`${name}\``;
  return node.pointer.startsWith("/components/") ? parameter : `${parameter} of ${quoted(pair.head)}`;
}

interface Fact {
  readonly rule: string;
  readonly keyword: string;
  readonly before: Json;
  readonly after: Json;
  readonly predicate: string;
  readonly wire: Finding["wire"];
  readonly types: Finding["types"];
  readonly howToMigrate: string;
}

/** What is said of a parameter beside its schema. */
export function parameterFacts(
  pair: OperationPair,
  base: Parameter,
  head: Parameter,
  owner: string,
): readonly Finding[] {
  const all = [
    renamed(base, head),
    moved(base, head),
    required(base, head),
    ...serialization(base, head),
    deprecated(base, head),
  ];
  return all.flatMap((fact) => {
    if (fact === undefined) return [];
    const { keyword, ...finding } = fact;
    const at = { base: join(base.node.pointer, keyword), head: join(head.node.pointer, keyword) };
    const isShared = head.node.pointer.startsWith("/components/");
    const audience = isShared ? `who sends ${owner}` : `callers of ${quoted(pair.head)}`;
    return [{ ...finding, at, subject: owner, audience }];
  });
}

function renamed(base: Parameter, head: Parameter): Fact | undefined {
  if (base.name === head.name) return undefined;
  const [before, after] = [base.name, head.name];
  const fact = { keyword: "name", before, after, types: "breaking" as const };
  return head.in === "path"
    ? {
        ...fact,
        rule: "path-parameter-renamed",
        predicate: `was called \`${before}\``,
        wire: "none",
        howToMigrate: `Write \`${after}\` instead of \`${before}\` in the input.`,
      }
    : {
        ...fact,
        rule: "parameter-renamed",
        predicate: `is there instead of \`${before}\``,
        wire: "breaking",
        howToMigrate: `Send \`${after}\` instead of \`${before}\`, with the same values.`,
      };
}

function moved(base: Parameter, head: Parameter): Fact | undefined {
  if (base.in === head.in) return undefined;
  return {
    rule: "parameter-moved",
    keyword: "in",
    before: base.in,
    after: head.in,
    predicate: `travels in the ${head.in} instead of the ${base.in}`,
    wire: "breaking",
    types: "breaking",
    howToMigrate:
      "Update the package; the input keeps its name. A path-typed call gives it in the new place.",
  };
}

function required(base: Parameter, head: Parameter): Fact | undefined {
  if (base.required === head.required) return undefined;
  const verdict = head.required ? "breaking" : "additive";
  return {
    rule: head.required ? "parameter-required" : "parameter-optional",
    keyword: "required",
    before: base.required,
    after: head.required,
    predicate: head.required ? "is required now" : "is no longer required",
    wire: verdict,
    types: verdict,
    howToMigrate: head.required ? "Send it with every request." : "Nothing; it may be left out.",
  };
}

function serialization(base: Parameter, head: Parameter): readonly Fact[] {
  const defaults = {
    style: base.in === "query" || base.in === "cookie" ? "form" : "simple",
    allowReserved: false,
  };
  return (["style", "explode", "allowReserved"] as const).flatMap((keyword) => {
    const usual = (parameter: Parameter): Json =>
      keyword === "explode"
        ? (ownString(parameter.node.value, "style") ?? defaults.style) === "form"
        : defaults[keyword];
    const [before, after] = [base, head].map((one) => own(one.node.value, keyword) ?? usual(one)) as [
      Json,
      Json,
    ];
    if (before === after) return [];
    return [
      {
        rule: "parameter-serialization-changed",
        keyword,
        before,
        after,
        predicate: `has ${keyword} ${JSON.stringify(after)} instead of ${JSON.stringify(before)}`,
        wire: "breaking" as const,
        types: "none" as const,
        howToMigrate: "Update the package, which writes it the new way.",
      },
    ];
  });
}

function deprecated(base: Parameter, head: Parameter): Fact | undefined {
  const [before, after] = [base, head].map((one) => own(one.node.value, "deprecated") === true) as [
    boolean,
    boolean,
  ];
  if (before === after) return undefined;
  return {
    rule: after ? "deprecated" : "no-longer-deprecated",
    keyword: "deprecated",
    before,
    after,
    predicate: after ? "is deprecated" : "is no longer deprecated",
    wire: after ? "additive" : "none",
    types: "none",
    howToMigrate: after ? "Plan to do without it; it still works." : "Nothing.",
  };
}
