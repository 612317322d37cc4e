import { expect, test } from "vitest";
import { noWords, observe } from "./observe.ts";

test("counts words, also those that objects know, up to fifty of them", () => {
  const observed = noWords();
  const words = ["busy", "busy", "", "constructor", "toString", "toString", "__proto__", "__proto__"];
  for (const word of words) observe(observed, word);
  expect(Object.entries({ ...observed })).toEqual([
    ["busy", 2],
    ["", 1],
    ["constructor", 1],
    ["toString", 2],
    ["__proto__", 2],
  ]);
  for (let index = 0; index < 100; index += 1) observe(observed, `word ${index}`);
  observe(observed, "busy");
  expect(Object.keys(observed)).toHaveLength(50);
  expect(observed.busy).toBe(3);
});

test("keeps the beginning of a word that is no word", () => {
  const observed = noWords();
  for (const end of ["a", "b"]) observe(observed, "x".repeat(1_000_000) + end);
  expect({ ...observed }).toEqual({ ["x".repeat(100)]: 2 });
});
