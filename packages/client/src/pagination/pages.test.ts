import { describe, expect, test } from "vitest";
import { api, errorOf, fakeClient, json, type Sent } from "../../test/fake-api.ts";
import { type ApiDescription, PaginationError } from "../index.ts";
import type { Pagination } from "../operation.ts";
import { nextPosition } from "./next-position.ts";

async function collect<Item>(pages: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const page of pages) all.push(page);
  return all;
}

const queryOf = ({ url }: Sent) => new URL(url).search;

describe("the position after a page", () => {
  const counted: Pagination = { items: "", param: "skip" };
  const inBody: Pagination = { items: "/data", param: "offset", next: { body: "/next" }, end: -1 };
  const inHeader: Pagination = { items: "", param: "cursor", next: { header: "x-next" } };
  const moreInBody: Pagination = { ...counted, more: { body: "/has_more" }, size: "limit" };
  const moreInHeader: Pagination = { ...counted, more: { header: "x-more" }, size: "limit" };
  test.each<
    [string, Pagination, object, unknown, Record<string, string>, number, string | number | undefined]
  >([
    ["cursor in the body", inBody, {}, { next: "c1" }, {}, 2, "c1"],
    ["number in the body", inBody, {}, { next: 500 }, {}, 500, 500],
    ["zero is a position", inBody, {}, { next: 0 }, {}, 1, 0],
    ["its end value", inBody, {}, { next: -1 }, {}, 2, undefined],
    ["its end value as text", inBody, {}, { next: "-1" }, {}, 2, undefined],
    ["null", inBody, {}, { next: null }, {}, 2, undefined],
    ["empty", inBody, {}, { next: "" }, {}, 2, undefined],
    ["absent", inBody, {}, {}, {}, 2, undefined],
    ["no body", inBody, {}, undefined, {}, 0, undefined],
    ["cursor in a header", inHeader, {}, [], { "x-next": "h1" }, 1, "h1"],
    ["no such header", inHeader, {}, [], {}, 1, undefined],
    ["counted, from the start", counted, {}, [], {}, 3, 3],
    ["counted, from a position", counted, { skip: 20 }, [], {}, 3, 23],
    ["counted, from a text", counted, { skip: "20" }, [], {}, 3, 23],
    ["counted, empty page", counted, { skip: 20 }, [], {}, 0, undefined],
    ["more in the body", moreInBody, {}, { has_more: true }, {}, 3, 3],
    ["no more in the body", moreInBody, {}, { has_more: false }, {}, 3, undefined],
    ["more in a header", moreInHeader, { limit: 3 }, [], { "x-more": "true" }, 2, 2],
    ["no more in a header", moreInHeader, { limit: 3 }, [], { "x-more": "false" }, 3, undefined],
    ["header that a browser hides, full page", moreInHeader, { limit: 3 }, [], {}, 3, 3],
    ["header that a browser hides, short page", moreInHeader, { limit: 3 }, [], {}, 2, undefined],
    ["header that a browser hides, no size known", moreInHeader, {}, [], {}, 2, 2],
  ])("%s", (_, pagination, input, raw, headers, count, position) => {
    const answer = { raw, header: (name: string) => headers[name] };
    expect(nextPosition(pagination, input as Record<string, unknown>, answer, count)).toBe(position);
  });
});

const page = (data: unknown, next_offset: unknown) => json({ data, next_offset });

test("pages come one request at a time, when they are asked for", async () => {
  const { client, requests } = fakeClient([page([1, 2], 2), page([3], -1)]);
  const pages = client.pages.listJobs({ limit: 2, status: "queued" });
  expect(requests.length).toBe(0);
  const iterator = pages[Symbol.asyncIterator]();
  expect((await iterator.next()).value).toEqual([1, 2]);
  expect(requests.length).toBe(1);
  expect((await iterator.next()).value).toEqual([3]);
  expect((await iterator.next()).done).toBe(true);
  expect(requests.map(queryOf)).toEqual(["?limit=2&status=queued", "?limit=2&offset=2&status=queued"]);
});

test("items come one by one", async () => {
  const { client } = fakeClient([page([1, 2], 2), page([], 3), page([3], -1)]);
  expect(await collect(client.pages.listJobs().items())).toEqual([1, 2, 3]);
});

test("a list can be read again from its start", async () => {
  const { client, requests } = fakeClient([page([1], -1)]);
  const pages = client.pages.listJobs({ offset: 7 });
  await collect(pages);
  await collect(pages);
  expect(requests.map(queryOf)).toEqual(["?offset=7", "?offset=7"]);
});

