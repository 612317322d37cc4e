import fc from "fast-check";
import { expect, test } from "vitest";
import { sameValue } from "./same-value.ts";

test.each([
  [1, 1, true],
  [1, 2, false],
  ["1", 1, false],
  [null, undefined, false],
  [null, {}, false],
  [{}, [], false],
  [[], [], true],
  [[1, [2]], [1, [2]], true],
  [[1, 2], [2, 1], false],
  [[1], [1, 2], false],
  [{ a: 1, b: 2 }, { b: 2, a: 1 }, true],
  [{ a: 1 }, { a: 1, b: undefined }, false],
  [{ a: undefined }, { b: undefined }, false],
  [{ a: { b: [null] } }, { a: { b: [null] } }, true],
  [{ a: { b: [null] } }, { a: { b: [0] } }, false],
  [{ toString: 1 }, {}, false],
  [{}, { toString: 1 }, false],
  [Number.NaN, Number.NaN, true],
])("%j and %j: %j", (one, other, expected) => {
  expect(sameValue(one, other)).toBe(expected);
  expect(sameValue(other, one)).toBe(expected);
});

test("ends at any depth", () => {
  const nested = (depth: number) => JSON.parse("[".repeat(depth) + "]".repeat(depth)) as unknown;
  expect(sameValue(nested(400), nested(400))).toBe(true);
  expect(sameValue(nested(200_000), nested(200_000))).toBe(false);
});

test("agrees with JSON, whatever the order of keys", () => {
  const sorted = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(sorted);
    if (typeof value !== "object" || value === null) return value;
    return Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]);
  };
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
      expect(sameValue(one, structuredClone(one))).toBe(true);
      const isEqual =
        JSON.stringify(sorted(one)) === JSON.stringify(sorted(other)) &&
        JSON.stringify(one).length === JSON.stringify(other).length;
      if (sameValue(one, other)) expect(isEqual || Object.is(one, other)).toBe(true);
    }),
  );
});
