import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { renderApi } from "./fixtures/render-api.ts";
import { createSimulator, type Simulator } from "./index.ts";
import { handlers } from "./msw.ts";

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const baseUrl = "https://api.render.test/";
const send = (path: string, init: RequestInit = {}) =>
  fetch(`https://api.render.test/v1${path}`, {
    ...init,
    headers: { "x-key": "k", "content-type": "application/json" },
  });

function intercepted(simulator: Simulator): Simulator {
  server.use(...handlers(simulator, { baseUrl }));
  return simulator;
}

describe("msw handlers", () => {
  it("answer the platform's fetch from the simulator", async () => {
    const simulator = intercepted(createSimulator(renderApi));
    const { render } = await (
      await send("/studios/mine/renders", { method: "POST", body: '{"title":"x"}' })
    ).json();
    expect((await (await send(`/renders/${render}/wait`)).json()).status).toBe("rendering");
    expect(await (await send(`/renders/${render}/events`)).text()).toContain(
      '{"type":"end","status":"done"}',
    );
    expect(simulator.requests).toHaveLength(3);
  });

  it("answer also what the document does not allow, with the reason", async () => {
    const simulator = intercepted(createSimulator(renderApi));
    const answer = await send("/nothing-here");
    expect([answer.status, answer.headers.get("x-simulator-refusal")]).toEqual([
      404,
      "no operation of the document has the path /v1/nothing-here",
    ]);
    expect(simulator.refusals).toHaveLength(1);
  });

  it("turn a broken connection into a network error", async () => {
    intercepted(createSimulator(renderApi, { faults: [{ fault: { type: "reset" } }] }));
    await expect(send("/balance")).rejects.toThrow(TypeError);
  });

  it("let go of a request that is aborted, without a word", async () => {
    const report = vi.spyOn(console, "error").mockImplementation(() => {});
    const simulator = intercepted(createSimulator(renderApi, { faults: [{ fault: { type: "hang" } }] }));
    const controller = new AbortController();
    const hanging = send("/balance", { signal: controller.signal });
    await vi.waitFor(() => expect(simulator.requests).toHaveLength(1));
    controller.abort();
    await expect(hanging).rejects.toThrow("aborted");
    expect(report).not.toHaveBeenCalled();
  });
});
