import { same } from "../canonical.ts";
import type { Finding } from "../finding.ts";
import { type Json, ownObject, strings } from "../json.ts";
import { type KindPair, type KindRule, say, values } from "./kind-pair.ts";

/** `timeoutMs`, `poll`, `rate`, `reopens`, and whose doing a failure is. */
export const factsRule: KindRule = (pair) => [
  ...timeoutChange(pair),
  ...["firstMs", "minMs", "maxMs"].flatMap((key) => factChange(pair, ["poll", key])),
  ...["requests", "perMs"].flatMap((key) => factChange(pair, ["rate", key])),
  ...factChange(pair, ["reopens"]),
  ...faultChange(pair),
];

const usualTimeoutMs = 3_600_000;

function timeoutChange(pair: KindPair): readonly Finding[] {
  const [before, after] = values(pair, "timeoutMs");
  const ms = (value: Json | undefined) => (typeof value === "number" ? value : usualTimeoutMs);
  if (same(before, after)) return [];
  const shorter = ms(after) < ms(before);
  const equal = ms(after) === ms(before);
  return [
    say(pair, {
      rule: "timeout-changed",
      path: ["timeoutMs"],
      what: "the deadline of a wait that names none",
      predicate: `is ${ms(after)} ms instead of ${ms(before)} ms`,
      before,
      after,
      lifecycle: equal ? "none" : shorter ? "breaking" : "additive",
      howToMigrate: shorter
        ? `Give waits \`timeoutMs: ${ms(before)}\` to keep the old deadline.`
        : "Nothing.",
    }),
  ];
}

/** How often a job is read is no promise to anybody; what a wait ends with stays the same. */
function factChange(pair: KindPair, path: readonly string[]): readonly Finding[] {
  const [before, after] = values(pair, ...path);
  if (same(before ?? false, after ?? false)) return [];
  return [
    say(pair, {
      rule: `${path[0]}-changed`,
      path,
      predicate: `is ${JSON.stringify(after) ?? "left out"} instead of ${JSON.stringify(before) ?? "left out"}`,
      before,
      after,
      lifecycle: "additive",
      howToMigrate:
        path[0] === "reopens" ? reopens(after === true) : "Nothing; jobs are read at other intervals.",
    }),
  ];
}

function reopens(now: boolean): string {
  return now
    ? "Read a job again before you act on an end that you stored: it may have been set going again."
    : "Nothing.";
}

function faultChange(pair: KindPair): readonly Finding[] {
  const [base, head] = values(pair, "failure").map(faultsOf) as [
    ReadonlyMap<string, string>,
    ReadonlyMap<string, string>,
  ];
  return [...new Set([...base.keys(), ...head.keys()])].flatMap((word) => {
    const [before, after] = [base.get(word), head.get(word)];
    if (before === after) return [];
    return [
      say(pair, {
        rule: "fault-changed",
        path: ["failure", after ?? before ?? "caller", word],
        what: `\`failure.fault\` for the word \`${word}\``,
        predicate: `is ${after ?? "not said"} instead of ${before ?? "not said"}`,
        before,
        after,
        lifecycle: before === undefined ? "additive" : "breaking",
        howToMigrate: "Check what you do with the fault of a failure.",
      }),
    ];
  });
}

function faultsOf(failure: Json | undefined): ReadonlyMap<string, string> {
  const lists = ownObject({ failure: failure ?? {} }, "failure");
  return new Map(
    ["caller", "platform"].flatMap((fault) =>
      strings(lists[fault] ?? []).map((word) => [word, fault] as const),
    ),
  );
}
