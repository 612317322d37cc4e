import { expect, test } from "vitest";
import { ageProportional, every, hintedMs, jitteredMs, plannedMs, type ScheduleFacts } from "./schedule.ts";

const facts = (ageMs: number, poll: ScheduleFacts["poll"] = {}): ScheduleFacts => ({
  ageMs,
  jobAgeMs: ageMs,
  status: "running",
  attempts: 1,
  poll,
});

test.each([
  [0, 500],
  [4_999, 500],
  [6_000, 600], // a tenth of the age
  [20_000, 2_000],
  [25_000, 2_500], // here the root takes over
  [60_000, 500 * Math.sqrt(60)],
  [3_600_000, 30_000],
  [14_400_000, 60_000],
  [86_400_000, 60_000],
])("at an age of %d ms the delay is %d ms", (ageMs, expected) => {
  expect(ageProportional(facts(ageMs))).toBeCloseTo(expected, 6);
});

test("the kind's own limits take the place of 500 ms and 60 s", () => {
  expect(ageProportional(facts(0, { minMs: 7_000 }))).toBe(7_000);
  expect(ageProportional(facts(86_400_000, { maxMs: 300_000 }))).toBeCloseTo(500 * Math.sqrt(86_400));
});

test("every is every", () => {
  expect(every(1_234)(facts(99))).toBe(1_234);
});

test.each([
  [1_000, {}, 1_000],
  [1, {}, 1],
  [0.9, {}, 500],
  [0, {}, 500],
  [-5, {}, 500],
  [Number.NaN, {}, 500],
  [Number.NEGATIVE_INFINITY, {}, 500],
  [Number.POSITIVE_INFINITY, {}, Number.POSITIVE_INFINITY],
  [1_000, { minMs: 7_000 }, 7_000], // a documented limit holds for every schedule
  [0, { minMs: 7_000 }, 7_000],
  [9_000, { minMs: 7_000 }, 9_000],
  [0, { minMs: 0 }, 500],
  [0, { minMs: -1 }, 500],
  [0, { minMs: Number.NaN }, 500],
  [1_000, { minMs: Number.NaN }, 1_000],
])("%d of a schedule, with %j, is planned as %d ms", (asked, poll, expected) => {
  expect(plannedMs(asked, poll)).toBe(expected);
});

test.each([
  [1_000, {}, 0, 900],
  [1_000, {}, 0.5, 1_000],
  [1_000, {}, 1, 1_100],
  [7_000, { minMs: 7_000 }, 0, 7_000],
  [Number.POSITIVE_INFINITY, {}, 0, Number.POSITIVE_INFINITY],
  [1_000, { minMs: Number.NaN }, 0, 900],
])("%d ms with %j and a random number of %d is %d ms", (ms, poll, random, expected) => {
  expect(jitteredMs(ms, poll, () => random)).toBeCloseTo(expected, 9);
});

test.each([
  [0, 0],
  [-1, 0],
  [Number.NaN, 0],
  [30_000, 30_000],
  [3_600_001, 3_600_000],
  [Number.POSITIVE_INFINITY, 3_600_000],
  [5n as never, 0],
])("a hint of %d ms is obeyed as %d ms", (hint, expected) => {
  expect(hintedMs(hint)).toBe(expected);
});
