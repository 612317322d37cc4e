import { describe, expect, test } from "vitest";
import { errorOf, fakeClient, json, refused } from "../../test/fake-api.ts";
import { providerMessage } from "../errors/provider-message.ts";
import { ConnectionError, HttpStatusError, RedirectError } from "../index.ts";
import { neverLeft } from "./failure.ts";

describe("a request provably never left", () => {
  const coded = (code: string, cause?: unknown) => Object.assign(new Error(code, { cause }), { code });
  test.each<[string, unknown, boolean]>([
    ["refused", coded("ECONNREFUSED"), true],
    ["no such host", refused("ENOTFOUND"), true],
    ["no name server", refused("EAI_AGAIN"), true],
    ["no connection in time", refused("UND_ERR_CONNECT_TIMEOUT"), true],
    [
      "refused, three causes down",
      new Error("a", { cause: new Error("b", { cause: coded("ECONNREFUSED") }) }),
      true,
    ],
    [
      "refused on every address",
      Object.assign(new AggregateError([coded("ECONNREFUSED")]), { code: "ECONNREFUSED" }),
      true,
    ],
    ["reset", refused("ECONNRESET"), false],
    ["broken pipe", refused("EPIPE"), false],
    ["timed out", refused("ETIMEDOUT"), false],
    ["headers too late", refused("UND_ERR_HEADERS_TIMEOUT"), false],
    ["no code", new TypeError("Failed to fetch"), false],
    ["no error", "ECONNREFUSED", false],
    ["nothing", undefined, false],
  ])("%s", (_, error, expected) => {
    expect(neverLeft(error)).toBe(expected);
  });

  test("a circle of causes ends", () => {
    const error = new Error("a");
    error.cause = error;
    expect(neverLeft(error)).toBe(false);
  });
});

test("a connection error tells the innermost reason and keeps the cause", async () => {
  const cause = refused();
  const { client } = fakeClient([cause]);
  const error = await errorOf(client.getJob({ job_id: "j" }, { retries: 0 }));
  expect(error).toBeInstanceOf(ConnectionError);
  expect((error as Error).cause).toBe(cause);
  expect(String(error)).toBe(
    "ConnectionError: acme getJob: no answer: connect ECONNREFUSED 127.0.0.1:443 (GET https://api.acme.test/v2/jobs/j)",
  );
});

test("what fetch throws need not be an error", async () => {
  const { client } = fakeClient([() => Promise.reject("boom")]);
  expect(await errorOf(client.getJob({ job_id: "j" }, { retries: 0 }))).toMatchObject({
    name: "ConnectionError",
    cause: "boom",
  });
});

