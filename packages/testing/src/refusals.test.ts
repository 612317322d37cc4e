import { describe, expect, it } from "vitest";
import { call } from "./fixtures/call.ts";
import { renderApi } from "./fixtures/render-api.ts";
import { createSimulator, SimulatorRefusalError } from "./index.ts";

type Case = readonly [
  what: string,
  method: string,
  path: string,
  body: unknown,
  status: number,
  reason: string,
];

const cases: readonly Case[] = [
  [
    "an unknown path",
    "GET",
    "/rendrs",
    undefined,
    404,
    "no operation of the document has the path /v1/rendrs",
  ],
  ["a wrong method", "PATCH", "/renders/rnd_1", undefined, 405, "the path has GET, DELETE and no PATCH"],
  [
    "a wrong path parameter",
    "GET",
    "/renders/xyz",
    undefined,
    400,
    'path parameter "render_id" must match ^rnd_',
  ],
  [
    "an unknown query parameter",
    "GET",
    "/balance?currency=EUR",
    undefined,
    400,
    'query parameter "currency" is not declared; declared: none',
  ],
  [
    "a wrong query parameter",
    "GET",
    "/reports?limit=0",
    undefined,
    400,
    'query parameter "limit" must be at least 1',
  ],
  [
    "a query parameter of the wrong type",
    "GET",
    "/reports?limit=ten",
    undefined,
    400,
    'query parameter "limit" must be integer, is string',
  ],
  ["a missing body", "POST", "/studios/mine/renders", undefined, 400, "the request body is missing"],
  [
    "a body where none belongs",
    "POST",
    "/renders/rnd_1/cancel",
    {},
    400,
    "cancelRender takes no request body",
  ],
  ["a missing property", "POST", "/studios/mine/renders", {}, 400, 'body (root) misses "title"'],
  [
    "an unknown property",
    "POST",
    "/studios/mine/renders",
    { title: "x", fames: 3 },
    400,
    "body /fames is no known property; known: title, frames, format, layers",
  ],
  [
    "a value out of bounds",
    "POST",
    "/studios/mine/renders",
    { title: "x", frames: 1001 },
    400,
    "body /frames must be at most 1000",
  ],
  [
    "a word of no enum",
    "POST",
    "/studios/mine/renders",
    { title: "x", format: "gif" },
    400,
    'body /format must be one of "mp4", "webm", is "gif"',
  ],
  [
    "something deep inside",
    "POST",
    "/studios/mine/renders",
    { title: "x", layers: [{ name: "a", below: {} }] },
    400,
    'body /layers/0/below misses "name"',
  ],
];

describe("a request that the document does not allow", () => {
  it.each(cases)("%s: fetch rejects and names the reason", async (_, method, path, body, _status, reason) => {
    const simulator = createSimulator(renderApi);
    const error = await call(simulator, method, path, body).catch((thrown: unknown) => thrown);
    expect(SimulatorRefusalError.isInstance(error)).toBe(true);
    expect(error).toMatchObject({
      message: `The simulator refuses ${method} /v1${path.split("?")[0]}: ${reason}`,
      isTransient: false,
    });
  });

  it.each(cases)(
    "%s: the declared error, when it is not strict",
    async (_, method, path, body, status, reason) => {
      const simulator = createSimulator(renderApi, {}, { strict: false });
      const answer = await call(simulator, method, path, body);
      expect([answer.status, answer.headers.get("x-simulator-refusal")]).toEqual([status, reason]);
      expect(answer.body).toEqual({ error: reason });
      expect(simulator.refusals).toMatchObject([{ reason, method }]);
      expect(simulator.requests.refused()).toHaveLength(1);
    },
  );

  it("is refused for its content type and for JSON that is none", async () => {
    const simulator = createSimulator(renderApi, {}, { strict: false });
    const send = (body: string, type: string) =>
      simulator.fetch("https://api.render.test/v1/studios/mine/renders", {
        method: "POST",
        body,
        headers: { "x-key": "k", "content-type": type },
      });
    expect(
      (await send("title=x", "application/x-www-form-urlencoded")).headers.get("x-simulator-refusal"),
    ).toContain("is not declared; declared: application/json");
    expect((await send("{title", "application/json")).headers.get("x-simulator-refusal")).toContain(
      "the request body is no JSON",
    );
  });

  it("starts nothing", async () => {
    const simulator = createSimulator(renderApi, {}, { strict: false });
    await call(simulator, "POST", "/studios/mine/renders", { title: 7 });
    expect(simulator.jobs.all).toEqual([]);
    expect(simulator.requests.startsOf()).toEqual([]);
  });
});

describe("credentials", () => {
  it("must be sent where the operation asks for them; without, it is the API that says so", async () => {
    const simulator = createSimulator(renderApi);
    const bare = (path: string, method = "GET", body: string | null = null) =>
      simulator.fetch(`https://api.render.test/v1${path}`, {
        method,
        body,
        headers: { "content-type": "application/json" },
      });
    const answer = await bare("/studios/mine/renders", "POST", '{"title":"x"}');
    expect([answer.status, await answer.json()]).toEqual([401, { error: "no credentials were sent" }]);
    expect((await bare("/balance")).status).toBe(200);
    expect(simulator.refusals).toEqual([]);
  });

  it("are not looked at with auth: false", async () => {
    const simulator = createSimulator(renderApi, {}, { auth: false });
    expect((await simulator.fetch("https://api.render.test/v1/reports")).status).toBe(200);
  });
});

describe("an operation without jobs", () => {
  it("answers its example, or a value that its schema allows", async () => {
    expect((await call(createSimulator(renderApi), "GET", "/balance")).body).toEqual({ cents: 5 });
  });
});

describe("the base path", () => {
  it("may be there or not, so that a client can be pointed anywhere", async () => {
    const simulator = createSimulator(renderApi);
    for (const url of ["http://localhost:1/balance", "http://localhost:1/v1/balance"]) {
      expect((await simulator.fetch(url)).status).toBe(200);
    }
  });
});
