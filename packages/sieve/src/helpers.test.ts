import {
  ConnectionError,
  HttpStatusError,
  ParameterError,
  RedirectError,
  UnexpectedContentError,
} from "@jobwire/client";
import { describe, expect, test } from "vitest";
import { createSieve, fetchOutput, outputFiles, type Upload, uploadFile } from "./index.ts";

const links = {
  upload_url: "https://storage.test/in/talk.mp4?X-Goog-Signature=put",
  get_url: "https://storage.test/in/talk.mp4?X-Goog-Signature=get",
};

/** A client, and what its requests were: the API answers with the links, the storage with `stored`. */
function setUp(stored: () => Response = () => new Response(), answer: object = links) {
  const requests: { url: string; init: RequestInit; headers: Headers }[] = [];
  const sieve = createSieve({
    apiKey: "sk-secret-1234",
    headers: { "X-Own": "own" },
    retry: { maxAttempts: 1 },
    fetch: async (url, init) => {
      requests.push({ url, init, headers: new Headers(init.headers) });
      return url.endsWith("/v1/upload_url") ? Response.json(answer) : stored();
    },
  });
  return { sieve, requests };
}

const errorOf = (promise: Promise<unknown>) => promise.catch((error: unknown) => error);

describe("the files of a job", () => {
  const url = "https://storage.test/out/a.mp4?X-Goog-Signature=s";

  test.each([
    { shape: "an object", data: { url }, files: [{ url, index: 0 }] },
    {
      shape: "an object with a path",
      data: { url, _path: "/tmp/a.mp4" },
      files: [{ url, path: "/tmp/a.mp4", index: 0 }],
    },
    {
      shape: "a tuple",
      data: [{ url }, 3, { url: `${url}2` }],
      files: [
        { url, index: 0 },
        { url: `${url}2`, index: 0 },
      ],
    },
    { shape: "an address as text", data: url, files: [{ url, index: 0 }] },
    {
      shape: "an address without TLS",
      data: "http://local.test/a",
      files: [{ url: "http://local.test/a", index: 0 }],
    },
  ])("are found in $shape", ({ data, files }) => {
    expect(outputFiles({ outputs: [{ data }] })).toEqual(files);
  });

  test.each([
    ["text", "see https://storage.test/a"],
    ["text that begins with an address", "https://storage.test/a is ready"],
    ["a number", 3],
    ["null", null],
    ["an object without a file", { text: "hello", url: "" }],
    ["an address that is no text", { url: 7 }],
  ])("are not taken from %s", (_, data) => {
    expect(outputFiles({ outputs: [{ data }] })).toEqual([]);
  });

  test("have the name and the number of their output, in a job as in its body", () => {
    const raw = { outputs: [{ data: 1 }, { name: "video", data: { url } }, { name: null, data: [url] }] };
    const files = [
      { url, name: "video", index: 1 },
      { url, index: 2 },
    ];
    expect(outputFiles(raw)).toEqual(files);
    expect(outputFiles({ raw })).toEqual(files);
  });

  test.each([{ outputs: null }, {} as { outputs: null }, { outputs: [] }])(
    "are none while there is %o",
    (raw) => {
      expect(outputFiles({ raw })).toEqual([]);
    },
  );

  test("are fetched without the key, unless they are at the API itself", async () => {
    const { sieve, requests } = setUp(() => new Response("bytes"));
    expect(await (await fetchOutput(sieve, { url })).text()).toBe("bytes");
    await fetchOutput(sieve, { url: "https://mango.sievedata.com/files/a" });
    expect(requests.map(({ headers }) => headers.get("x-api-key"))).toEqual([null, "sk-secret-1234"]);
  });

  test.each([
    ["whose link has expired", url, 403, HttpStatusError],
    ["with no address of the web", "gs://bucket/a.mp4", 200, ParameterError],
  ])("fail typed %s", async (_, address, status, type) => {
    const { sieve } = setUp(() => new Response(null, { status }));
    const error = await errorOf(fetchOutput(sieve, { url: address }));
    expect(error).toBeInstanceOf(type);
    expect(String(error)).not.toContain("Signature");
  });
});

