import type { Finding } from "../finding.ts";
import { type Json, type JsonObject, own, strings } from "../json.ts";
import { type KindPair, say } from "./kind-pair.ts";
import { listChange } from "./pointers.ts";
import { type Key, relationNames } from "./relation-key.ts";

/** Where the values of parameters come from. */
export function paramsChange(
  pair: KindPair,
  key: Key,
  before: JsonObject,
  after: JsonObject,
): readonly Finding[] {
  const all = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...all].flatMap((name) => {
    const [one, other] = [own(before, name), own(after, name)];
    const change = listChange(one, other);
    if (change === "same") return [];
    return [
      say(pair, {
        rule: "binding-changed",
        path: [key, "params", name],
        what: `parameter \`${name}\` of ${relationNames[key]}`,
        predicate: `comes from ${text(other)} instead of ${text(one)}`,
        before: one,
        after: other,
        lifecycle: change === "appended" || isSetting(one, other) ? "additive" : "breaking",
        howToMigrate: "Nothing in code; check jobs that were started by older versions.",
      }),
    ];
  });
}

/** A constant, such as the size of a page, is a choice of ours. */
function isSetting(...values: readonly (Json | undefined)[]): boolean {
  return values.every(
    (value) => value === undefined || typeof value === "number" || typeof value === "boolean",
  );
}

function text(value: Json | undefined): string {
  return value === undefined
    ? "the parameter of the same name"
    : strings(value).join(", then ") || JSON.stringify(value);
}
