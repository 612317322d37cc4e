import { same } from "../canonical.ts";
import type { Finding } from "../finding.ts";
import { type Json, own, strings } from "../json.ts";
import { type KindPair, say } from "./kind-pair.ts";
import type { Key } from "./relation-key.ts";

/** Keys of one relation beside its operation and parameters. */
export function settingsChange(pair: KindPair, key: Key, before: Json, after: Json): readonly Finding[] {
  const changed = (name: string) => !same(own(before, name), own(after, name));
  const setting = (name: string, lifecycle: Finding["wire"], howToMigrate: string) =>
    changed(name)
      ? [
          say(pair, {
            rule: `${key}-${name}-changed`,
            path: [key, name],
            what: `\`${key}.${name}\``,
            predicate: `is ${JSON.stringify(own(after, name)) ?? "left out"} instead of ${JSON.stringify(own(before, name)) ?? "left out"}`,
            before: own(before, name),
            after: own(after, name),
            lifecycle,
            howToMigrate,
          }),
        ]
      : [];
  return [
    ...setting("holdMs", "additive", "Nothing; only the time limit of one long poll changes."),
    ...pendingChange(pair, own(before, "pending"), own(after, "pending")),
    ...setting("items", "breaking", "Update the package, which finds the jobs of a list there."),
    ...setting("id", "breaking", "Update the package, which finds the id of a started job there."),
    ...setting("body", "additive", "Nothing."),
    ...untilChange(pair, own(before, "until"), own(after, "until")),
  ].filter(() => key !== "start" && key !== "cancel");
}

/** 408 means "not yet" where nothing is said. */
function pendingChange(
  pair: KindPair,
  before: Json | undefined,
  after: Json | undefined,
): readonly Finding[] {
  const list = (value: Json | undefined) => (Array.isArray(value) ? value : [408]) as readonly Json[];
  const [one, other] = [list(before), list(after)];
  const lost = one.filter((status) => !other.includes(status));
  if (lost.length === 0 && other.every((status) => one.includes(status))) return [];
  return [
    say(pair, {
      rule: "await-pending-changed",
      path: ["await", "pending"],
      what: "the statuses of the long poll that mean “not yet”",
      predicate: `are ${other.join(", ")} instead of ${one.join(", ")}`,
      before: one,
      after: other,
      lifecycle: lost.length > 0 ? "breaking" : "additive",
      howToMigrate:
        lost.length > 0 ? `A ${lost.join(", ")} of the long poll counts as a failed read now.` : "Nothing.",
    }),
  ];
}

function untilChange(pair: KindPair, before: Json | undefined, after: Json | undefined): readonly Finding[] {
  const [one, other] = [strings(before), strings(after)];
  const lost = one.filter((word) => !other.includes(word));
  const gained = other.filter((word) => !one.includes(word));
  if (lost.length + gained.length === 0) return [];
  return [
    say(pair, {
      rule: "stream-until-changed",
      path: ["stream", "until"],
      what: "the events that end the stream",
      predicate: `are ${other.join(", ")} instead of ${one.join(", ")}`,
      before: one,
      after: other,
      lifecycle: "breaking",
      howToMigrate:
        gained.length > 0
          ? `Nothing follows ${gained.join(", ")} any more.`
          : `Read on after ${lost.join(", ")}: more events may follow.`,
    }),
  ];
}
