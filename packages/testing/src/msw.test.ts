import { setupServer } from "msw/node";
import { setupServer as setupServer2 } from "msw2/node";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { renderApi } from "./fixtures/render-api.ts";
import { createSimulator, type Fault, type Simulator } from "./index.ts";
import { handlers } from "./msw.ts";

const version3 = setupServer();
const version2 = setupServer2();
const handlersOf2 = await importedWithVersion2();

/** The handlers as a project with msw 2 gets them, in which the import of "msw" finds that version. */
async function importedWithVersion2() {
  vi.resetModules();
  vi.doMock("msw", () => import("msw2"));
  type Handlers = (...given: Parameters<typeof handlers>) => Parameters<typeof version2.use>;
  const imported = (await import("./msw.ts")) as unknown as { readonly handlers: Handlers };
  return imported.handlers;
}

/** What the test needs of a server of either version. */
interface Server {
  readonly listen: () => void;
  readonly use: (simulator: Simulator, url?: string) => void;
  readonly reset: () => void;
  readonly close: () => void;
}

const servers: readonly (readonly [version: string, server: Server])[] = [
  [
    "msw 3",
    {
      listen: () => version3.listen({ onUnhandledFrame: "error" }),
      use: (simulator, url = baseUrl) => version3.use(...handlers(simulator, { baseUrl: url })),
      reset: () => version3.resetHandlers(),
      close: () => version3.close(),
    },
  ],
  [
    "msw 2",
    {
      listen: () => version2.listen({ onUnhandledRequest: "error" }),
      use: (simulator, url = baseUrl) => version2.use(...handlersOf2(simulator, { baseUrl: url })),
      reset: () => version2.resetHandlers(),
      close: () => version2.close(),
    },
  ],
];

const baseUrl = "https://api.render.test/";
const send = (path: string, init: RequestInit = {}) =>
  fetch(`https://api.render.test/v1${path}`, {
    ...init,
    headers: { "x-key": "k", "content-type": "application/json" },
  });

describe.each(servers)("handlers of %s", (_, server) => {
  beforeAll(() => server.listen());
  afterEach(() => server.reset());
  afterAll(() => server.close());

  function intercepted(simulator: Simulator): Simulator {
    server.use(simulator);
    return simulator;
  }

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

  it("answer below the address of a proxy", async () => {
    const simulator = createSimulator(renderApi);
    const { id } = simulator.jobs.create("render");
    server.use(simulator, "https://app.test/proxies/renders/");
    const answer = await fetch(`https://app.test/proxies/renders/renders/${id}`, {
      headers: { "x-key": "k" },
    });
    expect(await answer.json()).toMatchObject({ id });
  });

  it("turn a broken connection into a network error", async () => {
    intercepted(createSimulator(renderApi, { faults: [{ fault: { type: "reset" } }] }));
    await expect(send("/balance")).rejects.toThrow(TypeError);
  });

  it.each<[string, Fault, string]>([
    ["/events", { type: "cut-stream", afterEvents: 2 }, "queued"],
    ["", { type: "cut-body" }, '{"id":'],
  ])("break off in the middle of a body: %s", async (path, fault, before) => {
    const simulator = intercepted(createSimulator(renderApi, { faults: [{ fault }] }));
    const { id } = simulator.jobs.create("render");
    const { body } = await send(`/renders/${id}${path}`);
    const decoder = new TextDecoder();
    let text = "";
    const reading = async () => {
      for await (const piece of body as unknown as AsyncIterable<Uint8Array>) text += decoder.decode(piece);
    };
    await expect(reading()).rejects.toThrow();
    expect(text).toContain(before);
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
