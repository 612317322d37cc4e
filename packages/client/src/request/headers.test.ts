import { expect, test } from "vitest";
import { api, errorOf, fakeClient, json } from "../../test/fake-api.ts";
import { ParameterError } from "../index.ts";

test("later headers win: own, client's, parameter, call's", async () => {
  const { client, requests } = fakeClient([json({})], {
    headers: { Accept: "a/b", "X-One": "client", "X-Two": "client" },
  });
  await client.getJob({ job_id: "j" }, { headers: { "x-two": "call" } });
  expect(requests[0]?.headers.get("accept")).toBe("a/b");
  expect(requests[0]?.headers.get("x-one")).toBe("client");
  expect(requests[0]?.headers.get("x-two")).toBe("call");
});

test("each kind of answer is asked for by its media type", async () => {
  const { client, requests } = fakeClient([
    new Response("x", { headers: { "content-type": "text/event-stream" } }),
  ]);
  await client.getLogs();
  await client.getFile({ id: "f" });
  await client.cancelJob({ job_id: "j" });
  await client.watchJob({ job_id: "j" });
  await client.stream.searchJob({});
  const accepted = requests.map(({ headers }) => headers.get("accept"));
  expect(accepted).toEqual(["*/*", "*/*", "application/json", "text/event-stream", "text/event-stream"]);
});

test.each(["a\nb", "a\r\nx: y", "a\0", "ключ"])(
  "a value that a header cannot carry is refused unquoted: %j",
  async (value) => {
    const { client, requests } = fakeClient([]);
    const error = await errorOf(client.getJob({ job_id: "j" }, { headers: { "X-Token": value } }));
    expect(error).toBeInstanceOf(ParameterError);
    expect(error).toMatchObject({ parameter: "X-Token" });
    expect(String(error)).not.toContain(value);
    expect(requests).toEqual([]);
  },
);

test("a name that is none is a ParameterError too", async () => {
  const { client, requests } = fakeClient([]);
  expect(await errorOf(client.getJob({ job_id: "j" }, { headers: { "a b": "c" } }))).toBeInstanceOf(
    ParameterError,
  );
  expect(requests).toEqual([]);
});

test("header parameters come from the flat input", async () => {
  const paged = { method: "GET", path: "/p", header: ["X-Page-Offset"] } as const;
  const { client, requests } = fakeClient(
    [],
    {},
    { ...api, operations: { ...api.operations, getJob: paged } },
  );
  await client.getJob({ "X-Page-Offset": 3 });
  expect(requests[0]?.headers.get("x-page-offset")).toBe("3");
});
