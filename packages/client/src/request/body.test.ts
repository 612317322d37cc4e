import { expect, test } from "vitest";
import { errorOf, fakeClient } from "../../test/fake-api.ts";
import { ParameterError } from "../index.ts";
import type { Operation } from "../operation.ts";
import { bodyOf } from "./body.ts";
import { formOf } from "./form.ts";

const post: Operation = { method: "POST", path: "/a/{id}" };

test.each<[string, Partial<Operation>, object, unknown]>([
  ["none where the operation has none", {}, { x: 1 }, undefined],
  [
    "flat: what is no parameter",
    { body: "flat" },
    { id: "a", x: 1, y: undefined, z: null },
    { x: 1, z: null },
  ],
  ["flat: none when nothing is left", { body: "flat" }, { id: "a" }, undefined],
  ["flat: an empty object when it is required", { body: "flat", bodyRequired: true }, { id: "a" }, {}],
  ["nested", { body: "nested" }, { id: "a", body: [1] }, [1]],
  ["nested: none", { body: "nested" }, { id: "a" }, undefined],
  ["nested: an empty object when it is required", { body: "nested", bodyRequired: true }, {}, {}],
])("the body is %s", (_, operation, input, expected) => {
  expect(bodyOf({ ...post, ...operation }, ["id"], input as Record<string, unknown>)).toEqual(expected);
});

test("a JSON body is sent with its media type", async () => {
  const { client, requests } = fakeClient([]);
  await client.pushJob({ function: "a/b", inputs: { n: 1 } });
  expect(requests[0]?.headers.get("content-type")).toBe("application/json");
  expect(requests[0]?.body).toBe('{"function":"a/b","inputs":{"n":1}}');
});

test("a call without a body says nothing of a media type", async () => {
  const { client, requests } = fakeClient([]);
  await client.createJob();
  expect(requests[0]?.headers.has("content-type")).toBe(false);
  expect(requests[0]?.body ?? undefined).toBeUndefined();
});

test("bytes go as they are", async () => {
  const { client, requests } = fakeClient([]);
  const bytes = new Uint8Array([1, 2, 3]);
  await client.putFile({ id: "f", body: bytes });
  expect(requests[0]?.headers.get("content-type")).toBe("application/octet-stream");
  expect(requests[0]?.body).toBe(bytes);
});

test("a multipart body leaves the boundary to fetch", async () => {
  const { client, requests } = fakeClient([]);
  await client.uploadFile({ name: "a", file: new Blob(["x"]), tags: ["t", "u"], meta: { a: 1 }, none: null });
  expect(requests[0]?.headers.has("content-type")).toBe(false);
  const form = requests[0]?.body as FormData;
  expect(form.get("name")).toBe("a");
  expect(form.get("file")).toBeInstanceOf(Blob);
  expect(form.getAll("tags")).toEqual(["t", "u"]);
  expect(form.get("meta")).toBe('{"a":1}');
  expect(form.has("none")).toBe(false);
});

test("a form that is one already is sent as it is", () => {
  const form = new FormData();
  expect(formOf("multipart/form-data", form)).toBe(form);
});

test("a url-encoded form", () => {
  expect(String(formOf("application/x-www-form-urlencoded", { a: "b c", d: [1, 2] }))).toBe("a=b+c&d=1&d=2");
});

test("a body that is no JSON is a ParameterError", async () => {
  const { client, requests } = fakeClient([]);
  const circle: Record<string, unknown> = {};
  circle.self = circle;
  for (const inputs of [circle, 1n]) {
    const error = await errorOf(client.pushJob({ inputs }));
    expect(error).toBeInstanceOf(ParameterError);
    expect((error as Error).cause).toBeInstanceOf(TypeError);
  }
  expect(requests).toEqual([]);
});
