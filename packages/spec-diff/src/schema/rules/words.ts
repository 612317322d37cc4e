import { same } from "../../canonical.ts";
import type { Verdict } from "../../change.ts";
import type { Finding } from "../../finding.ts";
import type { Json } from "../../json.ts";
import type { SchemaPair, SchemaRule } from "../rule.ts";
import { state } from "../rule.ts";
import type { Direction, SchemaView } from "../view.ts";

/**
 * `enum` and `const`. In answers a list of words is open: an API adds words without notice, and the types say so. In
 * requests it is closed. `x-jobwire.open` decides otherwise.
 */
export const wordsRule: SchemaRule = (pair) => {
  const { base, head } = pair;
  if (base.words === undefined && head.words === undefined) return [];
  if (base.words === undefined) return [introduced(pair)];
  if (head.words === undefined) return [dropped(pair)];
  const [added, removed] = [missing(head.words, base.words), missing(base.words, head.words)];
  return [
    ...(removed.length === 0 ? [] : [wordsRemoved(pair, removed)]),
    ...(added.length === 0 ? [] : [wordsAdded(pair, added)]),
    ...opennessChanged(pair),
  ];
};

/** Whether other words than the listed may come or be sent. */
export function isOpen(view: SchemaView, direction: Direction): boolean {
  const { words = [], nullable } = view;
  const isList = words.length + (nullable ? 1 : 0) > 1 && words.every((word) => typeof word === "string");
  return isList && (view.open ?? direction === "response");
}

function missing(words: readonly Json[], from: readonly Json[]): readonly Json[] {
  return words.filter((word) => !from.some((other) => same(other, word)));
}

/** One word stands for itself. */
function oneOrAll(words: readonly Json[]): Json | undefined {
  return words.length === 1 ? words[0] : words;
}

const shownWords = 6;

/** `"a", "b" and 12 more` */
function list(words: readonly Json[]): string {
  const shown = words.slice(0, shownWords).map((word) => JSON.stringify(word));
  const more = words.length > shownWords ? ` and ${words.length - shownWords} more` : "";
  return shown.join(", ") + more;
}

/** "word", or "words" where they are several. */
function noun(words: readonly Json[]): string {
  return words.length === 1 ? "word" : "words";
}

function wordsAdded(pair: SchemaPair, words: readonly Json[]): Finding {
  const { base, head, place } = pair;
  const request = place.direction === "request";
  const open = isOpen(base, place.direction);
  const closedInTypes = !open || !isOpen(head, place.direction);
  const finding = state(pair, {
    rule: "enum-word-added",
    keyword: "enum",
    predicate: `has the new ${noun(words)} ${list(words)}`,
    after: oneOrAll(words),
    wire: request || open ? "additive" : "breaking",
    types: request || !closedInTypes ? "additive" : "breaking",
    howToMigrate: request
      ? `Nothing; the ${noun(words)} may be sent.`
      : `Handle the ${noun(words)}, or have a default for words you do not know.`,
  });
  return { ...finding, at: { ...finding.at, into: `${base.pointer}/enum/-` } };
}

function wordsRemoved(pair: SchemaPair, words: readonly Json[]): Finding {
  const { base, head, place } = pair;
  const request = place.direction === "request";
  const wire: Verdict = request && !isOpen(head, "request") ? "breaking" : "additive";
  const types: Verdict = isOpen(head, place.direction) ? "additive" : "breaking";
  return state(pair, {
    rule: "enum-word-removed",
    keyword: "enum",
    predicate: `no longer has the ${noun(words)} ${list(words)}`,
    before: oneOrAll(words),
    wire,
    types: request ? wire : isOpen(base, place.direction) ? types : "breaking",
    howToMigrate: request ? `Send another word than ${list(words)}.` : `Code for ${list(words)} can go.`,
  });
}

function introduced(pair: SchemaPair): Finding {
  const request = pair.place.direction === "request";
  const verdict: Verdict = request && !isOpen(pair.head, "request") ? "breaking" : "additive";
  const finding = state(pair, {
    rule: "enum-added",
    keyword: "enum",
    predicate: `lists its words now: ${list(pair.head.words ?? [])}`,
    after: pair.head.words,
    wire: verdict,
    types: verdict,
    howToMigrate: request ? "Send one of the listed words." : "Nothing; editors complete the words.",
  });
  return { ...finding, at: { ...finding.at, into: `${pair.base.pointer}/enum` } };
}

function dropped(pair: SchemaPair): Finding {
  const request = pair.place.direction === "request";
  const verdict: Verdict = request || isOpen(pair.base, "response") ? "additive" : "breaking";
  return state(pair, {
    rule: "enum-removed",
    keyword: "enum",
    predicate: "no longer lists its words",
    before: pair.base.words,
    wire: verdict,
    types: verdict,
    howToMigrate: request ? "Nothing; any value may be sent." : "Handle values that you do not know.",
  });
}

function opennessChanged(pair: SchemaPair): readonly Finding[] {
  const { base, head, place } = pair;
  const [before, after] = [isOpen(base, place.direction), isOpen(head, place.direction)];
  if (before === after || base.words?.length === 1 || head.words?.length === 1) return [];
  const request = place.direction === "request";
  const verdict: Verdict = request === after ? "additive" : "breaking";
  return [
    state(pair, {
      rule: "enum-openness-changed",
      keyword: "x-jobwire/open",
      predicate: after ? "may have words now that are not listed" : "has no other words now than the listed",
      before,
      after,
      wire: request || after ? verdict : "additive",
      types: verdict,
      howToMigrate: after
        ? request
          ? "Nothing; other words may be sent."
          : "Have a default for words you do not know."
        : "Use the listed words only.",
    }),
  ];
}
