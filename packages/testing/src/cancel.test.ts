import { describe, expect, it } from "vitest";
import { call, startRender } from "./fixtures/call.ts";
import { renderApi } from "./fixtures/render-api.ts";
import { type CancelBehaviour, createSimulator, success } from "./index.ts";

async function cancelled(cancel: CancelBehaviour | undefined, afterMs: number) {
  const script = { ...success({ runningMs: 60_000 }), ...(cancel !== undefined && { cancel }) };
  const simulator = createSimulator(renderApi, { jobs: { render: script } });
  const id = await startRender(simulator);
  await simulator.clock.advance(afterMs);
  const answer = await call(simulator, "POST", `/renders/${id}/cancel`);
  const body = () => call(simulator, "GET", `/renders/${id}`).then((read) => read.body);
  return { simulator, id, answer, body };
}

describe("a cancel", () => {
  it("is taken up: the job says that it was asked, and ends a moment later", async () => {
    const { simulator, answer, body } = await cancelled(undefined, 3000);
    expect([answer.status, answer.body]).toEqual([202, true]);
    expect(await body()).toMatchObject({
      status: "rendering",
      stop_requested_at: "2026-03-01T10:00:03.000Z",
    });
    await simulator.clock.advance(500);
    expect(await body()).toMatchObject({
      status: "stopped",
      started_at: "2026-03-01T10:00:02.000000Z",
      finished_at: "2026-03-01T10:00:03.500000Z",
    });
  });

  it("of a job that has not started ends in a state without a start", async () => {
    const { simulator, body } = await cancelled({ afterMs: 0 }, 0);
    expect(await body()).not.toHaveProperty("started_at");
    expect(simulator.jobs.all[0]?.frame).toBe("stopped#early");
  });

  it("is ignored", async () => {
    const { simulator, answer, body } = await cancelled("ignored", 3000);
    expect(answer.status).toBe(202);
    await simulator.clock.advance(60_000);
    expect((await body()).status).toBe("done");
  });

  it.each([
    ["too late" as const, 3000],
    [undefined, 100_000],
  ])("comes too late (%s): the declared conflict", async (cancel, afterMs) => {
    const { answer } = await cancelled(cancel, afterMs);
    expect(answer.status).toBe(409);
  });

  it("fails as the scenario says, and what it ends in too", async () => {
    expect((await cancelled({ answer: 500 }, 0)).answer.status).toBe(500);
    const { simulator, body } = await cancelled(
      { afterMs: 1000, asked: { frame: "rendering" }, end: { frame: "done" } },
      3000,
    );
    await simulator.clock.advance(1000);
    expect((await body()).status).toBe("done");
  });

  it("of an unknown job is the declared 404", async () => {
    const simulator = createSimulator(renderApi);
    expect((await call(simulator, "POST", "/renders/rnd_nobody/cancel")).status).toBe(404);
  });

  it("twice is fine", async () => {
    const { simulator, id } = await cancelled(undefined, 3000);
    expect((await call(simulator, "POST", `/renders/${id}/cancel`)).status).toBe(202);
    await simulator.clock.advance(500);
    expect(simulator.jobs.get(id).status).toBe("cancelled");
  });
});
