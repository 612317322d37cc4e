import { describe, expect, it } from "vitest";
import { createClock } from "./virtual-clock.ts";

describe("a virtual clock", () => {
  it("stands still until it is moved, then runs what is due in its order", async () => {
    const clock = createClock({ startAt: "2026-01-01T00:00:00Z" });
    const ran: string[] = [];
    clock.after(20, () => ran.push("b"));
    clock.after(10, () => ran.push("a"));
    clock.after(20, () => ran.push("c"));
    clock.after(30, () => ran.push("late"));
    await clock.advance(20);
    expect(ran).toEqual(["a", "b", "c"]);
    expect([clock.now(), clock.pending, clock.nextInMs]).toEqual([20, 1, 10]);
    expect(new Date(clock.date()).toISOString()).toBe("2026-01-01T00:00:00.020Z");
  });

  it("lets what a timer wakes set further timers that are due", async () => {
    const clock = createClock();
    const ran: number[] = [];
    const again = () => {
      ran.push(clock.now());
      void Promise.resolve().then(() => clock.after(10, again));
    };
    clock.after(10, again);
    await clock.advance(35);
    expect([ran, clock.now()]).toEqual([[10, 20, 30], 35]);
  });

  it("forgets a timer that is taken back", async () => {
    const clock = createClock();
    const cancel = clock.after(10, () => expect.unreachable());
    cancel();
    cancel();
    expect(clock.pending).toBe(0);
    await clock.advance(20);
  });

  it.each([Number.NaN, -1, 2 ** 31, Number.POSITIVE_INFINITY])("refuses a delay of %s", (ms) => {
    expect(() => createClock().after(ms, () => {})).toThrow(RangeError);
  });

  it("jumps from timer to timer by itself with auto: an hour in no time", async () => {
    const clock = createClock({ auto: true });
    const started = performance.now();
    for (let count = 0; count < 360; count += 1)
      await new Promise<void>((resolve) => void clock.after(10_000, resolve));
    expect(clock.now()).toBe(3_600_000);
    expect(performance.now() - started).toBeLessThan(2000);
    expect(clock.delays).toHaveLength(360);
  });

  it("does not jump while it is held", async () => {
    const clock = createClock({ auto: true });
    const release = clock.hold();
    let isDue = false;
    clock.after(10, () => {
      isDue = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect([isDue, clock.now()]).toEqual([false, 0]);
    release();
    release();
    await clock.runAll();
    expect(isDue).toBe(true);
  });

  it("runs everything, and notices what never ends", async () => {
    const clock = createClock();
    clock.after(5, () => clock.after(5, () => {}));
    await clock.runAll();
    expect([clock.now(), clock.pending]).toEqual([10, 0]);
    const forEver = () => void clock.after(1, forEver);
    forEver();
    await expect(clock.runAll(50)).rejects.toThrow("More than 50 timers");
  });

  it("can be set like a wall clock, which moves no timer", async () => {
    const clock = createClock();
    clock.after(10, () => {});
    clock.setDate("2030-01-01T00:00:00Z");
    expect([clock.now(), clock.nextInMs, new Date(clock.date()).getUTCFullYear()]).toEqual([0, 10, 2030]);
  });
});
