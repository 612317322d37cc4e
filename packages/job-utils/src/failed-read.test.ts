import { expect, test } from "vitest";
import { defaultBudget, type FailedRead, failureOf, judge } from "./failed-read.ts";

const failed = (rest: Partial<FailedRead>): FailedRead => ({
  failure: {},
  failures: 1,
  failingMs: 0,
  sinceStartMs: undefined,
  isPastEnd: false,
  isRefusedAgain: false,
  ...rest,
});

test.each<[string, Partial<FailedRead>, string]>([
  ["an error that says nothing", {}, "read-again"],
  ["a network failure", { failure: { isTransient: true } }, "read-again"],
  ["a 503", { failure: { httpStatus: 503, isTransient: true } }, "read-again"],
  ["a 400", { failure: { httpStatus: 400, isTransient: false } }, "break-off"],
  ["an error for good without a status", { failure: { isTransient: false } }, "break-off"],
  ["a first 401", { failure: { httpStatus: 401, isTransient: false } }, "read-again"],
  ["a second 401", { failure: { httpStatus: 401, isTransient: false }, isRefusedAgain: true }, "break-off"],
  ["a 403", { failure: { httpStatus: 403, isTransient: false } }, "break-off"],
  ["four failures for long", { failures: 4, failingMs: 600_000 }, "read-again"],
  ["many failures for short", { failures: 99, failingMs: 119_999 }, "read-again"],
  ["five failures in two minutes", { failures: 5, failingMs: 120_000 }, "break-off"],
  [
    "404 just after the start",
    { failure: { httpStatus: 404, isTransient: false }, sinceStartMs: 14_999 },
    "read-again",
  ],
  [
    "404 fifteen seconds after",
    { failure: { httpStatus: 404, isTransient: false }, sinceStartMs: 15_000 },
    "not-found",
  ],
  ["404 of a job from elsewhere", { failure: { httpStatus: 404 } }, "not-found"],
  ["404 past the end", { failure: { httpStatus: 404 }, isPastEnd: true }, "expired"],
  [
    "404 past the end, just after the start",
    { failure: { httpStatus: 404 }, isPastEnd: true, sinceStartMs: 9 },
    "expired",
  ],
  ["410", { failure: { httpStatus: 410, isTransient: false } }, "expired"],
  ["410 just after the start", { failure: { httpStatus: 410 }, sinceStartMs: 9 }, "expired"],
])("%s: %s", (_name, rest, verdict) => {
  expect(judge(failed(rest), defaultBudget)).toBe(verdict);
});

const unreadable = new Proxy(new Error("boom"), {
  get: () => {
    throw new TypeError("unreadable");
  },
});

test.each([
  ["undefined", undefined],
  ["null", null],
  ["a text", "boom"],
  ["a number", 7],
  ["an error", new Error("boom")],
  ["an error that cannot be looked at", unreadable],
])("%s tells nothing", (_name, thrown) => {
  const { isTransient, httpStatus, retryAfterMs, mayHaveBeenSent } = failureOf(thrown);
  expect([isTransient, httpStatus, retryAfterMs, mayHaveBeenSent]).toEqual(Array(4).fill(undefined));
});
