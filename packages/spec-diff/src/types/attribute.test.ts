import { expect, it } from "vitest";
import type { Change, Verdict } from "../change.ts";
import type { Predicted } from "../compare-documents.ts";
import type { Part } from "../finding.ts";
import { attribute } from "./attribute.ts";

const input: Part = { operation: "POST /jobs", part: "input" };
const kind: Part = { operation: "job", part: "kind" };
const kindsOf = new Map([["POST /jobs", ["job"]]]);

function predicted(subject: string, types: Verdict, parts: readonly Part[], rule = "a-rule"): Predicted {
  const change: Change = {
    fingerprint: "0123456789ab",
    rule,
    operations: [],
    pointer: "/paths",
    at: {},
    subject,
    predicate: "changed",
    verdicts: { wire: "none", types, lifecycle: "none" },
    measured: false,
    audience: "callers",
    howToMigrate: "Nothing.",
  };
  return { change, parts };
}

function typesOf(changes: readonly Predicted[], measured: Readonly<Record<string, Verdict>>) {
  const found = new Map(Object.entries(measured).map(([key, verdict]) => [key, { verdict }]));
  return attribute(changes, found, kindsOf).map(({ subject, verdicts, measured: isMeasured }) => [
    subject,
    verdicts.types,
    isMeasured,
  ]);
}

it("blames the change of which it was predicted, and not the others in the same part", () => {
  const changes = [predicted("required", "breaking", [input]), predicted("new", "additive", [input])];
  expect(typesOf(changes, { "input POST /jobs": "breaking" })).toEqual([
    ["required", "breaking", true],
    ["new", "additive", true],
  ]);
});

it("blames all that look worst when the compiler finds more than was predicted", () => {
  const changes = [predicted("new", "additive", [input]), predicted("bound", "none", [input])];
  expect(typesOf(changes, { "input POST /jobs": "breaking" })).toEqual([
    ["new", "breaking", true],
    ["bound", "none", true],
  ]);
});

it("says what to do about types that no rule foresaw", () => {
  const found = new Map([["input POST /jobs", { verdict: "breaking" as const }]]);
  const [change] = attribute([predicted("new", "additive", [input])], found, kindsOf);
  expect(change?.howToMigrate).toBe(
    "Compile your code against the new package: types that it names are others.",
  );
});

it("does not blame a kind's own changes for what breaks in the operations that it uses", () => {
  const changes = [predicted("required", "breaking", [input]), predicted("word", "none", [kind])];
  expect(typesOf(changes, { "input POST /jobs": "breaking", "kind job": "breaking" })).toEqual([
    ["required", "breaking", true],
    ["word", "none", true],
  ]);
});

it("leaves a change that nothing measured as it was predicted", () => {
  expect(typesOf([predicted("word", "additive", [kind])], {})).toEqual([["word", "additive", false]]);
});

it("needs no compiler where a name decides", () => {
  const changes = [predicted("old", "none", [input], "deprecated")];
  expect(typesOf(changes, { "input POST /jobs": "breaking" })).toEqual([["old", "none", false]]);
});
