import { expect, test } from "vitest";
import { compact, finite, isSet, present, text, time } from "./coerce.ts";

test.each([
  ["a", "a"],
  ["", undefined],
  [7, "7"],
  [0, "0"],
  [-1.5, "-1.5"],
  [2 ** 53 - 1, "9007199254740991"],
  [2 ** 53, undefined],
  [-(2 ** 53), undefined],
  [1e21, undefined],
  [Number.NaN, undefined],
  [Number.POSITIVE_INFINITY, undefined],
  [true, undefined],
  [null, undefined],
  [undefined, undefined],
  [{}, undefined],
  [["a"], undefined],
])("text of %j is %j", (value, expected) => {
  expect(text(value)).toBe(expected);
});

test.each([
  [7, 7],
  [0, 0],
  [Number.NaN, undefined],
  [Number.NEGATIVE_INFINITY, undefined],
  ["7", undefined],
  [null, undefined],
])("finite of %j is %j", (value, expected) => {
  expect(finite(value)).toBe(expected);
});

test.each([
  [0, 0],
  [false, false],
  ["a", "a"],
  ["", undefined],
  [null, undefined],
  [undefined, undefined],
])("%j as a present value is %j", (value, expected) => {
  expect(present(value)).toBe(expected);
});

test.each([
  [
    { a: 1, b: null, c: "", d: undefined, e: 0, f: false },
    { a: 1, e: 0, f: false },
  ],
  [{ a: null }, undefined],
  [{}, undefined],
  [undefined, undefined],
])("compact of %j is %j", (parts, expected) => {
  expect(compact<object>(parts)).toEqual(expected);
});

test.each([
  [true, true],
  ["2026-03-01T10:00:00Z", true],
  [1, true],
  [{}, true],
  [false, false],
  [0, false],
  ["", false],
  [null, false],
  [undefined, false],
  ["0001-01-01T00:00:00Z", false],
  ["0001-01-01T00:00:00", false],
])("%j is set: %j", (value, expected) => {
  expect(isSet(value)).toBe(expected);
});

test.each([
  ["2026-03-01T10:00:00Z", "2026-03-01T10:00:00Z"],
  ["2026-03-01T10:00:00", "2026-03-01T10:00:00Z"], // no offset is UTC
  ["2026-03-01 10:00:00", "2026-03-01T10:00:00Z"],
  ["2026-03-01t10:00:00z", "2026-03-01T10:00:00Z"],
  ["2026-03-01T10:00", "2026-03-01T10:00:00Z"],
  ["2026-03-01T10:00:00.123456789Z", "2026-03-01T10:00:00.123456789Z"], // nine digits are kept
  ["2026-03-01T10:00:00.5", "2026-03-01T10:00:00.5Z"],
  ["2026-03-01T10:00:00+05:30", "2026-03-01T10:00:00+05:30"],
  ["2026-03-01T10:00:00-0800", "2026-03-01T10:00:00-08:00"],
  ["2026-03-01 10:00:00.25+00", "2026-03-01T10:00:00.25+00:00"], // as PostgreSQL writes it
  ["2026-03-01 10:00:00 Z", "2026-03-01T10:00:00Z"],
  ["0001-01-01T00:00:00Z", undefined], // the zero time of Go
  ["0001-01-01T00:00:00", undefined],
  ["2026-13-01T10:00:00Z", undefined],
  ["2026-03-01T25:00:00Z", undefined],
  ["2026-03-01T10:00:00+99:99", undefined],
  ["2026-03-01", undefined],
  ["yesterday", undefined],
  ["", undefined],
  [1_772_359_200, undefined],
  [null, undefined],
  [new Date(0), undefined],
  [
    ["0001-01-01T00:00:00Z", "", "soon", "2026-03-01T10:00:00", "2026-03-02T10:00:00"],
    "2026-03-01T10:00:00Z",
  ],
  [["0001-01-01T00:00:00Z", null], undefined],
  [[], undefined],
])("time of %j is %j", (value, expected) => {
  expect(time(value)).toBe(expected);
});
