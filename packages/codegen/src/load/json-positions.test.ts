import fc from "fast-check";
import { expect, it } from "vitest";
import type { Path } from "../path.ts";
import { createPositions } from "./positions.ts";

/** Every path of a value. */
function pathsOf(value: unknown, at: Path = []): readonly Path[] {
  if (typeof value !== "object" || value === null) return [at];
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return [at, ...entries.flatMap(([key, entry]) => pathsOf(entry, [...at, key]))];
}

it("finds in JSON what the parser with positions finds in the same text as YAML", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 3 }), fc.constantFrom(0, 2), (value, indent) => {
      const text = JSON.stringify([value], null, indent);
      const json = createPositions(text);
      // A comment makes it YAML, and moves nothing but lines.
      const yaml = createPositions(`# YAML\n${text}`);
      for (const path of pathsOf(JSON.parse(text))) {
        const { line, column } = yaml.find(path);
        expect(json.find(path), JSON.stringify(path)).toEqual({ line: line - 1, column });
      }
    }),
    { numRuns: 300 },
  );
});

it("finds the nearest parent of what is not there", () => {
  const { find } = createPositions('{\n  "a": { "b": [1, "x\\"}"] },\n  "c": 2\n}');
  expect(find(["a", "b", 7])).toEqual({ line: 2, column: 10 });
  expect(find(["c", "d"])).toEqual({ line: 3, column: 3 });
  expect(find(["a", "b", 1])).toEqual({ line: 2, column: 19 });
});
