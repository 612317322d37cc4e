import { describe, expect, it } from "vitest";
import { call, eventsIn, startRender } from "./fixtures/call.ts";
import { renderApi } from "./fixtures/render-api.ts";
import { createClock, createSimulator, failure, stuckInQueue, success } from "./index.ts";

describe("a long poll", () => {
  it("is held until the state changes", async () => {
    const simulator = createSimulator(renderApi);
    const id = await startRender(simulator);
    const answer = await call(simulator, "GET", `/renders/${id}/wait`);
    expect([answer.status, answer.body.status, simulator.clock.now()]).toEqual([200, "rendering", 2000]);
  });

  it("is held until the end, if the script says so", async () => {
    const simulator = createSimulator(renderApi, { jobs: { render: { ...success(), awaitUntil: "end" } } });
    const id = await startRender(simulator);
    expect((await call(simulator, "GET", `/renders/${id}/wait`)).body.status).toBe("done");
  });

  it("answers at once for a job that has ended", async () => {
    const simulator = createSimulator(renderApi, { jobs: { render: { timeline: [{ frame: "done" }] } } });
    const id = await startRender(simulator);
    expect((await call(simulator, "GET", `/renders/${id}/wait`)).body.status).toBe("done");
    expect(simulator.clock.now()).toBe(0);
  });

  it('says "not yet" after holdMs', async () => {
    const simulator = createSimulator(renderApi, { jobs: { render: stuckInQueue() } });
    const id = await startRender(simulator);
    const answer = await call(simulator, "GET", `/renders/${id}/wait`);
    expect([answer.status, simulator.clock.now()]).toEqual([408, 30_000]);
  });

  it("ends when a cancel comes in between, and leaves no timer", async () => {
    const simulator = createSimulator(
      renderApi,
      { jobs: { render: stuckInQueue() } },
      { clock: createClock() },
    );
    const id = await startRender(simulator);
    const waiting = call(simulator, "GET", `/renders/${id}/wait`);
    await simulator.clock.advance(1000);
    await call(simulator, "POST", `/renders/${id}/cancel`);
    expect((await waiting).body).toMatchObject({ status: "queued", stop_requested_at: expect.any(String) });
    expect(simulator.clock.pending).toBe(0);
  });

  it("rejects with the reason when aborted, and leaves no timer", async () => {
    const simulator = createSimulator(renderApi, {}, { clock: createClock() });
    const id = await startRender(simulator);
    const controller = new AbortController();
    const waiting = call(simulator, "GET", `/renders/${id}/wait`, undefined, { signal: controller.signal });
    await simulator.clock.advance(1000);
    controller.abort(new Error("enough"));
    await expect(waiting).rejects.toThrow("enough");
    expect(simulator.clock.pending).toBe(0);
  });

  it("of a request that is aborted already is never sent", async () => {
    const simulator = createSimulator(renderApi);
    const sent = call(simulator, "GET", "/balance", undefined, { signal: AbortSignal.abort() });
    await expect(sent).rejects.toThrow();
    expect(simulator.requests).toHaveLength(0);
  });
});

describe("a start", () => {
  it.each([
    ["change", 2000],
    ["end", 7000],
  ] as const)("that is held until the %s answers then", async (holdUntil, atMs) => {
    const simulator = createSimulator(renderApi, {
      jobs: { render: { ...success(), start: { holdUntil, patch: { place: 0 } } } },
    });
    const { body } = await call(simulator, "POST", "/studios/mine/renders", { title: "x" });
    expect([body.place, simulator.clock.now()]).toEqual([0, atMs]);
  });
});

describe("a stream", () => {
  it("follows the job and closes with the declared last event", async () => {
    const simulator = createSimulator(renderApi);
    const id = await startRender(simulator);
    const { headers, text } = await call(simulator, "GET", `/renders/${id}/events`);
    expect(headers.get("content-type")).toBe("text/event-stream");
    expect(eventsIn(text)).toEqual([
      { type: "opened", id },
      { type: "state", status: "queued" },
      { type: "state", status: "rendering" },
      { type: "frame", number: 1, label: "Größe" },
      { type: "state", status: "done" },
      { type: "result", render: expect.objectContaining({ id, status: "done" }) },
      { type: "end", status: "done" },
    ]);
    expect(simulator.clock.now()).toBe(7000);
  });

  it("tells why a job failed", async () => {
    const simulator = createSimulator(renderApi, { jobs: { render: failure({ message: "Too dark." }) } });
    const id = await startRender(simulator);
    const events = eventsIn((await call(simulator, "GET", `/renders/${id}/events`)).text);
    expect(events.at(-1)).toEqual({ type: "error", message: "Too dark." });
    expect(events.map(({ type }) => type)).not.toContain("result");
  });

  it("sends the events that the script says instead", async () => {
    const frame = { type: "frame", number: 9, label: "x" };
    const timeline = [{ frame: "rendering", forMs: 10, events: [frame, frame] }, { frame: "done" }];
    const simulator = createSimulator(renderApi, { jobs: { render: { timeline } } });
    const id = await startRender(simulator);
    expect(eventsIn((await call(simulator, "GET", `/renders/${id}/events`)).text).slice(1, 3)).toEqual([
      frame,
      frame,
    ]);
  });

  it("stays open for a job that never ends, until the reader goes", async () => {
    const simulator = createSimulator(
      renderApi,
      { jobs: { render: stuckInQueue() } },
      { clock: createClock() },
    );
    const id = await startRender(simulator);
    const response = await simulator.fetch(`https://api.render.test/v1/renders/${id}/events`, {
      headers: { "x-key": "k" },
    });
    const reader = response.body?.getReader();
    expect(new TextDecoder().decode((await reader?.read())?.value)).toContain('"opened"');
    await reader?.read();
    await reader?.cancel();
    expect(simulator.clock.pending).toBe(0);
  });
});

describe("closing a simulator", () => {
  it("ends what is held and streamed", async () => {
    const simulator = createSimulator(
      renderApi,
      { jobs: { render: stuckInQueue() } },
      { clock: createClock() },
    );
    const id = await startRender(simulator);
    const waiting = call(simulator, "GET", `/renders/${id}/wait`);
    const streaming = call(simulator, "GET", `/renders/${id}/events`);
    await simulator.clock.advance(1);
    simulator.close();
    await expect(waiting).rejects.toThrow("closed");
    await expect(streaming).rejects.toThrow("closed");
    expect(simulator.clock.pending).toBe(0);
  });
});
