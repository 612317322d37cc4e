import { describe, expect, it } from "vitest";
import { createSimulator, type Simulator } from "./index.ts";

const form = {
  schema: {
    type: "object",
    required: ["file", "title"],
    additionalProperties: false,
    properties: {
      file: { type: "string", format: "binary", minLength: 1 },
      title: { type: "string", minLength: 2 },
      frames: { type: "integer", maximum: 10 },
      tags: { type: "array", items: { type: "string" } },
      place: { type: "object", required: ["shelf"], properties: { shelf: { type: "integer" } } },
    },
  },
};

const uploads = {
  openapi: "3.1.0",
  servers: [{ url: "https://api.uploads.test" }],
  "x-jobs": {
    upload: {
      start: "createUpload",
      read: "getUpload",
      id: "/id",
      status: {
        at: "/status",
        queued: ["waiting"],
        running: ["reading"],
        succeeded: ["ready"],
        failed: ["bad"],
      },
    },
  },
  paths: {
    "/uploads": {
      post: {
        operationId: "createUpload",
        requestBody: {
          required: true,
          content: {
            "multipart/form-data": form,
            "application/x-www-form-urlencoded": {
              ...form,
              schema: { ...form.schema, required: ["title"] },
            },
            "image/*": {},
          },
        },
        responses: {
          201: {
            content: { "application/json": { example: { id: "u_1", status: "waiting", title: "Song" } } },
          },
        },
      },
    },
    "/uploads/{id}": {
      parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
      get: {
        operationId: "getUpload",
        responses: {
          200: {
            content: { "application/json": { example: { id: "u_1", status: "ready", title: "Song" } } },
          },
        },
      },
    },
  },
};

function formOf(fields: Readonly<Record<string, string | Blob | readonly string[]>>): FormData {
  const made = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    for (const one of [value].flat() as (string | Blob)[]) made.append(name, one);
  }
  return made;
}

const file = new File([Uint8Array.of(0xff, 0xfe, 0)], "song.mp3", { type: "audio/mpeg" });

const send = (simulator: Simulator, body: BodyInit, headers: Readonly<Record<string, string>> = {}) =>
  simulator.fetch("https://api.uploads.test/uploads", { method: "POST", body, headers });

describe("a form", () => {
  it("starts a job, and is seen by its fields, files as they were sent", async () => {
    const simulator = createSimulator(uploads, {
      jobs: { upload: [{ play: "success" }, { play: "failure", if: { "/frames": 7, "/place/shelf": 3 } }] },
    });
    const sent = formOf({ file, title: "My song", frames: "7", tags: ["a", "b"], place: '{"shelf":3}' });
    expect((await send(simulator, sent)).status).toBe(201);
    const [start] = simulator.requests;
    expect(start?.body).toEqual({
      file: expect.any(File),
      title: "My song",
      frames: "7",
      tags: ["a", "b"],
      place: '{"shelf":3}',
    });
    const { file: seen } = (start as unknown as { readonly body: { readonly file: File } }).body;
    expect([seen.name, seen.type, [...(await seen.bytes())]]).toEqual([
      "song.mp3",
      "audio/mpeg",
      [255, 254, 0],
    ]);
    await simulator.clock.advance(7000);
    expect(simulator.jobs.all).toMatchObject([{ status: "failed" }]);
    expect(simulator.jobs.all[0]?.body()).toMatchObject({ title: "My song" });
  });

  it.each<[string, BodyInit, Readonly<Record<string, string>>, string]>([
    ["a missing field", formOf({ title: "My song" }), {}, 'body (root) misses "file"'],
    [
      "an unknown field",
      formOf({ file, title: "xy", colour: "red" }),
      {},
      "body /colour is no known property",
    ],
    [
      "a number out of bounds",
      formOf({ file, title: "xy", frames: "11" }),
      {},
      "body /frames must be at most 10",
    ],
    [
      "text for a number",
      formOf({ file, title: "xy", frames: "few" }),
      {},
      "body /frames must be integer, is string",
    ],
    [
      "a field that comes twice",
      formOf({ file, title: ["xy", "yz"] }),
      {},
      "body /title must be string, is array",
    ],
    [
      "an empty file",
      formOf({ file: new File([], "a"), title: "xy" }),
      {},
      "body /file must have at least 1 characters",
    ],
    ["a wrong object", formOf({ file, title: "xy", place: "{}" }), {}, 'body /place misses "shelf"'],
    [
      "a url-encoded field",
      new URLSearchParams({ title: "x" }),
      {},
      "body /title must have at least 2 characters",
    ],
    [
      "no form",
      "title=x",
      { "content-type": "multipart/form-data; boundary=x" },
      "is no form of its content type",
    ],
    [
      "a wrong media type",
      "x",
      { "content-type": "text/plain" },
      'content type "text/plain" is not declared',
    ],
  ])("with %s is refused", async (_, body, headers, reason) => {
    const simulator = createSimulator(uploads);
    await expect(send(simulator, body, headers)).rejects.toThrow(reason);
    expect(simulator.jobs.all).toEqual([]);
  });
});

it("a body of bytes is seen as it was sent", async () => {
  const simulator = createSimulator(uploads);
  const bytes = Uint8Array.of(0x89, 0x50, 0xff);
  expect((await send(simulator, bytes, { "content-type": "image/png" })).status).toBe(201);
  expect(simulator.requests[0]?.body).toEqual(bytes);
});

describe("an API behind a proxy", () => {
  const url = "https://app.test/proxies/uploads/uploads/u_5";

  it("is called below a base path that the document does not have", async () => {
    const simulator = createSimulator(uploads, {}, { basePath: "/proxies/uploads" });
    simulator.jobs.create("upload", { id: "u_5" });
    expect(await (await simulator.fetch(url)).json()).toMatchObject({ id: "u_5", status: "waiting" });
    expect(simulator.requests).toMatchObject([{ path: "/uploads/u_5", operation: "getUpload" }]);
  });

  it("is refused without one, with a hint", async () => {
    await expect(createSimulator(uploads).fetch(url)).rejects.toThrow(
      'no operation of the document has the path /proxies/uploads/uploads/u_5; with { basePath: "/proxies/uploads" } it would have',
    );
  });
});