test("break makes no further request", async () => {
  const { client, requests } = fakeClient([page([1, 2], 2)]);
  for await (const item of client.pages.listJobs().items()) if (item === 1) break;
  expect(requests.length).toBe(1);
});

test("a bare list is counted, and a header says whether there is more", async () => {
  const { client, requests } = fakeClient([
    json([1, 2], 200, { "x-more": "true" }),
    json([3], 200, { "x-more": "false" }),
  ]);
  expect(await collect(client.pages.countJobs())).toEqual([[1, 2], [3]]);
  expect(requests.map(queryOf)).toEqual(["", "?skip=2"]);
});

test("the position can go into a header", async () => {
  const listJobs = {
    method: "GET",
    path: "/jobs",
    header: ["X-Page"],
    pagination: { items: "", param: "X-Page", next: { header: "X-Next" } },
  } as const;
  const description: ApiDescription = { ...api, operations: { ...api.operations, listJobs } };
  const { client, requests } = fakeClient([json([1], 200, { "x-next": "p2" }), json([2])], {}, description);
  expect(await collect(client.pages.listJobs().items())).toEqual([1, 2]);
  expect(requests.map(({ headers }) => headers.get("x-page"))).toEqual([null, "p2"]);
});

test("a list of null, as some servers write an empty one, is empty", async () => {
  const { client } = fakeClient([page(null, -1)]);
  expect(await collect(client.pages.listJobs())).toEqual([[]]);
});

describe("limits", () => {
  const endless = (sent: Sent) => {
    const offset = Number(new URL(sent.url).searchParams.get("offset") ?? 0);
    return page([offset, offset + 1], offset + 2);
  };
  test("of pages", async () => {
    const { client, requests } = fakeClient([endless]);
    expect(await collect(client.pages.listJobs({}, { maxPages: 2 }))).toEqual([
      [0, 1],
      [2, 3],
    ]);
    expect(requests.length).toBe(2);
    expect(await collect(client.pages.listJobs({}, { maxPages: 0 }))).toEqual([]);
  });

  test("of items, the last page cut", async () => {
    const { client, requests } = fakeClient([endless]);
    expect(await collect(client.pages.listJobs({}, { maxItems: 3 }))).toEqual([[0, 1], [2]]);
    expect(await collect(client.pages.listJobs({}, { maxItems: 2 }).items())).toEqual([0, 1]);
    expect(requests.length).toBe(3);
  });
});

describe("a list that does not lead on ends with a PaginationError", () => {
  test.each<[string, Response[]]>([
    ["the same position twice", [page([1], "a"), page([2], "a")]],
    ["a circle", [page([1], "a"), page([2], "b"), page([3], "a")]],
    ["the position that it began with", [page([1], 7)]],
    ["an object for a position", [page([1], { id: "a" })]],
    ["an object that is no text", [page([1], { toString: null })]],
  ])("%s", async (_, answers) => {
    const { client, requests } = fakeClient(answers);
    const error = await errorOf(collect(client.pages.listJobs({ offset: 7 }, { maxPages: 9 })));
    expect(error).toBeInstanceOf(PaginationError);
    expect(error).toMatchObject({ operation: "listJobs", isTransient: false });
    expect(requests.length).toBe(answers.length);
  });

  test("an empty page that says that there is more", async () => {
    const { client } = fakeClient([
      json([1], 200, { "x-more": "true" }),
      json([], 200, { "x-more": "true" }),
    ]);
    expect(await errorOf(collect(client.pages.countJobs()))).toBeInstanceOf(PaginationError);
  });

  test("no list where the items should be", async () => {
    const { client } = fakeClient([page({ a: 1 }, -1)]);
    expect(await errorOf(collect(client.pages.listJobs()))).toBeInstanceOf(PaginationError);
  });
});

test("a page is repeated like any read, and its error ends the list", async () => {
  const { client, clock } = fakeClient([
    page([1], 1),
    json({}, 503),
    page([2], 2),
    json({ detail: "no" }, 403),
  ]);
  const all: unknown[] = [];
  const reading = (async () => {
    for await (const item of client.pages.listJobs().items()) all.push(item);
  })();
  const failed = errorOf(reading);
  await clock.pass(10_000);
  expect(await failed).toMatchObject({ httpStatus: 403 });
  expect(all).toEqual([1, 2]);
});
