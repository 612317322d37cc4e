import { describe, expect, test, vi } from "vitest";
import { api, errorOf, fakeClient, json } from "../test/fake-api.ts";
import {
  type ApiDescription,
  createClient,
  createClientWith,
  type Features,
  openPages,
  otherAuth,
} from "./index.ts";

test("a method gives the parsed body and can be taken off its client", async () => {
  const { client } = fakeClient([json({ id: "j1" })]);
  const { getJob } = client;
  expect(await getJob({ job_id: "j1" })).toEqual({ id: "j1" });
});

test("withReply gives what HTTP says, too", async () => {
  const { client, clock } = fakeClient([json({ id: "j1" }, 202, { "X-One": "1" })]);
  await clock.pass(5);
  const reply = await client.withReply.getJob({ job_id: "j1" });
  expect(reply).toMatchObject({ raw: { id: "j1" }, httpStatus: 202, receivedAtMs: 5 });
  expect([reply.header("x-one"), reply.header("x-two")]).toEqual(["1", undefined]);
  expect(reply.response).toBeInstanceOf(Response);
  expect("retryAfterMs" in reply).toBe(false);
});

test("withReply tells for how long an answer asks to be left alone", async () => {
  const { client } = fakeClient([json({ id: "j1" }, 202, { "retry-after": "30" })]);
  expect((await client.withReply.getJob({ job_id: "j1" })).retryAfterMs).toBe(30_000);
});

test("an operation stands where its table says", () => {
  const { client } = fakeClient([]);
  expect(Object.keys(client.withReply)).toEqual(Object.keys(api.operations));
  expect(Object.keys(client.stream)).toEqual(["searchJob", "watchJob"]);
  expect(Object.keys(client.pages)).toEqual(["listJobs", "countJobs"]);
  expect(client.provider).toBe("acme");
});

test("a client is no promise and can be awaited", async () => {
  const { client } = fakeClient([]);
  expect(await client).toBe(client);
});

test("making one sends nothing, asks nothing and reads no environment", () => {
  const env = new Proxy({}, { get: () => expect.unreachable() });
  vi.stubGlobal("process", { env });
  vi.stubGlobal("fetch", () => expect.unreachable());
  createClient(api, {
    apiKey: () => expect.unreachable(),
    clock: { now: () => 0, date: () => 0, after: () => expect.unreachable() },
  });
});

test("globalThis.fetch is looked up at every call", async () => {
  const client = createClient<{ ping(): Promise<unknown> }>(api);
  vi.stubGlobal("fetch", async () => json(1));
  expect(await client.ping()).toBe(1);
  vi.stubGlobal("fetch", async () => json(2));
  expect(await client.ping()).toBe(2);
});

test("fetch is called without `this`, as browsers want it", async () => {
  let called: unknown = "not";
  const fetch = function (this: unknown) {
    called = this;
    return Promise.resolve(json(1));
  };
  await createClient<{ ping(): Promise<unknown> }>(api, { fetch }).ping();
  expect(called).toBeUndefined();
});

describe("the trace of an error leads to the caller", () => {
  const { client } = fakeClient([json({ detail: "no such job" }, 404)]);
  const ways: readonly [string, () => Promise<unknown>][] = [
    ["a method", async () => await client.getJob({ job_id: "j" })],
    ["withReply", async () => await client.withReply.getJob({ job_id: "j" })],
    ["pages", async () => await client.pages.listJobs()[Symbol.asyncIterator]().next()],
  ];
  test.each(ways)("of %s", async (_, theirCode) => {
    const { stack = "" } = (await errorOf(theirCode())) as Error;
    expect(stack).toMatch(/^HttpStatusError: acme \w+: 404 no such job /);
    // Engines keep ten frames, unless somebody asks for more.
    expect(stack.split("\n").slice(1, 11).join("\n")).toContain("create-client.test.ts");
  });
});

describe("a client with chosen features", () => {
  const { listJobs, watchJob, uploadFile } = api.operations;
  const tagged = {
    method: "GET",
    path: "/t",
    query: ["tags"],
    styles: { tags: { style: "form", explode: false } },
  };
  const make = (features: Features, operations: object) =>
    createClientWith<object, object, { listJobs(): AsyncIterable<unknown> }>(
      features,
      { ...api, operations: operations as ApiDescription["operations"] },
      { fetch: async () => json({ data: [1], next_offset: -1 }), apiKey: "k" },
    );

  test("does with them what every client does", async () => {
    const pages: unknown[] = [];
    for await (const page of make({ pages: openPages }, { listJobs }).pages.listJobs()) pages.push(page);
    expect(pages).toEqual([[1]]);
  });

  test.each([
    ["events", { watchJob }],
    ["pages", { listJobs }],
    ["forms", { uploadFile }],
    ["styles", { tagged }],
  ])("cannot be made without one that an operation needs: %s", (feature, operations) => {
    expect(() => make({}, operations)).toThrow(`${Object.keys(operations)} needs the feature "${feature}"`);
  });

  test.each([{ query: "api_key" }, { header: "Authorization", prefix: "Basic " }])(
    "nor without one that its credentials need: %j",
    (place) => {
      const auth = { key: { option: "apiKey", ...place } };
      const operations = { getJob: { method: "GET", path: "/jobs/{id}" } } as const;
      expect(() => createClientWith({}, { ...api, auth, operations })).toThrow('need the feature "auth"');
      expect(() => createClientWith({ auth: otherAuth }, { ...api, auth, operations })).not.toThrow();
    },
  );
});
