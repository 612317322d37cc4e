import type { Finding } from "../finding.ts";
import { type Json, ownObject, strings } from "../json.ts";
import { type KindPair, type KindRule, say, values } from "./kind-pair.ts";
import { saidWords } from "./said-words.ts";

const groups = [
  "queued",
  "running",
  "requires_action",
  "succeeded",
  "failed",
  "cancelled",
  "timed_out",
  "unknown",
];
const ends = new Set(["succeeded", "failed", "cancelled", "timed_out"]);

/** What each raw word means. A word without a place is `unknown`, which never ends a wait. */
export const wordsRule: KindRule = (pair) => {
  const [base, head] = values(pair, "status").map(tableOf) as [Table, Table];
  const words = new Set([...base.keys(), ...head.keys()]);
  const silent = wordsGone(pair);
  return [...words].flatMap((word) =>
    wordChange(pair, word, base.get(word), head.get(word), silent.has(word)),
  );
};

/** Words that the schema had and no longer has: the provider has stopped saying them. */
function wordsGone(pair: KindPair): ReadonlySet<string> {
  const after = saidWords(pair.head, pair.names.head);
  const before = saidWords(pair.base, pair.names.base);
  return new Set([...before].filter((word) => !after.has(word)));
}

type Table = ReadonlyMap<string, string>;

function tableOf(status: Json | undefined): Table {
  const groupsOf = ownObject({ status: status ?? {} }, "status");
  return new Map(
    groups.flatMap((group) => strings(groupsOf[group] ?? []).map((word) => [word, group] as const)),
  );
}

function wordChange(
  pair: KindPair,
  word: string,
  before: string | undefined,
  after: string | undefined,
  isSilent: boolean,
): readonly Finding[] {
  if (before === after) return [];
  const [was, is] = [before ?? "unknown", after ?? "unknown"];
  const isNew = before === undefined;
  const path = ["status", after ?? before ?? "unknown", word];
  const what = `the word \`${word}\``;
  const facts = { path, what, before: before ?? null, after: after ?? null };
  if (was === is) {
    const predicate = isNew
      ? "is known to say nothing"
      : "is no longer listed; it said nothing before either";
    return [
      say(pair, { ...facts, rule: "word-listed", predicate, lifecycle: "none", howToMigrate: "Nothing." }),
    ];
  }
  return [
    say(pair, {
      ...facts,
      rule: isNew ? "word-added" : after === undefined ? "word-removed" : "word-remapped",
      predicate: isNew
        ? `means ${is} (it was unknown)`
        : after === undefined
          ? `means nothing any more (it meant ${was})`
          : `means ${is} instead of ${was}`,
      lifecycle: was === "unknown" || (isSilent && after === undefined) ? "additive" : "breaking",
      howToMigrate:
        isSilent && after === undefined
          ? `Code for \`${word}\` can go: the provider no longer says it.`
          : advice(word, was, is),
    }),
  ];
}

function advice(word: string, was: string, is: string): string {
  if (ends.has(was) && !ends.has(is))
    return `A job that says \`${word}\` has no longer ended: waits for it go on until their deadline.`;
  if (!ends.has(was) && ends.has(is))
    return `A job that says \`${word}\` has ended now: waits for it return ${is}.`;
  return was === "unknown"
    ? `Handle ${is} where you handle states.`
    : `Handle ${is} where you handled ${was}.`;
}