describe("an error status says what the provider says", () => {
  const html = new Response("<html><body>Bad gateway", {
    status: 400,
    headers: { "content-type": "text/html" },
  });
  test.each<[string, Response, string | undefined]>([
    ["a text", json({ detail: "Job not found" }, 400), "Job not found"],
    ["the next pointer", json({ detail: null, message: "m" }, 400), "m"],
    ["not an empty text", json({ detail: " ", error: "e" }, 400), "e"],
    ["not a flag", json({ detail: true, error: "e" }, 400), "e"],
    ["a number", json({ message: 7 }, 400), "7"],
    [
      "validation errors",
      json(
        {
          detail: [
            { loc: ["query", "limit"], msg: "Input should be less than 100", type: "x" },
            { msg: "b" },
            "c",
          ],
        },
        422,
      ),
      "query → limit: Input should be less than 100; b; c",
    ],
    ["an object", json({ detail: { message: "inside" } }, 400), "inside"],
    ["an object in an object", json({ error: { error: { detail: "deep" } } }, 400), "deep"],
    ["an object that says nothing", json({ detail: { a: 1 }, message: "m" }, 400), "m"],
    ["plain text", new Response("upstream is gone\n", { status: 400 }), "upstream is gone"],
    ["no page of HTML", html, undefined],
    ["nothing", new Response(null, { status: 400 }), undefined],
    ["JSON that is no object", json([1], 400), undefined],
    ["a JSON text", json("no", 400), "no"],
  ])("%s", async (_, response, message) => {
    const { client } = fakeClient([response]);
    const error = (await errorOf(client.getJob({ job_id: "j" }))) as HttpStatusError;
    expect(error).toBeInstanceOf(HttpStatusError);
    expect(error.providerMessage).toBe(message);
    if (message) expect(error.message).toContain(message);
  });

  test.each([20, 3_000, 200_000])("of a body %d levels deep", async (depth) => {
    const text = `{"detail": ${"[".repeat(depth)}"x"${"]".repeat(depth)}}`;
    const { client } = fakeClient([new Response(text, { status: 400 })]);
    expect(await errorOf(client.getJob({ job_id: "j" }))).toBeInstanceOf(HttpStatusError);
  });

  test("which is not looked for at any depth", () => {
    const nested = (depth: number) => JSON.parse(`${"[".repeat(depth)}"x"${"]".repeat(depth)}`) as unknown;
    expect(providerMessage(nested(8), [""])).toBe("x");
    expect(providerMessage(nested(200_000), [""])).toBeUndefined();
  });

  test("with code, request id, body and harmless headers", async () => {
    const headers = {
      "X-Request-Id": "r1",
      "Set-Cookie": "session=secret",
      "X-Internal-Token": "secret",
      "X-RateLimit-Remaining": "0",
      "Retry-After": "3",
    };
    const { client } = fakeClient([json({ detail: "no", code: 17 }, 503, headers)]);
    const error = (await errorOf(client.getJob({ job_id: "j" }, { retries: 0 }))) as HttpStatusError;
    expect(error).toMatchObject({
      provider: "acme",
      operation: "getJob",
      method: "GET",
      url: "https://api.acme.test/v2/jobs/j",
      httpStatus: 503,
      requestId: "r1",
      retryAfterMs: 3_000,
      code: "17",
      body: { detail: "no", code: 17 },
    });
    expect(error.headers).toEqual({
      "content-type": "application/json",
      "retry-after": "3",
      "x-ratelimit-remaining": "0",
      "x-request-id": "r1",
    });
  });

  test("with a request id out of the body", async () => {
    const { client } = fakeClient([json({ request_id: "r2" }, 400)]);
    expect(await errorOf(client.getJob({ job_id: "j" }))).toMatchObject({ requestId: "r2" });
  });

  test("with a hint where the key comes from on 401", async () => {
    const { client } = fakeClient([json({ detail: "Invalid key" }, 401)]);
    expect(String(await errorOf(client.getJob({ job_id: "j" })))).toContain(
      "401 Invalid key; check apiKey (ACME_API_KEY)",
    );
  });

  test("even if its body breaks off", async () => {
    const broken = () =>
      new Response(new ReadableStream({ pull: (stream) => stream.error(new Error("reset")) }), {
        status: 404,
      });
    const { client } = fakeClient([broken]);
    expect(await errorOf(client.getJob({ job_id: "j" }))).toMatchObject({ httpStatus: 404, body: undefined });
  });

  test.each<[number, boolean]>([
    [400, false],
    [401, false],
    [403, false],
    [404, false],
    [408, true],
    [409, false],
    [410, false],
    [422, false],
    [425, true],
    [429, true],
    [500, true],
    [501, true],
    [502, true],
    [503, true],
    [504, true],
  ])("%d is transient: %s", async (code, isTransient) => {
    const { client } = fakeClient([json({}, code)]);
    expect(await errorOf(client.getJob({ job_id: "j" }, { retries: 0 }))).toMatchObject({ isTransient });
  });
});

describe("a redirect is a typed error and not followed", () => {
  test.each([301, 302, 303, 307, 308])("%d", async (status) => {
    const location = "https://evil.test/steal?token=secret#a";
    const { client, requests } = fakeClient([new Response(null, { status, headers: { location } })]);
    const error = await errorOf(client.getJob({ job_id: "j" }));
    expect(error).toBeInstanceOf(RedirectError);
    expect(error).toMatchObject({
      httpStatus: status,
      location: "https://evil.test/steal",
      isTransient: status !== 301 && status !== 308,
    });
    expect(String(error)).not.toContain("secret");
    expect(requests.length).toBe(1);
    expect(requests[0]?.init.redirect).toBe("manual");
  });

  test("as a browser shows it, without status and target", async () => {
    const opaque = Object.defineProperties(new Response(null), {
      type: { value: "opaqueredirect" },
      status: { value: 0 },
      ok: { value: false },
    });
    const { client } = fakeClient([() => opaque]);
    const error = await errorOf(client.getJob({ job_id: "j" }));
    expect(error).toBeInstanceOf(RedirectError);
    expect(error).toMatchObject({ location: undefined });
  });

  test("304 is a status like others", async () => {
    const { client } = fakeClient([new Response(null, { status: 304 })]);
    expect(await errorOf(client.getJob({ job_id: "j" }))).toMatchObject({
      name: "HttpStatusError",
      httpStatus: 304,
    });
  });
});
