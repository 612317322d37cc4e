import { expect, test } from "vitest";
import { VirtualClock } from "../test/virtual-clock.ts";
import { rateLimit, rateLimitOf, roomInMs } from "./rate-limit.ts";

test.each([
  [{ requests: 2, perMs: 100 }, [], 0, 0],
  [{ requests: 2, perMs: 100 }, [0], 0, 0],
  [{ requests: 2, perMs: 100 }, [0, 10], 10, 90],
  [{ requests: 2, perMs: 100 }, [0, 10], 100, 0],
  [{ requests: 2, perMs: 100 }, [0, 10], 5_000, 0],
  [{ requests: 1, perMs: 100 }, [0, 10], 20, 90],
])("%j after requests at %j: at %d there is room in %d ms", (rate, sentAtMs, nowMs, expected) => {
  expect(roomInMs(rate, sentAtMs, nowMs)).toBe(expected);
});

function limited(requests: number, clock = new VirtualClock()) {
  const take = rateLimit({ requests, perMs: 1_000 }, clock);
  const times: [name: string, atMs: number][] = [];
  const go = (name: string, signal: AbortSignal = new AbortController().signal) =>
    take(signal, true).then(
      () => void times.push([name, clock.now()]),
      () => {},
    );
  return { clock, go, times };
}

test("who comes first goes first, as many as the window takes", async () => {
  const { clock, go, times } = limited(2);
  for (const name of "abcde") void go(name);
  await clock.advance(5_000);
  expect(times).toEqual([
    ["a", 0],
    ["b", 0],
    ["c", 1_000],
    ["d", 1_000],
    ["e", 2_000],
  ]);
  expect(clock.pending).toBe(0);
});

test("who gives up leaves no gap and no timer", async () => {
  const { clock, go, times } = limited(2);
  const stop = new AbortController();
  void go("a");
  void go("b");
  void go("head");
  for (const name of ["x", "y", "z"]) void go(name, stop.signal);
  void go("last");
  await clock.advance(500);
  stop.abort();
  await clock.advance(5_000);
  expect(times).toEqual([
    ["a", 0],
    ["b", 0],
    ["head", 1_000],
    ["last", 1_000],
  ]);
  const alone = new AbortController();
  for (const name of "abc") void go(name, alone.signal);
  await clock.advance(0);
  expect(clock.pending).toBe(1);
  alone.abort();
  await clock.advance(0);
  expect(clock.pending).toBe(0);
});

test("a timer that fires early or late breaks no limit", async () => {
  class Unreliable extends VirtualClock {
    override after(ms: number, callback: () => void, keepAlive?: boolean): () => void {
      return super.after(ms > 100 ? ms - 3 : ms, callback, keepAlive);
    }
  }
  const { clock, go, times } = limited(1, new Unreliable());
  for (const name of "abc") void go(name);
  await clock.advance(500);
  await clock.suspend(10_000);
  await clock.advance(5_000);
  expect(times.map(([name]) => name)).toEqual(["a", "b", "c"]);
  const [first = 0, second = 0, third = 0] = times.map(([, atMs]) => atMs);
  expect(second - first).toBeGreaterThanOrEqual(1_000);
  expect(third - second).toBeGreaterThanOrEqual(1_000);
});

test("a window longer than any timer is kept, and not asked about all the time", async () => {
  const clock = new VirtualClock();
  const take = rateLimit({ requests: 1, perMs: 30 * 86_400_000 }, clock);
  const { signal } = new AbortController();
  await take(signal, true);
  await clock.until(take(signal, true));
  expect(clock.now()).toBe(30 * 86_400_000);
  expect(clock.delays).toHaveLength(2);
});

test("a limit of less than one request is one", async () => {
  const { clock, go, times } = limited(0);
  for (const name of "abc") void go(name);
  await clock.advance(5_000);
  expect(times.map(([, atMs]) => atMs)).toEqual([0, 1_000, 2_000]);
});

test("kinds with the same documented rate share it on one client", () => {
  const clock = new VirtualClock();
  const [one, other] = [{}, {}];
  const rate = { requests: 60, perMs: 60_000 };
  expect(rateLimitOf(one, rate, clock)).toBe(rateLimitOf(one, { ...rate }, clock));
  expect(rateLimitOf(one, rate, clock)).not.toBe(rateLimitOf(other, rate, clock));
  expect(rateLimitOf(one, rate, clock)).not.toBe(rateLimitOf(one, { ...rate, requests: 10 }, clock));
});
