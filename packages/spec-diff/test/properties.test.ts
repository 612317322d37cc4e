import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { type Change, overall, worst } from "../src/change.ts";
import { compareDocuments } from "../src/compare-documents.ts";
import { isObject, type Json, type JsonObject, objectOf, own } from "../src/json.ts";
import { corpusBase, corpusCases } from "./corpus.ts";
import { randomFrom, withoutEditsOfMeaning } from "./cosmetic.ts";

const specs = ["nia", "nullspace", "nuon", "sieve"].map((name) => ({
  name,
  document: parse(readFileSync(new URL(`../../../specs/${name}/openapi.yaml`, import.meta.url), "utf8"), {
    maxAliasCount: -1,
  }) as JsonObject,
}));

function changes(base: JsonObject, head: JsonObject): readonly Change[] {
  return compareDocuments(base, head).predicted.map(({ change }) => change);
}

describe.each(specs)("the spec of $name", ({ name, document }) => {
  it("does not differ from itself", () => {
    expect(changes(document, structuredClone(document))).toEqual([]);
  });

  it("does not differ from what the compiler made of it", () => {
    const file = new URL(`../../${name}/src/generated/openapi.json`, import.meta.url);
    expect(changes(document, JSON.parse(readFileSync(file, "utf8")) as JsonObject)).toEqual([]);
  });

  it("is rated a patch at most after cosmetic edits", { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const edited = withoutEditsOfMeaning(document, randomFrom(seed));
        const loud = changes(document, edited).filter(({ verdicts }) => overall(verdicts) !== "none");
        expect(loud).toEqual([]);
      }),
      { numRuns: 12 },
    );
  });
});

describe("edits at disjoint places", () => {
  const patches = corpusCases().filter((one) => one.forward.bump !== "none");

  it("rate as the worse of the two", { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(fc.constantFrom(...patches), fc.constantFrom(...patches), (one, other) => {
        const both = merged(corpusBase, one.head, other.head);
        fc.pre(both !== undefined);
        const rating = (head: JsonObject) =>
          worst(changes(corpusBase, head).map((change) => overall(change.verdicts)));
        expect(rating(both as JsonObject)).toBe(worst([rating(one.head), rating(other.head)]));
      }),
      { numRuns: 200 },
    );
  });
});

/** Both edits in one document, or `undefined` where they touch the same subtree. */
function merged(base: Json, one: Json, other: Json, depth = 0): Json | undefined {
  const text = JSON.stringify;
  if (text(one) === text(base)) return other;
  if (text(other) === text(base)) return one;
  // An operation, a component, a key of a kind are the smallest subtrees that count as places.
  if (depth >= 4 || !isObject(base) || !isObject(one) || !isObject(other)) return undefined;
  const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  const entries = keys.map((key) => {
    const [was, a, b] = [own(base, key), own(one, key), own(other, key)];
    if (was === undefined) return [key, a ?? b] as const;
    if (a === undefined || b === undefined) return [key, undefined] as const;
    return [key, merged(was, a, b, depth + 1)] as const;
  });
  const known = entries.filter((entry): entry is [string, Json] => entry[1] !== undefined);
  return known.length === keys.length ? objectOf(known) : undefined;
}
