import type { JobStatus } from "@jobwire/job-utils";
import { describe, expect, it } from "vitest";
import { call, startRender } from "../fixtures/call.ts";
import { renderApi } from "../fixtures/render-api.ts";
import {
  cancelledByProvider,
  cancelledByUser,
  createSimulator,
  expired,
  failure,
  notFoundAtFirst,
  type Play,
  partialOutput,
  reopens,
  requiresAction,
  stuckInQueue,
  success,
  timedOut,
  transientSuccess,
  unknownWord,
} from "../index.ts";

const { render } = renderApi["x-jobs"] as { readonly render: { readonly status: object } };
const withoutTimeLimits = {
  ...renderApi,
  "x-jobs": { render: { ...render, status: { ...render.status, timed_out: [] } } },
};

/** Raw word (or HTTP status) of a render, read every second until nothing changes for long. */
async function course(play: Play, seconds = 100): Promise<readonly unknown[]> {
  const simulator = createSimulator(renderApi, { jobs: { render: play } });
  const id = await startRender(simulator);
  const seen: unknown[] = [];
  for (let second = 0; second < seconds; second += 1) {
    const { status, body } = await call(simulator, "GET", `/renders/${id}`);
    const word = status === 200 ? body.status : status;
    if (seen.at(-1) !== word) seen.push(word);
    await simulator.clock.advance(1000);
  }
  return seen;
}

describe("a play", () => {
  it.each<[Play, readonly unknown[]]>([
    [success(), ["queued", "rendering", "done"]],
    [failure(), ["queued", "rendering", "broken"]],
    [failure({ frame: "stopped#early" }), ["queued", "rendering", "stopped"]],
    [cancelledByUser({ askedAfterMs: 3000 }), ["queued", "rendering", "stopped"]],
    [cancelledByProvider(), ["queued", "rendering", "stopped"]],
    [timedOut(), ["queued", "rendering", "too-slow"]],
    [stuckInQueue(), ["queued"]],
    [unknownWord(), ["queued", "brand-new-word", "rendering", "done"]],
    [unknownWord({ word: "constructor", wordMs: "for ever" }), ["queued", "constructor"]],
    [notFoundAtFirst(3000), [404, "queued", "rendering", "done"]],
    [partialOutput(), ["queued", "rendering", "done"]],
    [expired({ keptMs: 20_000 }), ["queued", "rendering", "done", 410]],
    [expired({ answer: 404 }), ["queued", "rendering", "done", 404]],
    [reopens(), ["queued", "rendering", "done", "rendering", "done"]],
    [requiresAction({ grantedAfterMs: 9000 }), ["queued", "rendering", "done"]],
    [requiresAction({ refusedAfterMs: 9000 }), ["queued", "rendering", "broken"]],
    [requiresAction({ expiresAfterMs: 9000 }), ["queued", "rendering", "broken"]],
    [requiresAction(), ["queued", "rendering"]],
    [transientSuccess(), ["queued", "rendering", "done", "rendering", "done"]],
  ])("%j", async (play, expected) => {
    expect(await course(play)).toEqual(expected);
  });

  it("cancelledByUser says that somebody asked for it", async () => {
    const simulator = createSimulator(renderApi, {
      jobs: { render: cancelledByUser({ askedAfterMs: 3000 }) },
    });
    const id = await startRender(simulator);
    const job = simulator.jobs.get(id);
    await simulator.clock.advance(2900);
    expect([job.isCancelRequested, job.body()]).toEqual([
      false,
      expect.not.objectContaining({ stop_requested_at: expect.anything() }),
    ]);
    await simulator.clock.advance(200);
    expect([job.isCancelRequested, job.body()]).toEqual([
      true,
      expect.objectContaining({
        status: "rendering",
        stop_requested_at: expect.stringContaining("10:00:03"),
      }),
    ]);
    await simulator.clock.advance(400);
    expect(job.status).toBe("cancelled");
    job.move("rendering");
    expect(job.status).toBe("running");
  });

  it("cancelledByUser goes on where a cancel does nothing, and forgets it when the job is taken over", async () => {
    const simulator = createSimulator(renderApi, {
      jobs: { render: [{ ...cancelledByUser(), cancel: "ignored" }, cancelledByUser()] },
    });
    const ignored = simulator.jobs.get(await startRender(simulator));
    const taken = simulator.jobs.get(await startRender(simulator));
    taken.move("rendering");
    await simulator.clock.advance(10_000);
    expect([ignored.status, taken.status, taken.isCancelRequested]).toEqual(["succeeded", "running", false]);
  });

  it("timedOut fails, and says why, where the kind has no word for it", async () => {
    const simulator = createSimulator(withoutTimeLimits, { jobs: { render: timedOut() } });
    const id = await startRender(simulator);
    await simulator.clock.advance(7000);
    expect(simulator.jobs.get(id)).toMatchObject({ frame: "broken", status: "failed" });
    expect(simulator.jobs.get(id).body()).toMatchObject({
      reason: { text: "The job exceeded its time limit." },
    });
  });

  it("partialOutput has output while it runs", async () => {
    const simulator = createSimulator(renderApi, {
      jobs: { render: partialOutput({ partial: "https://x.test/part", output: "https://x.test/all" }) },
    });
    const id = await startRender(simulator);
    await simulator.clock.advance(2000);
    expect(simulator.jobs.get(id).body()).toMatchObject({ status: "rendering", url: "https://x.test/part" });
    await simulator.clock.advance(5000);
    expect(simulator.jobs.get(id).body()).toMatchObject({ status: "done", url: "https://x.test/all" });
  });

  it("expired announces the moment", async () => {
    const simulator = createSimulator(renderApi, { jobs: { render: expired({ keptMs: 20_000 }) } });
    const id = await startRender(simulator);
    expect(simulator.jobs.get(id).body()).toMatchObject({ kept_until: "2026-03-01T10:00:27.000000Z" });
  });

  it("transientSuccess is no end while it says so", async () => {
    const simulator = createSimulator(renderApi, { jobs: { render: transientSuccess({ successMs: 1000 }) } });
    const id = await startRender(simulator);
    await simulator.clock.advance(7000);
    expect(simulator.jobs.get(id)).toMatchObject({ frame: "done#between", status: "running" });
  });

  it("is offered where the kind has the frames for it", () => {
    const [render, report] = createSimulator(renderApi).kinds;
    expect(render).toMatchObject({ name: "render", starts: ["createRender", "repeatRender"] });
    expect(render?.plays).toHaveLength(13);
    expect(report?.plays).not.toContain("requiresAction");
    expect(report?.frames).toEqual<Record<string, JobStatus>>({
      new: "queued",
      writing: "running",
      written: "succeeded",
      dropped: "cancelled",
    });
  });
});
