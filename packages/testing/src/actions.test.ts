import { describe, expect, it } from "vitest";
import { call, startRender } from "./fixtures/call.ts";
import { renderApi } from "./fixtures/render-api.ts";
import { createSimulator, requiresAction } from "./index.ts";

async function waiting(play: Parameters<typeof requiresAction>[0] = {}) {
  const simulator = createSimulator(renderApi, { jobs: { render: requiresAction(play) } });
  const id = await startRender(simulator);
  const answer = (open: boolean, gate = "gate-1") =>
    call(simulator, "PUT", `/renders/${id}/gates/${gate}`, { open });
  await simulator.clock.advance(7000);
  return { simulator, id, answer };
}

describe("a job that requires an action", () => {
  it("waits for it, however long", async () => {
    const { simulator, id } = await waiting();
    await simulator.clock.advance(86_400_000);
    expect(simulator.jobs.get(id).frame).toBe("rendering#gate");
  });

  it("goes on when the action's operation is called", async () => {
    const { simulator, id, answer } = await waiting();
    expect((await answer(true)).status).toBe(204);
    expect(simulator.jobs.get(id).frame).toBe("rendering");
    await simulator.clock.advance(5000);
    expect(simulator.jobs.get(id).status).toBe("succeeded");
  });

  it("ends when the answer refuses", async () => {
    const { simulator, id, answer } = await waiting({
      refusedIf: { "/open": false },
      refusedFrame: "stopped",
    });
    await answer(false);
    expect(simulator.jobs.get(id).frame).toBe("stopped");
  });

  it("ends when nobody answers in time", async () => {
    const { simulator, id } = await waiting({ expiresAfterMs: 60_000 });
    await simulator.clock.advance(60_000);
    expect(simulator.jobs.get(id).status).toBe("failed");
  });

  it("does not wait for another gate, nor twice", async () => {
    const { answer } = await waiting();
    expect((await answer(true, "gate-2")).status).toBe(404);
    expect((await answer(true)).status).toBe(204);
    expect((await answer(true)).status).toBe(404);
  });
});
