import fc from "fast-check";
import { expect, test } from "vitest";
import { readRetryAfter } from "./retry-after.ts";

const now = Date.parse("2026-03-01T10:00:00Z");
const hour = 3_600_000;

test.each<[string, Record<string, string>, number | undefined]>([
  ["seconds", { "retry-after": "5" }, 5_000],
  ["zero", { "retry-after": "0" }, 0],
  ["fractions", { "retry-after": "1.5" }, 1_500],
  ["a date", { "retry-after": "Sun, 01 Mar 2026 10:00:07 GMT" }, 7_000],
  ["a date of RFC 3339", { "retry-after": "2026-03-01T10:00:07Z" }, 7_000],
  ["a past date", { "retry-after": "Sun, 01 Mar 2026 09:00:00 GMT" }, 0],
  [
    "a date by the server's clock",
    { "retry-after": "Sun, 01 Mar 2026 12:00:07 GMT", date: "Sun, 01 Mar 2026 12:00:00 GMT" },
    7_000,
  ],
  ["a negative number", { "retry-after": "-5" }, 0],
  ["nine digits", { "retry-after": "999999999" }, hour],
  ["ten digits", { "retry-after": "9999999999" }, hour],
  ["a far date", { "retry-after": "Fri, 01 Jan 2100 00:00:00 GMT" }, hour],
  ["garbage", { "retry-after": "soon" }, undefined],
  ["garbage that Date.parse reads", { "retry-after": "in 5" }, undefined],
  ["hexadecimal", { "retry-after": "0x10" }, undefined],
  ["an exponent", { "retry-after": "1e3" }, undefined],
  ["Infinity", { "retry-after": "Infinity" }, undefined],
  ["nothing", { "retry-after": "" }, undefined],
  ["milliseconds, first", { "retry-after-ms": "250", "retry-after": "9" }, 250],
  ["seconds, where the milliseconds are garbage", { "retry-after-ms": "x", "retry-after": "9" }, 9_000],
  ["Retry-After before RateLimit-Reset", { "retry-after": "2", "ratelimit-reset": "9" }, 2_000],
  ["RateLimit-Reset", { "ratelimit-reset": "9" }, 9_000],
  ["X-RateLimit-Reset in seconds", { "x-ratelimit-reset": "9" }, 9_000],
  ["X-RateLimit-Reset as a time in seconds", { "x-ratelimit-reset": String(now / 1000 + 9) }, 9_000],
  ["X-RateLimit-Reset as a time in milliseconds", { "x-ratelimit-reset": String(now + 9_000) }, 9_000],
  ["X-RateLimit-Reset as a date", { "x-ratelimit-reset": "2026-03-01T10:00:09Z" }, 9_000],
  ["RateLimit", { ratelimit: '"default";r=0;t=30' }, 30_000],
])("reads %s", (_, headers, expected) => {
  expect(readRetryAfter(new Headers(headers), now, true)).toBe(expected);
});

test("quota headers ask for no wait unless the call was refused by rate limit", () => {
  expect(
    readRetryAfter(new Headers({ "x-ratelimit-reset": "9", ratelimit: '"a";t=9' }), now, false),
  ).toBeUndefined();
  expect(readRetryAfter(new Headers({ "retry-after": "9" }), now, false)).toBe(9_000);
});

test("no header makes a delay that no timer can take", () => {
  const names = [
    "retry-after",
    "retry-after-ms",
    "ratelimit-reset",
    "x-ratelimit-reset",
    "ratelimit",
    "date",
  ];
  const value = fc.oneof(
    fc.string({ unit: "grapheme-ascii" }),
    fc.double().map(String),
    fc.date().map(String),
    fc.bigInt().map(String),
  );
  fc.assert(
    fc.property(fc.constantFrom(...names), value, fc.double({ noNaN: true }), (name, text, clock) => {
      const headers = new Headers({ [name]: text.replace(/[^\x20-\x7e]/g, "") });
      const ms = readRetryAfter(headers, clock, true);
      expect(ms === undefined || (ms >= 0 && ms <= hour)).toBe(true);
    }),
  );
});
