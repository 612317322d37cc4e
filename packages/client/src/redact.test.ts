import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { type Answer, errorOf, fakeClient, hang, json, refused } from "../test/fake-api.ts";
import { ApiError } from "./index.ts";
import { harmlessHeaders, strikeOut, withoutQuery } from "./redact.ts";

const secret = "sk-secret-1234";

describe("no error and no log line holds the key", () => {
  const echo = `Invalid key ${secret}`;
  test.each<[string, Answer]>([
    ["a status whose body repeats it", json({ detail: echo, more: [{ key: `Bearer ${secret}` }] }, 401)],
    ["a status whose text repeats it", new Response(echo, { status: 401 })],
    ["a page that repeats it", new Response(`<html>${echo}`, { headers: { "content-type": "text/html" } })],
    [
      "broken JSON that repeats it",
      new Response(`{"key": "${secret}"`, { headers: { "content-type": "application/json" } }),
    ],
    [
      "a redirect that repeats it",
      new Response(null, { status: 302, headers: { location: `https://x.test/${secret}?key=${secret}` } }),
    ],
    ["headers that repeat it", json({}, 400, { "x-echo": secret, "set-cookie": secret })],
    ["shown headers that repeat it", json({}, 400, { "x-request-id": secret, via: `1.1 ${secret}` })],
    ["a content type that repeats it", new Response("x", { headers: { "content-type": `text/${secret}` } })],
    [
      "JSON that repeats it with an escape",
      new Response(`{"detail": "sk\\u002dsecret-1234"}`, { status: 400 }),
    ],
    ["an error of fetch whose message repeats it", new TypeError(`cannot connect with ${secret}`)],
    ["a refused connection", refused()],
    ["a time limit", hang],
  ])("%s", async (_, answer) => {
    const lines: unknown[] = [];
    const log = (...line: unknown[]) => void lines.push(line);
    const { client, clock } = fakeClient([answer], {
      logger: { debug: log, info: log, warn: log, error: log },
      logLevel: "debug",
    });
    const call = errorOf(client.getJob({ job_id: "j", offset: secret }));
    await clock.pass(3_600_000);
    const error = (await call) as ApiError;
    expect(error).toBeInstanceOf(ApiError);
    // The cause is what the runtime threw; it is not ours to change.
    const own = { ...error, message: error.message, stack: undefined };
    expect(inspect([own, lines], { depth: 9 })).not.toContain(secret);
  });

  test("a client that is printed", () => {
    const { client } = fakeClient([]);
    expect(inspect(client, { depth: 9, showHidden: true })).not.toContain(secret);
    expect(JSON.stringify(client)).not.toContain(secret);
  });
});

test.each([
  ["https://a.test/b?c=d#e", "https://a.test/b"],
  ["https://a.test/b#e?c", "https://a.test/b"],
  ["https://a.test/b?c\nd", "https://a.test/b"],
  ["/b", "/b"],
])("%j without its query", (url, expected) => {
  expect(withoutQuery(url)).toBe(expected);
});

test("every occurrence is struck out, very short values are not", () => {
  expect(strikeOut("a 123456 b 123456", ["123456"])).toBe("a [redacted] b [redacted]");
  expect(strikeOut("a test", ["test"])).toBe("a test");
  expect(strikeOut("$& 123456", ["123456"])).toBe("$& [redacted]");
});

test("headers are shown by name", () => {
  const harmless = [
    "Content-Type",
    "Content-Length",
    "Date",
    "Retry-After",
    "X-Request-Id",
    "RateLimit-Reset",
    "X-RateLimit-Limit",
    "X-Monthly-Limit",
    "CF-Ray",
    "X-Amzn-RequestId",
    "Trace-Id",
  ];
  const others = [
    "Authorization",
    "Set-Cookie",
    "X-API-Key",
    "X-Date-Secret",
    "Proxy-Authorization",
    "Location",
    "X-Own-Id",
  ];
  const headers = new Headers([...harmless, ...others].map((name) => [name, "v"]));
  expect(Object.keys(harmlessHeaders(headers, [])).sort()).toEqual(
    harmless.map((name) => name.toLowerCase()).sort(),
  );
  expect(harmlessHeaders(headers, [], "X-Own-Id")).toHaveProperty("x-own-id");
});