describe("an upload", () => {
  test("asks for a place, sends the bytes there without the key, and gives the link for inputs", async () => {
    const { sieve, requests } = setUp();
    const data = new Uint8Array([1, 2, 3]).buffer;
    expect(await uploadFile(sieve, { name: "talk.mp4", data, public: false })).toEqual({
      url: links.get_url,
    });
    const [asked, sent] = requests;
    expect(JSON.parse(String(asked?.init.body))).toEqual({ file_name: "talk.mp4", public: false });
    expect(asked?.headers.get("x-api-key")).toBe("sk-secret-1234");
    expect(sent).toMatchObject({ url: links.upload_url, init: { method: "PUT", body: data } });
    expect([...(sent?.headers ?? [])]).toEqual([
      ["accept", "*/*"],
      ["x-goog-content-length-range", "0,10000000000"],
    ]);
  });

  test("sends no media type that it was not given", async () => {
    const { sieve, requests } = setUp();
    const data = new Blob(["abc"], { type: "video/mp4" });
    await uploadFile(sieve, { name: "a", data });
    await uploadFile(sieve, { name: "a", data, contentType: "video/webm" });
    const sent = requests.filter(({ init }) => init.method === "PUT");
    const bodies = sent.map(({ init }) => init.body as Blob);
    expect(bodies.map(({ type }) => type)).toEqual(["", ""]);
    expect(await Promise.all(bodies.map((body) => body.text()))).toEqual(["abc", "abc"]);
    expect(sent.map(({ headers }) => headers.get("content-type"))).toEqual([null, "video/webm"]);
  });

  test("sends bytes as a file is read into", async () => {
    const { sieve, requests } = setUp();
    const data: Uint8Array = new TextEncoder().encode("abc");
    await uploadFile(sieve, { name: "a", data });
    expect(requests[1]?.init.body).toBe(data);
  });

  test("sends a stream as it is", async () => {
    const { sieve, requests } = setUp();
    const data = new Blob(["abc"]).stream();
    await uploadFile(sieve, { name: "a", data });
    expect(requests[1]?.init).toMatchObject({ body: data, duplex: "half" });
  });

  const upload: Upload = { name: "a", data: new Blob(["abc"]) };

  test("sends the key not even to a place at the API", async () => {
    const upload_url = "https://mango.sievedata.com/place";
    const { sieve, requests } = setUp(undefined, { ...links, upload_url });
    await uploadFile(sieve, upload);
    expect([requests[1]?.headers.get("x-api-key"), requests[1]?.headers.get("x-own")]).toEqual([null, null]);
  });

  test.each([
    ["is refused", () => new Response("<Error/>", { status: 403 }), HttpStatusError],
    [
      "is redirected",
      () => new Response(null, { status: 307, headers: { location: "https://evil.test/" } }),
      RedirectError,
    ],
    ["is cut", () => Promise.reject(new TypeError("terminated")) as never, ConnectionError],
  ])("that %s fails typed, and the signature is not in the error", async (_, stored, type) => {
    const { sieve, requests } = setUp(stored);
    const error = await errorOf(uploadFile(sieve, upload));
    expect(error).toBeInstanceOf(type);
    expect(`${error} ${JSON.stringify(error)}`).not.toContain("Signature");
    expect(requests.length).toBe(2);
  });

  test.each([{}, { upload_url: links.upload_url }, { get_url: links.get_url }])(
    "without a place fails typed",
    async (answer) => {
      const { sieve, requests } = setUp(undefined, answer);
      const error = await errorOf(uploadFile(sieve, upload));
      expect(error).toBeInstanceOf(UnexpectedContentError);
      expect(error).toMatchObject({
        provider: "sieve",
        operation: "getUploadUrl",
        httpStatus: 200,
        contentType: "application/json",
        isTransient: false,
        mayHaveBeenSent: true,
      });
      expect(requests.length).toBe(1);
    },
  );

  test("can be aborted", async () => {
    const controller = new AbortController();
    const { sieve } = setUp(() => {
      controller.abort("stop");
      return new Response();
    });
    expect(await errorOf(uploadFile(sieve, upload, { signal: controller.signal }))).toBe("stop");
  });
});
