import { didYouMean, listed } from "../diagnostics/suggest.ts";
import type { Json } from "../json.ts";
import type { Path } from "../path.ts";
import { isEnd, type JobSource, type Status, statuses } from "./job-source.ts";
import type { Rule } from "./kind.ts";
import { type KindContext, reach, type Target } from "./kind-context.ts";
import { readConditions } from "./read-conditions.ts";
import type { Reached } from "./walk-pointer.ts";
import { wanted } from "./wanted.ts";
import { knownWords } from "./words.ts";

/** Where the raw word stands, what each word means, and the exceptions. */
export interface StatusTable {
  readonly at: readonly Reached[];
  readonly table: readonly (readonly [word: string, status: Status])[];
  readonly when: readonly Rule[];
}

export function readStatus(context: KindContext, source: JobSource, target: Target): StatusTable {
  const path = [...context.at, "status"];
  const at = reach(context, target, source.status.at, [...path, "at"], wanted.word);
  const table = readTable(context, source, path);
  checkWords(context, source, at, table, path);
  const when = (source.status.when ?? []).map((rule, index) => ({
    conditions: readConditions(context, target, rule.if, [...path, "when", index, "if"]),
    status: rule.then,
  }));
  checkOrder(
    context,
    (source.status.when ?? []).map((rule) => rule.if),
    path,
  );
  warnOfSwallowedEnds(context, source, when, table, path);
  if (
    table.length > 0 &&
    ![...table.map(([, status]) => status), ...when.map((rule) => rule.status)].some(isEnd)
  )
    context.report.warning(
      path,
      "no word and no rule says that a job has ended, so that every wait lasts until its deadline",
      "the ends are succeeded, failed, cancelled and timed_out",
    );
  return { at, table, when };
}

function wordsUnder(source: JobSource, status: Status): readonly string[] {
  return (source.status as unknown as Readonly<Record<string, readonly string[] | undefined>>)[status] ?? [];
}

/** The table in the order of the document. A word has one meaning. */
function readTable(context: KindContext, source: JobSource, path: Path): StatusTable["table"] {
  const table = new Map<string, Status>();
  const order = Object.keys(source.status).filter((key): key is Status =>
    statuses.some((status) => status === key),
  );
  for (const status of order) {
    for (const [index, word] of wordsUnder(source, status).entries()) {
      const other = table.get(word);
      if (word === "__proto__")
        context.report.error(
          [...path, status, index],
          `"${word}" cannot be a word: code uses it for something else`,
        );
      else if (other !== undefined)
        context.report.error([...path, status, index], `"${word}" already means ${other}`);
      else table.set(word, status);
    }
  }
  return [...table];
}

/** Every word that the schema knows has a place; of a closed list there is no other word. */
function checkWords(
  context: KindContext,
  source: JobSource,
  at: readonly Reached[],
  table: StatusTable["table"],
  path: Path,
): void {
  if (table.length === 0) {
    context.report.error(path, "no word has a meaning", `put the words under one of ${statuses.join(", ")}`);
    return;
  }
  const known = at.map((reached) => knownWords(reached.variants));
  const words = new Set(known.flatMap((entry) => entry.words));
  const placed = new Set(table.map(([word]) => word));
  const missing = [...words].filter((word) => word !== "" && !placed.has(word));
  if (missing.length > 0) {
    context.report.error(
      path,
      `not mapped: ${listed(missing)}`,
      `put ${missing.length === 1 ? "it" : "each"} under one of ${statuses.join(", ")}`,
    );
  }
  if (known.length === 0 || known.some((entry) => !entry.closed)) return;
  const places = at.map((reached) => reached.pointer).join(" or ");
  for (const status of statuses) {
    for (const [index, word] of wordsUnder(source, status).entries()) {
      if (words.has(word)) continue;
      context.report.error(
        [...path, status, index],
        `"${word}" is no value of ${places}`,
        didYouMean(word, [...words], "values"),
      );
    }
  }
}

type Conditions = JobSource["status"]["when"] extends readonly (infer Rule)[] | undefined
  ? Rule extends { readonly if: infer If }
    ? If
    : never
  : never;

/** The first rule whose conditions hold wins: one behind a rule that holds whenever it does is never used. */
function checkOrder(context: KindContext, rules: readonly Conditions[], path: Path): void {
  for (const [index, rule] of rules.entries()) {
    const earlier = rules.slice(0, index).findIndex((other) => holdsWhenever(other, rule));
    if (earlier < 0) continue;
    context.report.error(
      [...path, "when", index],
      `this rule is never used: rule ${earlier} before it holds whenever this one does`,
      "put the narrower rule first",
    );
  }
}

function holdsWhenever(wide: Conditions, narrow: Conditions): boolean {
  const valuesOf = (conditions: Conditions, pointer: string): readonly Json[] | undefined => {
    const given = Object.hasOwn(conditions, pointer) ? (conditions[pointer] as Json) : undefined;
    return given === undefined ? undefined : Array.isArray(given) ? given : [given];
  };
  return Object.keys(wide).every((pointer) => {
    const accepted = valuesOf(wide, pointer) ?? [];
    return valuesOf(narrow, pointer)?.every((value) => accepted.includes(value)) ?? false;
  });
}

/** A rule that yields a status which is no end, whatever the word, can keep an ended job running for ever. */
function warnOfSwallowedEnds(
  context: KindContext,
  source: JobSource,
  when: readonly Rule[],
  table: StatusTable["table"],
  path: Path,
): void {
  const at = typeof source.status.at === "string" ? [source.status.at] : source.status.at;
  const given = (source.status.when ?? []).map((rule) => rule.if);
  for (const [index, rule] of when.entries()) {
    const conditions = given[index] ?? {};
    if (isEnd(rule.status) || at.some((pointer) => Object.hasOwn(conditions, pointer))) continue;
    const swallowed = table
      .filter(([word, status]) => isEnd(status) && !isSpared(word, index, conditions, given, when, at))
      .map(([word]) => word);
    if (swallowed.length === 0) continue;
    const fact = `this rule makes ${listed(swallowed)} ${rule.status}, which ends nothing`;
    context.report.warning(
      [...path, "when", index],
      fact,
      `say at ${at.join(" or ")} which words the rule is about, or put a rule for the ends before it`,
    );
  }
}

/** An earlier rule takes the word out, or a rule with conditions that hold here too says that it is no end yet. */
function isSpared(
  word: string,
  index: number,
  conditions: Readonly<Record<string, Json>>,
  given: readonly Readonly<Record<string, Json>>[],
  when: readonly Rule[],
  at: readonly string[],
): boolean {
  return given.some((other, position) => {
    const entries = Object.entries(other);
    const names = entries.some(
      ([pointer, value]) =>
        at.includes(pointer) && (value === word || (Array.isArray(value) && value.includes(word))),
    );
    if (!names) return false;
    const rest = entries.filter(([pointer]) => !at.includes(pointer));
    const holdsHere = rest.every(
      ([pointer, value]) => JSON.stringify(conditions[pointer]) === JSON.stringify(value),
    );
    const then = when[position]?.status ?? "unknown";
    return holdsHere && (isEnd(then) ? position < index : true);
  });
}
