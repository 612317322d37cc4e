import { expect, test } from "vitest";
import { api, errorOf, fakeFetch, hang, json } from "../test/fake-api.ts";
import { FakeClock, settle } from "../test/fake-clock.ts";
import { HttpStatusError, ParameterError, UnexpectedContentError } from "./index.ts";
import { createPathsClient } from "./paths.ts";

interface paths {
  "/jobs/{job_id}": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get: {
      parameters: { query?: { offset?: number }; header?: never; path: { job_id: string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { "application/json": { id: string } } };
        404: { headers: { [name: string]: unknown }; content: { "application/json": { detail: string } } };
      };
    };
  };
}

function pathsClient(...answers: Parameters<typeof fakeFetch>) {
  const clock = new FakeClock();
  const { fetch, requests } = fakeFetch(...answers);
  const client = createPathsClient<paths>(api, { apiKey: "sk-secret-1234", fetch, clock, random: () => 0 });
  return { client, clock, requests };
}

test("a path-typed call gives data and error as openapi-fetch does", async () => {
  const { client, requests } = pathsClient(json({ id: "j1" }), json({ detail: "gone" }, 404));
  const found = await client.GET("/jobs/{job_id}", {
    params: { path: { job_id: "j 1" }, query: { offset: 2 } },
  });
  expect(found.data).toEqual({ id: "j1" });
  expect(requests[0]?.url).toBe("https://api.acme.test/v2/jobs/j%201?offset=2");
  expect(requests[0]?.headers.get("authorization")).toBe("Bearer sk-secret-1234");
  const lost = await client.GET("/jobs/{job_id}", { params: { path: { job_id: "j1" } } });
  expect(lost.error).toEqual({ detail: "gone" });
  expect(lost.response.status).toBe(404);
});

test("an error status without a body is thrown, so that `error` is never falsy", async () => {
  const { client } = pathsClient(new Response(null, { status: 404 }));
  const error = await errorOf(client.GET("/jobs/{job_id}", { params: { path: { job_id: "j1" } } }));
  expect(error).toBeInstanceOf(HttpStatusError);
});

test("HTML on a 200 is a typed error", async () => {
  const { client } = pathsClient(new Response("<html>", { headers: { "content-type": "text/html" } }));
  const error = await errorOf(client.GET("/jobs/{job_id}", { params: { path: { job_id: "j1" } } }));
  expect(error).toBeInstanceOf(UnexpectedContentError);
});

test.each(["", "..", "%2E%2e"])("the path guard refuses %j", async (job_id) => {
  const { client, requests } = pathsClient();
  const error = await errorOf(client.GET("/jobs/{job_id}", { params: { path: { job_id } } }));
  expect(error).toBeInstanceOf(ParameterError);
  expect(requests).toEqual([]);
});

test("it has the retries of a named client", async () => {
  const { client, clock, requests } = pathsClient(json({}, 503), json({ id: "j1" }));
  const call = client.GET("/jobs/{job_id}", { params: { path: { job_id: "j1" } } });
  await clock.pass(1000);
  expect((await call).data).toEqual({ id: "j1" });
  expect(requests.length).toBe(2);
});

test("a signal that was aborted before asks for no key and sends nothing", async () => {
  let asked = 0;
  const { fetch, requests } = fakeFetch();
  const client = createPathsClient<paths>(api, { apiKey: () => `sk-${++asked}`, fetch });
  const init = { params: { path: { job_id: "j1" } }, signal: AbortSignal.abort("stop") };
  expect(await errorOf(client.GET("/jobs/{job_id}", init))).toBe("stop");
  expect([asked, requests.length]).toEqual([0, 0]);
});

test.each(["stop", null])("the reason of a signal is thrown as it is: %j", async (reason) => {
  const controller = new AbortController();
  const { client } = pathsClient(hang);
  const init = { params: { path: { job_id: "j1" } }, signal: controller.signal };
  const call = errorOf(client.GET("/jobs/{job_id}", init));
  await settle();
  controller.abort(reason);
  expect(await call).toBe(reason);
});

test("a path parameter that is missing is named", async () => {
  const { client, requests } = pathsClient();
  // @ts-expect-error the parameter is required
  const error = await errorOf(client.GET("/jobs/{job_id}", { params: {} }));
  expect(error).toMatchObject({ name: "ParameterError", parameter: "job_id" });
  expect(requests).toEqual([]);
});

test("the options of a call go beside openapi-fetch's own, and its middleware works", async () => {
  const { client, requests } = pathsClient(json({}, 503));
  client.use({
    onRequest({ request }) {
      request.headers.set("x-own", "own");
      return request;
    },
  });
  const headers = { "x-one": "1" };
  const init = { params: { path: { job_id: "j1" } }, retries: 0, headers };
  const { error, response } = await client.GET("/jobs/{job_id}", init);
  expect([error, response.status]).toEqual([{}, 503]);
  expect(requests.length).toBe(1);
  expect(requests[0]?.headers.get("x-one")).toBe("1");
  expect(requests[0]?.headers.get("x-own")).toBe("own");
});

test("a stream is handed out unread", async () => {
  const { client } = pathsClient(
    new Response("data: 1\n\n", { headers: { "content-type": "text/event-stream" } }),
  );
  const init = { params: { path: { job_id: "j1" } }, parseAs: "stream" } as const;
  const { data } = await client.GET("/jobs/{job_id}", init);
  expect(await new Response(data).text()).toBe("data: 1\n\n");
});
