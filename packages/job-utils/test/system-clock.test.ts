import { afterEach, expect, test, vi } from "vitest";
import { systemClock } from "../src/index.ts";

afterEach(() => vi.useRealTimers());

test("the clock of the runtime tells monotonic time and the date", () => {
  vi.useFakeTimers({ now: Date.parse("2026-03-01T10:00:00Z") });
  const beganMs = systemClock.now();
  vi.advanceTimersByTime(1_500);
  expect(systemClock.now() - beganMs).toBe(1_500);
  expect(systemClock.date()).toBe(Date.parse("2026-03-01T10:00:01.500Z"));
});

test("a timer fires once at its time, unless it is cancelled", () => {
  vi.useFakeTimers();
  const [fired, cancelled] = [vi.fn(), vi.fn()];
  systemClock.after(100, fired);
  const cancel = systemClock.after(100, cancelled);
  vi.advanceTimersByTime(99);
  expect(fired).not.toHaveBeenCalled();
  cancel();
  vi.advanceTimersByTime(1_000);
  expect(fired).toHaveBeenCalledTimes(1);
  expect(cancelled).not.toHaveBeenCalled();
});

test.each([
  ["by default", undefined, 0],
  ["when told so", true, 0],
  ["not when told not to", false, 1],
])("a timer keeps the process alive: %s", (_, keepAlive, unrefs) => {
  const timer = { unref: vi.fn() };
  vi.stubGlobal("setTimeout", () => timer);
  systemClock.after(1, () => {}, keepAlive);
  expect(timer.unref).toHaveBeenCalledTimes(unrefs);
});

test("where timers are numbers nothing is told to them", () => {
  vi.stubGlobal("setTimeout", () => 7);
  expect(() => systemClock.after(1, () => {}, false)).not.toThrow();
});
