import { same } from "../canonical.ts";
import type { Finding } from "../finding.ts";
import { strings } from "../json.ts";
import { type KindPair, say, values } from "./kind-pair.ts";

/** Old names that refs may carry. */
export function formerlyRule(pair: KindPair): readonly Finding[] {
  const [before, after] = values(pair, "formerly").map((value) => strings(value)) as [
    readonly string[],
    readonly string[],
  ];
  const finding = (name: string, added: boolean): Finding =>
    say(pair, {
      rule: added ? "former-name-added" : "former-name-removed",
      path: ["formerly", name],
      what: `the former name \`${name}\``,
      predicate: added ? "is accepted in refs" : "is no longer accepted in refs",
      ...(added ? { after: name } : { before: name }),
      lifecycle: added ? "additive" : "breaking",
      audience: "stored refs of jobs",
      howToMigrate: added ? "Nothing." : `Write \`${pair.name}\` for \`${name}\` in stored refs.`,
    });
  const ownOldName =
    pair.base.pointer === pair.head.pointer ? undefined : pair.base.pointer.split("/").at(-1);
  return [
    ...before.filter((name) => !after.includes(name)).map((name) => finding(name, false)),
    ...after
      .filter((name) => !before.includes(name) && name !== ownOldName)
      .map((name) => finding(name, true)),
  ];
}

/** States of the simulator; nothing that runs in production reads them. */
export function framesRule(pair: KindPair): readonly Finding[] {
  const [before, after] = values(pair, "frames");
  if (same(before, after)) return [];
  return [
    say(pair, {
      rule: "frames-changed",
      path: ["frames"],
      what: "the states of the simulator",
      predicate: "are different",
      lifecycle: "none",
      audience: "tests that run against the simulator",
      howToMigrate: "Nothing, unless a test names a frame that is gone.",
    }),
  ];
}
