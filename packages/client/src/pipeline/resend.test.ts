import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ErrorFacts } from "../errors/api-error.ts";
import type { Operation, RetryPolicy } from "../operation.ts";
import { mayResend, policyOf, resendDelayMs } from "./resend.ts";

test.each<[string, Partial<Operation>, RetryPolicy]>([
  ["GET", { method: "GET" }, "safe"],
  ["HEAD", { method: "HEAD" }, "safe"],
  ["POST", { method: "POST" }, "never"],
  ["PUT", { method: "PUT" }, "never"],
  ["PATCH", { method: "PATCH" }, "never"],
  ["DELETE", { method: "DELETE" }, "never"],
  ["GET that says never", { method: "GET", retry: "never" }, "never"],
  ["POST that is safe (a search)", { method: "POST", retry: "safe" }, "safe"],
  ["POST that takes a key", { method: "POST", header: ["idempotency-KEY"] }, "keyed"],
  [
    "POST that takes a key and says never",
    { method: "POST", header: ["Idempotency-Key"], retry: "never" },
    "never",
  ],
  ["POST that says keyed and takes no key", { method: "POST", retry: "keyed" }, "never"],
  ["POST on 429", { method: "POST", retry: "on-429" }, "on-429"],
])("%s", (_, operation, policy) => {
  expect(policyOf({ method: "GET", path: "/", ...operation })).toBe(policy);
});

describe("a call is sent again", () => {
  const facts = { provider: "acme", operation: "x", isTransient: true, mayHaveBeenSent: true };
  const status = (httpStatus: number): ErrorFacts => ({
    ...facts,
    httpStatus,
    mayHaveBeenSent: httpStatus !== 429,
  });
  const failures: Record<string, ErrorFacts> = {
    "lost connection": facts,
    "refused connection": { ...facts, mayHaveBeenSent: false },
    "bad parameter": { ...facts, isTransient: false, mayHaveBeenSent: false },
    400: status(400),
    401: status(401),
    408: status(408),
    409: status(409),
    425: status(425),
    429: status(429),
    500: status(500),
    501: status(501),
    502: status(502),
    503: status(503),
    504: status(504),
    "HTML on a 200": status(200),
  };
  const transient = ["lost connection", "refused connection", "408", "429", "500", "502", "503", "504"];
  test.each<[RetryPolicy, string[]]>([
    ["safe", transient],
    ["keyed", transient],
    ["on-429", ["refused connection", "429"]],
    ["never", ["refused connection"]],
  ])("%s: after %j and nothing else", (policy, expected) => {
    const again = Object.entries(failures).filter(([, failure]) => mayResend(failure, policy));
    expect(again.map(([name]) => name).sort()).toEqual(expected.sort());
  });
});

describe("the delay before the next attempt", () => {
  test("is random below a limit that doubles and stops growing", () => {
    const at = (sent: number, random: number) => resendDelayMs(sent, undefined, {}, () => random);
    expect([1, 2, 3, 4, 5, 6, 60].map((sent) => at(sent, 1))).toEqual([
      500, 1000, 2000, 4000, 8000, 8000, 8000,
    ]);
    expect(at(3, 0.25)).toBe(500);
    expect(at(3, 0)).toBe(0);
  });

  test("is never less than the server asked for", () => {
    expect(resendDelayMs(1, 5_000, {}, () => 1)).toBe(5_000);
    expect(resendDelayMs(3, 100, {}, () => 1)).toBe(2_000);
  });

  test("is infinite when the server asks for more than the option allows", () => {
    expect(resendDelayMs(1, 60_001, {}, () => 1)).toBe(Number.POSITIVE_INFINITY);
    expect(resendDelayMs(1, 60_001, { maxRetryAfterMs: 70_000 }, () => 0)).toBe(60_001);
  });

  test("is never negative or no number", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2000 }),
        fc.integer({ min: 0, max: 3_600_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (sent, asked, random) => {
          expect(resendDelayMs(sent, asked, {}, () => random)).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });
});
