import { describe, expect, test } from "vitest";
import { type Answer, errorOf, fakeClient, hang, json } from "../test/fake-api.ts";
import { fetchBytes, fetchUrl, HttpStatusError, ParameterError, RedirectError } from "./index.ts";

const redirect = (location: string, status = 302): Answer =>
  new Response(null, { status, headers: { location } });
const file = () => new Response("bytes");
const client = (answers: Answer[], options = {}) =>
  fakeClient(answers, { headers: { "X-Own": "own" }, ...options });

describe("credentials and the client's headers", () => {
  test.each([
    "https://api.acme.test/files/1?sig=a",
    "/files/1?sig=a",
    new URL("https://api.acme.test:443/files/1?sig=a"),
  ])("go to the origin of the API: %s", async (url) => {
    const { client: acme, requests } = client([file()]);
    const response = await fetchUrl(acme, url);
    expect(await response.text()).toBe("bytes");
    expect(requests[0]?.url).toBe("https://api.acme.test/files/1?sig=a");
    expect(requests[0]?.headers.get("authorization")).toBe("Bearer sk-secret-1234");
    expect(requests[0]?.headers.get("x-own")).toBe("own");
  });

  test.each([
    "https://storage.test/files/1?sig=a",
    "http://api.acme.test/files/1",
    "https://api.acme.test:8443/files/1",
    "https://api.acme.test.evil.test/files/1",
    "https://evil.test/@api.acme.test/",
    "//evil.test/files/1",
  ])("go nowhere else: %s", async (url) => {
    const { client: acme, requests } = client([file()], { apiKey: undefined });
    await fetchUrl(acme, url);
    expect([...(requests[0]?.headers.keys() ?? [])]).toEqual(["accept"]);
  });
});

test("a relative address belongs to the base URL", async () => {
  const { client: acme, requests } = client([file()]);
  await fetchUrl(acme, "files/1");
  expect(requests[0]?.url).toBe("https://api.acme.test/v2/files/1");
});

describe("redirects", () => {
  test("are followed, with credentials at home and without them elsewhere", async () => {
    const { client: acme, requests } = client([
      redirect("/b"),
      redirect("https://storage.test/c?sig=x"),
      redirect("d"),
      file(),
    ]);
    expect((await fetchUrl(acme, "https://api.acme.test/a")).status).toBe(200);
    expect(requests.map(({ url, headers }) => [url, headers.has("authorization")])).toEqual([
      ["https://api.acme.test/a", true],
      ["https://api.acme.test/b", true],
      ["https://storage.test/c?sig=x", false],
      ["https://storage.test/d", false],
    ]);
  });

  test("do not carry the headers of the call to another origin", async () => {
    const { client: acme, requests } = client([redirect("https://other.test/"), file()]);
    await fetchUrl(acme, "https://storage.test/", { headers: { Range: "bytes=0-1" } });
    expect(requests.map(({ headers }) => headers.get("range"))).toEqual(["bytes=0-1", null]);
  });

  test("end after five", async () => {
    const { client: acme, requests } = client([redirect("/again")]);
    expect(await errorOf(fetchUrl(acme, "/a"))).toBeInstanceOf(RedirectError);
    expect(requests.length).toBe(6);
  });

  test.each(["file:///etc/passwd", "data:,x", "https://user:secret@storage.test/"])(
    "do not lead to %s",
    async (location) => {
      const { client: acme } = client([redirect(location)]);
      expect(await errorOf(fetchUrl(acme, "/a"))).toBeInstanceOf(RedirectError);
    },
  );
});

test.each([
  "file:///etc/passwd",
  "javascript:alert(1)",
  "data:,x",
  "https://user:secret@storage.test/",
  "http://",
])("%s is refused", async (url) => {
  const { client: acme, requests } = client([file()]);
  const error = await errorOf(fetchUrl(acme, url));
  expect(error).toBeInstanceOf(ParameterError);
  expect(String(error)).not.toContain("secret");
  expect(requests).toEqual([]);
});

