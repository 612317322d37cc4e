import { success } from "@jobwire/testing";
import { describe, expect, test } from "vitest";
import { kindNamed, kindOf, kinds, starterOf } from "../support/apis.ts";
import { inputOf } from "../support/inputs.ts";
import { pausesOf } from "../support/reads.ts";
import { thrownBy } from "../support/thrown-by.ts";
import { begin, createWorld, expectNothingLeft } from "../support/world.ts";

// Mistakes that widely used clients make: each is shown impossible, or harmless, with ours.
const codeRun = kindNamed("nullspace", "codeRun");
const long = success({ queuedMs: 2_000, runningMs: 600_000 });

describe("how much is asked", () => {
  test.each(kinds)("fifty who wait for one job make the requests of one: $api.name $kind", async (one) => {
    const alone = await begin(one, long);
    await kindOf(alone.client, one).attach(alone.ref).wait();
    const crowd = await begin(one, long);
    const handles = Array.from({ length: 50 }, () => kindOf(crowd.client, one).attach(crowd.ref));
    const jobs = await Promise.all(handles.map((handle) => handle.wait()));
    expect(new Set(jobs.map(({ status }) => status))).toEqual(new Set(["succeeded"]));
    const reads = crowd.simulator.requests.readsOf(crowd.ref.id).length;
    expect(reads).toBeLessThanOrEqual(alone.simulator.requests.readsOf(alone.ref.id).length * 1.5 + 3);
    expectNothingLeft(crowd);
  });

  test("reads do not end after a number of attempts", async () => {
    const world = await begin(codeRun, success({ queuedMs: 1_000, runningMs: 900_000 }));
    expect(await world.handle.wait({ schedule: () => 600 })).toMatchObject({ status: "succeeded" });
    expect(world.simulator.requests.readsOf(world.ref.id).length).toBeGreaterThan(1_000);
  });

  test("no delay is a fraction of a millisecond, whatever a schedule says", async () => {
    for (const delayMs of [0, 0.001, -5, Number.NaN]) {
      const world = await begin(codeRun, success({ queuedMs: 1_000, runningMs: 20_000 }));
      await world.handle.wait({ schedule: () => delayMs });
      expect(Math.min(...pausesOf(world))).toBeGreaterThanOrEqual(450);
    }
  });

  test("a deadline is kept: not given up before, nothing asked after", async () => {
    const world = await begin(codeRun, { play: "stuckInQueue" });
    const error = await thrownBy(world.handle.wait({ timeoutMs: 10_000 }));
    expect(error).toMatchObject({
      name: "JobWaitTimeoutError",
      timeoutMs: 10_000,
      observed: { queued: expect.any(Number) },
    });
    expect(world.clock.now()).toBeGreaterThanOrEqual(10_000);
    expect(world.clock.now()).toBeLessThan(10_500);
    const before = world.simulator.requests.length;
    await world.clock.advance(600_000);
    expect(world.simulator.requests.length).toBe(before);
  });

  test("a wait can let the process end, and by default does not", async () => {
    for (const keepAlive of [undefined, false]) {
      const world = createWorld(codeRun.api, { jobs: { codeRun: long } });
      const kept: (boolean | undefined)[] = [];
      const { now, date, after } = world.clock;
      const clock = {
        now,
        date,
        after: (ms: number, callback: () => void, keep?: boolean) => {
          kept.push(keep);
          return after(ms, callback, keep);
        },
      };
      const handle = await starterOf(world.anotherClient({ clock }), codeRun).start(
        inputOf(codeRun.api, "createCodeRun"),
      );
      kept.length = 0;
      await handle.wait(keepAlive === undefined ? {} : { keepAlive });
      expect(kept.includes(false)).toBe(keepAlive === false);
    }
  });
});
