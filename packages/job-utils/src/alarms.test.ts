import fc from "fast-check";
import { expect, test } from "vitest";
import { VirtualClock } from "../test/virtual-clock.ts";
import { Alarms, type Sleeper } from "./alarms.ts";

class Dozer implements Sleeper {
  alarmIndex = -1;
  alarmKeeps = false;
  keepAlive = true;
  readonly wokenAtMs: number[] = [];
  readonly #clock: VirtualClock;
  onWake = () => {};

  constructor(clock: VirtualClock) {
    this.#clock = clock;
  }

  wake(): void {
    this.wokenAtMs.push(this.#clock.now());
    this.onWake();
  }
}

function dozers(count: number, clock = new VirtualClock()) {
  return {
    clock,
    alarms: new Alarms(clock),
    sleepers: Array.from({ length: count }, () => new Dozer(clock)),
  };
}

test("each is woken at its time, once, by one timer", async () => {
  const { clock, alarms, sleepers } = dozers(5);
  for (const [index, sleeper] of sleepers.entries()) alarms.set(sleeper, [50, 10, 40, 10, 30][index] ?? 0);
  expect(clock.pending).toBe(1);
  await clock.advance(100);
  expect(sleepers.map(({ wokenAtMs }) => wokenAtMs)).toEqual([[50], [10], [40], [10], [30]]);
  expect(clock.pending).toBe(0);
});

test("an alarm can be moved, cleared, and set again while it rings", async () => {
  const { clock, alarms, sleepers } = dozers(3);
  const [moved, cleared, again] = sleepers as [Dozer, Dozer, Dozer];
  alarms.set(moved, 10);
  alarms.set(cleared, 20);
  alarms.set(again, 30);
  alarms.set(moved, 40);
  alarms.clear(cleared);
  alarms.clear(cleared);
  again.onWake = () => {
    if (again.wokenAtMs.length < 3) alarms.set(again, clock.now() + 5);
  };
  await clock.advance(100);
  expect([moved.wokenAtMs, cleared.wokenAtMs, again.wokenAtMs]).toEqual([[40], [], [30, 35, 40]]);
});

test("one that is cleared by another's waking does not wake", async () => {
  const { clock, alarms, sleepers } = dozers(2);
  const [one, other] = sleepers as [Dozer, Dozer];
  one.onWake = () => alarms.clear(other);
  alarms.set(one, 10);
  alarms.set(other, 10);
  await clock.advance(100);
  expect(other.wokenAtMs.length + one.wokenAtMs.length).toBeLessThanOrEqual(2);
  expect(one.wokenAtMs).toEqual([10]);
});

test("a time in the past is now, and one beyond the longest timer is reached in pieces", async () => {
  const { clock, alarms, sleepers } = dozers(3);
  const [past, far, never] = sleepers as [Dozer, Dozer, Dozer];
  const days60 = 60 * 86_400_000;
  alarms.set(past, -5_000);
  alarms.set(far, days60);
  alarms.set(never, Number.POSITIVE_INFINITY);
  await clock.advance(2 * days60);
  expect([past.wokenAtMs, far.wokenAtMs, never.wokenAtMs]).toEqual([[0], [days60], []]);
  expect(Math.max(...clock.delays)).toBeLessThanOrEqual(2 ** 31 - 1);
  expect(clock.pending).toBe(1); // it keeps the process alive
});

test("a crowd is woken a hundred a turn", async () => {
  const { clock, alarms, sleepers } = dozers(250);
  for (const sleeper of sleepers) alarms.set(sleeper, 10);
  await clock.advance(10);
  expect(sleepers.every(({ wokenAtMs }) => wokenAtMs[0] === 10)).toBe(true);
  expect(clock.delays).toEqual([10, 0, 0]);
});

test("the timer keeps the process alive as long as any sleeper wants it", async () => {
  const { clock, alarms, sleepers } = dozers(2);
  const [one, other] = sleepers as [Dozer, Dozer];
  one.keepAlive = false;
  alarms.set(one, 10);
  alarms.set(other, 20);
  alarms.clear(other);
  expect(clock.keptAlive).toEqual([false, true, false]);
  one.keepAlive = true;
  alarms.set(one, 10);
  expect(clock.keptAlive.at(-1)).toBe(true);
  alarms.clear(one);
  expect(clock.pending).toBe(0);
});

test("whatever is set, moved and cleared, everyone wakes at the right time and nobody else", async () => {
  const step = fc.record({
    who: fc.integer({ min: 0, max: 19 }),
    atMs: fc.option(fc.integer({ min: 0, max: 1_000 }), { freq: 4, nil: undefined }),
    passMs: fc.integer({ min: 0, max: 50 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      const { clock, alarms, sleepers } = dozers(20);
      const due = new Map<Dozer, number>();
      const expected = new Map<Dozer, number[]>(sleepers.map((sleeper) => [sleeper, []]));
      for (const { who, atMs, passMs } of steps) {
        const sleeper = sleepers[who] as Dozer;
        if (atMs === undefined) alarms.clear(sleeper);
        else alarms.set(sleeper, atMs);
        if (atMs === undefined) due.delete(sleeper);
        else due.set(sleeper, Math.max(atMs, clock.now()));
        await clock.advance(passMs);
        for (const [one, at] of due) {
          if (at > clock.now()) continue;
          expected.get(one)?.push(at);
          due.delete(one);
        }
      }
      for (const sleeper of sleepers) expect(sleeper.wokenAtMs).toEqual(expected.get(sleeper));
      expect(clock.pending).toBe(due.size > 0 ? 1 : 0);
    }),
  );
});