test("an error status is thrown, its address without the signature", async () => {
  const { client: acme } = client([json({ detail: "expired" }, 403)]);
  const error = await errorOf(fetchUrl(acme, "https://storage.test/f?X-Signature=secret"));
  expect(error).toBeInstanceOf(HttpStatusError);
  expect(error).toMatchObject({ url: "https://storage.test/f", operation: "fetchUrl" });
  expect(`${error} ${JSON.stringify(error)}`).not.toContain("secret");
});

test("it has the limits and retries of the client", async () => {
  const { client: acme, clock } = client([json({}, 503), file()]);
  const call = fetchUrl(acme, "/a");
  await clock.pass(1_000);
  expect((await call).status).toBe(200);
  const slow = client([hang], { timeoutMs: 1_000 });
  const late = errorOf(fetchUrl(slow.client, "/a", { retries: 0 }));
  await slow.clock.pass(1_000);
  expect(await late).toMatchObject({ name: "RequestTimeoutError" });
});

test("the caller's signal also ends the reading of the body", async () => {
  const controller = new AbortController();
  const { client: acme, clock, requests } = client([file()]);
  await fetchUrl(acme, "/a", { signal: controller.signal });
  expect(clock.pending).toBe(0);
  controller.abort("stop");
  expect(requests[0]?.init.signal?.aborted).toBe(true);
});

describe("an upload", () => {
  const put = { method: "PUT", anonymous: true } as const;

  test("sends the bytes and the given headers, and nothing of the client", async () => {
    const { client: acme, requests } = client([new Response()]);
    const body = new Uint8Array([1, 2]);
    const headers = { "X-Range": "0,10" };
    expect((await fetchUrl(acme, "/place?sig=a", { ...put, body, headers })).status).toBe(200);
    expect(requests[0]).toMatchObject({ method: "PUT", url: "https://api.acme.test/place?sig=a", body });
    expect([...(requests[0]?.headers ?? [])]).toEqual([
      ["accept", "*/*"],
      ["x-range", "0,10"],
    ]);
  });

  test("is sent again, unless its body is a stream", async () => {
    const again = client([json({}, 503), new Response()]);
    const call = fetchUrl(again.client, "/place", { ...put, body: new Blob(["a"]) });
    await again.clock.pass(1_000);
    expect((await call).status).toBe(200);
    const once = client([json({}, 503), new Response()]);
    const body = new Blob(["a"]).stream();
    expect(await errorOf(fetchUrl(once.client, "/place", { ...put, body }))).toMatchObject({
      httpStatus: 503,
    });
    expect(once.requests.length).toBe(1);
    expect(once.requests[0]?.init).toMatchObject({ body, duplex: "half" });
  });

  test("follows no redirect", async () => {
    const { client: acme, requests } = client([redirect("https://other.test/", 307)]);
    expect(await errorOf(fetchUrl(acme, "/place", { ...put, body: "a" }))).toBeInstanceOf(RedirectError);
    expect(requests.length).toBe(1);
  });
});

test("nothing of the client goes along with an anonymous request", async () => {
  const { client: acme, requests } = client([file()], { apiKey: undefined });
  await fetchUrl(acme, "/files/1", { anonymous: true });
  expect([...(requests[0]?.headers.keys() ?? [])]).toEqual(["accept"]);
});

describe("the bytes", () => {
  test("are read behind a redirect", async () => {
    const { client: acme, requests } = client([redirect("https://storage.test/b"), file()]);
    expect(new TextDecoder().decode(await fetchBytes(acme, "/a"))).toBe("bytes");
    expect(requests.map(({ headers }) => headers.has("authorization"))).toEqual([true, false]);
  });

  test("are fetched anew when they break off", async () => {
    const broken = () =>
      new Response(new ReadableStream({ pull: (stream) => stream.error(new Error("cut")) }));
    const { client: acme, clock, requests } = client([broken, file()]);
    const bytes = fetchBytes(acme, "/a");
    await clock.pass(1_000);
    expect((await bytes).length).toBe(5);
    expect(requests.length).toBe(2);
  });

  test("have to come within the time limit", async () => {
    const slow = client([() => new Response(new ReadableStream())], { timeoutMs: 1_000 });
    const late = errorOf(fetchBytes(slow.client, "/a", { retries: 0 }));
    await slow.clock.pass(1_000);
    expect(await late).toMatchObject({ name: "RequestTimeoutError" });
  });
});
