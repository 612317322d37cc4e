import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { learned } from "./learned.ts";
import { ageProportional, type ScheduleFacts } from "./schedule.ts";

const facts = (jobAgeMs: number, rest: Partial<ScheduleFacts> = {}): ScheduleFacts => ({
  ageMs: jobAgeMs,
  jobAgeMs,
  status: "running",
  attempts: 1,
  poll: {},
  ...rest,
});

/** The ages at which a schedule reads, up to an age. */
function readsUpTo(untilMs: number, schedule: (facts: ScheduleFacts) => number): number[] {
  const ages: number[] = [];
  for (let ageMs = schedule(facts(0)); ageMs <= untilMs; ageMs += schedule(facts(ageMs))) ages.push(ageMs);
  return ages;
}

describe("learned", () => {
  // Ten minutes, give or take a quarter.
  const deploys = Array.from({ length: 200 }, (_, index) => 600_000 + 90_000 * Math.sin(index * 7));

  test("reads often where jobs end often, and hardly before", () => {
    const ages = readsUpTo(700_000, learned(deploys));
    const within = (from: number, to: number) => ages.filter((age) => age >= from && age < to).length;
    expect(within(500_000, 700_000)).toBeGreaterThan(10);
    expect(within(100_000, 500_000)).toBeLessThanOrEqual(10);
  });

  test("makes fewer reads than the schedule by default, and sees the end sooner", () => {
    const cost = (schedule: (facts: ScheduleFacts) => number) => {
      const ages = readsUpTo(1_000_000, schedule);
      const found = deploys.map((endMs) => ages.findIndex((age) => age >= endMs));
      const reads = found.reduce((sum, index) => sum + index + 1, 0) / deploys.length;
      const delayMs =
        found.reduce((sum, index, at) => sum + ((ages[index] ?? 0) - (deploys[at] ?? 0)), 0) / deploys.length;
      return { reads, delayMs };
    };
    const [known, unknown] = [cost(learned(deploys)), cost(ageProportional)];
    expect(known.reads).toBeLessThan(unknown.reads);
    expect(known.delayMs).toBeLessThan(unknown.delayMs);
  });

  test.each([
    [20, 0.25],
    [100, 0.5],
    [400, 1],
  ])("from %d durations: sees a job that ends far too early within %d of its age", (count, share) => {
    const schedule = learned(Array.from({ length: count }, (_, index) => 600_000 + 100 * index));
    for (let ageMs = 2_000; ageMs < 300_000; ageMs *= 1.3) {
      expect(schedule(facts(ageMs))).toBeLessThanOrEqual(share * ageMs);
    }
    expect(schedule(facts(4_000))).toBeCloseTo(share * 4_000);
  });

  test("beyond the longest duration goes on by age", () => {
    expect(learned(deploys)(facts(5_000_000))).toBe(ageProportional(facts(5_000_000)));
  });

  test.each([[[]], [[0, -1, Number.NaN, Number.POSITIVE_INFINITY]]])(
    "that learned from %j is the default",
    (past) => {
      expect(learned(past)(facts(60_000))).toBe(ageProportional(facts(60_000)));
    },
  );

  // Two pieces of two ends each. In the first, 2 end in 70 s lived (10 + 20 + 20 + 20); in the second, 2 in 30 s (10 + 20).
  const four = [40_000, 10_000, 30_000, 20_000];
  const readsPerMs = (ends: number, livedMs: number) => (2 * Math.sqrt((1000 * ends) / livedMs)) / 1000;
  const [early, late] = [readsPerMs(2, 70_000), readsPerMs(2, 30_000)];

  test.each([
    ["within a piece", 12_000, 1 / early],
    ["from a piece into the next", 19_000, 1_000 + (1 - 1_000 * early) / late],
    ["from the first moment of a piece", 20_000, 1 / late],
  ])("reads by the square root of the hazard: %s", (_, ageMs, delayMs) => {
    expect(learned(four)(facts(ageMs))).toBeCloseTo(delayMs, 5);
  });

  test("goes on by age when no more read is worth it before the longest duration", () => {
    expect(learned(four)(facts(39_000))).toBe(ageProportional(facts(39_000)));
  });

  test("takes no notice of durations that are none", () => {
    const past = [0, ...four, -1, -2, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const ageMs of [12_000, 19_000, 20_000]) {
      expect(learned(past)(facts(ageMs))).toBe(learned(four)(facts(ageMs)));
    }
  });

  test("leaves the list that it is given as it is", () => {
    const past = [...four];
    learned(past);
    expect(past).toEqual(four);
  });

  test("jobs that all take the same time make one piece", () => {
    const same = learned(Array.from({ length: 9 }, () => 20_000));
    expect(same(facts(12_000))).toBeCloseTo(1 / readsPerMs(9, 9 * 20_000), 5);
  });

  test("looks at the age of the job, not of its status", () => {
    const schedule = learned(deploys);
    expect(schedule(facts(590_000, { ageMs: 0 }))).toBe(schedule(facts(590_000)));
  });

  test("keeps the kind's minimum", () => {
    expect(learned([1_000, 1_001, 1_002])(facts(900, { poll: { minMs: 7_000 } }))).toBe(7_000);
  });

  test("answers a finite delay of at least half a second, whatever it learned", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double(), { maxLength: 50 }),
        fc.double({ min: 0, max: 1e10, noNaN: true }),
        (past, age) => {
          const delayMs = learned(past)(facts(age));
          expect(delayMs).toBeGreaterThanOrEqual(500);
          expect(Number.isFinite(delayMs)).toBe(true);
        },
      ),
    );
  });
});

test("jobs that take the same time are counted once", () => {
  const schedule = learned([...Array<number>(100).fill(100_000), ...Array<number>(100).fill(200_000)]);
  // From 100 s on, one in a hundred ends in a second: 2·√0.01 reads a second.
  expect(schedule({ ageMs: 0, jobAgeMs: 100_000, status: "running", attempts: 1, poll: {} })).toBeCloseTo(
    5_000,
    6,
  );
});
