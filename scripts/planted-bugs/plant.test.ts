import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { planted } from "./bugs.ts";
import { plant } from "./plant.ts";

test("a bug takes the place of the text that it is for", () => {
  expect(plant("a < b && c", "a < b", "a <= b", "x.ts")).toBe("a <= b && c");
});

test.each([
  ["is gone", "a > b", "x.ts has no place for a bug: a < b"],
  ["is not the only one", "a < b || a < b", "x.ts has more than one place for a bug: a < b"],
])("a place that %s is an error, never a bug that nobody planted", (_, text, message) => {
  expect(() => plant(text, "a < b", "a <= b", "x.ts")).toThrow(message);
});

test.each(planted)("there is a place for the bug in $file: $harm", ({ file, find, replace }) => {
  const text = readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");
  expect(plant(text, find, replace, file)).not.toBe(text);
});
