import { afterEach, describe, expect, it } from "vitest";
import { eventsIn } from "./fixtures/call.ts";
import { renderApi } from "./fixtures/render-api.ts";
import { createSimulator, realClock, type Scenario, stuckInQueue, success } from "./index.ts";
import { type ServeOptions, type SimulatorServer, serve } from "./server.ts";

const fast = 10_000;
let server: SimulatorServer | undefined;

afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function served(scenario: Scenario = {}, options: ServeOptions = {}) {
  const simulator = createSimulator(renderApi, scenario, { clock: realClock(fast) });
  server = await serve([{ prefix: "/render", simulator }], options);
  const { url } = server;
  const send = (path: string, init: RequestInit = {}) =>
    fetch(`${url}/render/v1${path}`, {
      ...init,
      headers: { "x-key": "k", "content-type": "application/json", ...init.headers },
    });
  const start = async () =>
    (await (await send("/studios/mine/renders", { method: "POST", body: '{"title":"x"}' })).json())
      .render as string;
  return { simulator, send, start, url };
}

describe("a served simulator", () => {
  it("runs a job from its start to its end over real HTTP", async () => {
    const { send, start, simulator } = await served({
      jobs: { render: { ...success(), awaitUntil: "end" } },
    });
    const id = await start();
    const answer = await send(`/renders/${id}/wait`);
    expect(await answer.json()).toMatchObject({ id, status: "done" });
    expect(answer.headers.get("date")).not.toBeNull();
    expect(simulator.requests).toHaveLength(2);
  });

  it("streams events as they happen", async () => {
    const { send, start } = await served();
    const answer = await send(`/renders/${await start()}/events`);
    expect(answer.headers.get("content-type")).toBe("text/event-stream");
    expect(eventsIn(await answer.text()).at(-1)).toEqual({ type: "end", status: "done" });
  });

  it("stops working for a client that is gone", async () => {
    const { send, start, simulator } = await served({ jobs: { render: stuckInQueue() } });
    const id = await start();
    const controller = new AbortController();
    const answer = await send(`/renders/${id}/events`, { signal: controller.signal });
    await answer.body?.getReader().read();
    controller.abort();
    simulator.jobs.get(id).move("done");
    expect(simulator.requests.of("streamRender")).toHaveLength(1);
  });

  it("closes the socket where the scenario breaks the connection", async () => {
    const { send } = await served({ faults: [{ fault: { type: "reset" } }] });
    await expect(send("/balance")).rejects.toThrow("fetch failed");
  });

  it("breaks off inside a body", async () => {
    const { send } = await served({ faults: [{ fault: { type: "cut-body" } }] });
    await expect(send("/balance").then((answer) => answer.text())).rejects.toThrow();
  });

  it("leaves the Date header out where the scenario does", async () => {
    const { send } = await served({ faults: [{ fault: { type: "date", missing: true } }] });
    expect((await send("/balance")).headers.get("date")).toBeNull();
  });

  it("answers the declared error with the reason to a request that is not allowed", async () => {
    const { send } = await served();
    const answer = await send("/renders/nothing");
    expect([answer.status, answer.headers.get("x-simulator-refusal")]).toEqual([
      400,
      'path parameter "render_id" must match ^rnd_',
    ]);
  });

  it("says what is mounted below another prefix", async () => {
    const { url } = await served();
    const answer = await fetch(`${url}/rendering/balance`);
    expect([answer.status, await answer.json()]).toEqual([
      404,
      { error: "No simulator is mounted here. There are: /render." },
    ]);
  });

  it("lets browsers in, if asked to", async () => {
    const { send } = await served({}, { cors: true });
    expect((await send("/balance", { method: "OPTIONS" })).status).toBe(204);
    expect((await send("/balance")).headers.get("access-control-allow-origin")).toBe("*");
  });

  it("serves one simulator without a prefix", async () => {
    server = await serve(createSimulator(renderApi, {}, { clock: realClock() }));
    expect(await (await fetch(`${server.url}/balance`)).json()).toEqual({ cents: 5 });
  });
});
