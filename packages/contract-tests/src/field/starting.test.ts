import { type JobScript, success } from "@jobwire/testing";
import { describe, expect, test } from "vitest";
import { kinds, kindsThat, starterOf } from "../support/apis.ts";
import { inputOf } from "../support/inputs.ts";
import { thrownBy } from "../support/thrown-by.ts";
import { begin, createWorld } from "../support/world.ts";

// Mistakes that widely used clients make: each is shown impossible, or harmless, with ours.
const long = success({ queuedMs: 2_000, runningMs: 600_000 });

describe("starting", () => {
  test.each(kinds.filter(({ startName }) => startName !== undefined))(
    "two starts whose answer is lost do not make three jobs: $api.name $kind",
    async (one) => {
      const world = createWorld(one.api, {
        faults: [{ on: { role: "start", nth: [1, 2] }, fault: { type: "reset", when: "after" } }],
      });
      await thrownBy(starterOf(world.client, one).run(inputOf(one.api, one.startName ?? "")));
      expect(world.simulator.jobs.of(one.kind).length).toBe(1);
    },
  );

  test.each(kindsThat("cancel"))("cancel() asks the provider: $api.name $kind", async (one) => {
    const world = await begin(one, { ...long, cancel: "accepted" } as JobScript);
    await world.handle.cancel();
    expect(world.simulator.requests.filter(({ role }) => role === "cancel").length).toBe(1);
    expect(world.simulator.jobs.get(world.ref.id).status).toBe("cancelled");
  });

  test.each(kinds.filter(({ startName }) => startName !== undefined))(
    "run() never resolves while the job goes on: $api.name $kind",
    async (one) => {
      const world = createWorld(one.api, { jobs: { [one.kind]: long } });
      const job = await starterOf(world.client, one).run(inputOf(one.api, one.startName ?? ""));
      expect(job).toMatchObject({ status: "succeeded" });
      expect(world.clock.now()).toBeGreaterThanOrEqual(602_000);
    },
  );
});
