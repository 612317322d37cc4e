import { beforeAll, describe, expect, it } from "vitest";
import { overall } from "../src/change.ts";
import { compareDocuments } from "../src/compare-documents.ts";
import { diffPairs, type SpecDiff } from "../src/diff-specs.ts";
import { rate } from "../src/policy/rate.ts";
import { type Case, corpusBase, corpusCases, verdictsOf } from "./corpus.ts";

const cases = corpusCases();
const directions = cases.flatMap((one) => [
  { name: `${one.name}, forward`, one, way: "forward" as const },
  { name: `${one.name}, backward`, one, way: "backward" as const },
]);

function documents(one: Case, way: "forward" | "backward") {
  return way === "forward" ? ([corpusBase, one.head] as const) : ([one.head, corpusBase] as const);
}

describe("the corpus", () => {
  it("holds at least 170 changes under names of their own, each with a reason for both directions", () => {
    expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
    expect(cases.length).toBeGreaterThanOrEqual(170);
    for (const { forward, backward } of cases) {
      expect(forward.why.length).toBeGreaterThan(5);
      expect(backward.why.length).toBeGreaterThan(5);
    }
  });

  describe("with the compiler, which runs once for all cases", () => {
    const diffs = new Map<string, SpecDiff>();
    beforeAll(async () => {
      const pairs = directions.map(({ one, way }) => documents(one, way));
      const found = await diffPairs(pairs.map(([base, head]) => ({ base, head })));
      for (const [index, { name }] of directions.entries()) diffs.set(name, found[index] ?? { changes: [] });
    }, 120_000);

    it.each(directions)("judges $name", ({ name, one, way }) => {
      const { changes, notMeasured } = diffs.get(name) ?? { changes: [] };
      const { bump, why: _, ...verdicts } = one[way];
      expect(notMeasured).toBeUndefined();
      expect({ ...verdictsOf({ changes }), bump: rate(changes, "0.1.0") }).toEqual({ ...verdicts, bump });
    });
  });

  it("expects of every case the bump that its worst verdict asks for", () => {
    const bumps = { breaking: "minor", additive: "patch", none: "patch" };
    for (const { one, way, name } of directions) {
      const { wire, types, lifecycle, bump } = one[way];
      if (bump !== "none")
        expect({ name, bump }).toEqual({ name, bump: bumps[overall({ wire, types, lifecycle })] });
    }
  });

  it("names for every change the place, whom it concerns and what to do", { timeout: 60_000 }, () => {
    for (const { one, way } of directions) {
      for (const { change } of compareDocuments(...documents(one, way)).predicted) {
        expect(change.fingerprint).toMatch(/^[0-9a-f]{12}$/);
        expect(change.pointer).toMatch(/^\//);
        expect(change.audience).not.toBe("");
        expect(change.howToMigrate).toMatch(/[.!]$/);
      }
    }
  });
});
