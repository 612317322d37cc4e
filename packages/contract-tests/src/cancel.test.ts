import { getEventListeners } from "node:events";
import type { Job } from "@jobwire/job-utils";
import type { JobScript } from "@jobwire/testing";
import { describe, expect, test } from "vitest";
import { kinds, kindsThat, starterOf } from "./support/apis.ts";
import { expectMeaningsOfTheOracle } from "./support/golden-words.ts";
import { inputOf } from "./support/inputs.ts";
import { begin, createWorld, expectNothingLeft } from "./support/world.ts";

const long: JobScript = { play: "success", queuedMs: 1_000, runningMs: 900_000 };

describe.each(kindsThat("cancel"))("cancelling a $api.name $kind", (one) => {
  test("that the provider accepts: the end is one that a later read shows", async () => {
    const world = await begin(one, { ...long, cancel: { afterMs: 45_000 } });
    const seen: Job[] = [];
    const beganMs = world.clock.now();
    const job = await world.handle.cancel({ onUpdate: (update) => seen.push(update) });
    expect(job).toMatchObject({ status: "cancelled", id: world.ref.id });
    expect(world.clock.now() - beganMs).toBeGreaterThanOrEqual(45_000);
    expectMeaningsOfTheOracle(one, seen);
    expect(cancels(world)).toBe(1);
    expectNothingLeft(world);
  });

  test("that the provider ignores: the end is what really came of the job", async () => {
    const world = await begin(one, { ...long, cancel: "ignored" });
    expect(await world.handle.cancel()).toMatchObject({ status: "succeeded" });
    expect(cancels(world)).toBe(1);
    expectNothingLeft(world);
  });

  test("that comes too late: the end that the job had already, and no error", async () => {
    const world = await begin(one, { play: "success", queuedMs: 10, runningMs: 20, cancel: "too late" });
    await world.clock.advance(60_000);
    expect(await world.handle.cancel()).toMatchObject({ status: "succeeded" });
    expectNothingLeft(world);
  });

  test("that the provider refuses while the job runs: asked twice, then its answer as an error", async () => {
    const world = await begin(one, { ...long, cancel: "too late" });
    const error = await world.handle.cancel().catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: "HttpStatusError", httpStatus: expect.any(Number) });
    expect(cancels(world)).toBe(2);
    expect(await world.handle.wait()).toMatchObject({ status: "succeeded" });
    expectNothingLeft(world);
  });

  test("with wait: false resolves with the next state", async () => {
    const world = await begin(one, { ...long, cancel: { afterMs: 60_000 } });
    const job = await world.handle.cancel({ wait: false });
    expect(job.status).not.toBe("succeeded");
    expect(cancels(world)).toBe(1);
    expectNothingLeft(world);
  });

  test("by an abort, if that was asked for", async () => {
    const world = await begin(one, { ...long, cancel: { afterMs: 1_000 } });
    const controller = new AbortController();
    const reason = new Error("the user closed the tab");
    world.clock.after(60_000, () => controller.abort(reason));
    const waiting = world.handle.wait({ signal: controller.signal, onAbort: "cancel" });
    await expect(waiting).rejects.toBe(reason);
    await world.clock.advance(120_000);
    expect(world.simulator.jobs.get(world.ref.id).status).toBe("cancelled");
    expectNothingLeft(world, controller.signal);
  });

  function cancels({ simulator }: Awaited<ReturnType<typeof begin>>): number {
    return simulator.requests.filter(({ role }) => role === "cancel").length;
  }
});

describe.each(kinds)("aborting a wait for a $api.name $kind", (one) => {
  test("rejects in the same turn with the signal's reason, and leaves the job alone", async () => {
    const world = await begin(one, long);
    const controller = new AbortController();
    const reason = { anything: "at all" };
    const abortedAtMs = 20_000 + world.clock.now();
    world.clock.after(20_000, () => controller.abort(reason));
    const outcome = await world.handle.wait({ signal: controller.signal }).catch((thrown: unknown) => thrown);
    expect(outcome).toBe(reason);
    expect(world.clock.now()).toBe(abortedAtMs);
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
    expect(world.simulator.jobs.get(world.ref.id).isCancelRequested).toBe(false);
    const before = world.simulator.requests.length;
    await world.clock.advance(600_000);
    expect(world.simulator.requests.length, "requests after the abort").toBe(before);
    expectNothingLeft(world, controller.signal);
  });

  test("leaves another wait on the same job, and waiting again works", async () => {
    const world = await begin(one, long);
    const controller = new AbortController();
    world.clock.after(20_000, () => controller.abort());
    const aborted = world.handle.wait({ signal: controller.signal }).catch((thrown: unknown) => thrown);
    const other = world.handle.wait();
    expect(await aborted).toBe(controller.signal.reason);
    const again = world.handle.wait();
    expect(await other).toMatchObject({ status: "succeeded" });
    expect(await again).toMatchObject({ status: "succeeded" });
    expectNothingLeft(world, controller.signal);
  });

  test.runIf(one.startName !== undefined)("before the start sends nothing", async () => {
    const world = createWorld(one.api);
    const signal = AbortSignal.abort("no");
    const input = inputOf(one.api, one.startName ?? "");
    const starter = starterOf(world.client, one);
    await expect(starter.run(input, { signal })).rejects.toBe("no");
    await expect(starter.start(input, { signal })).rejects.toBe("no");
    expect(world.simulator.requests.length).toBe(0);
    expectNothingLeft(world, signal);
  });
});
