import { success } from "@jobwire/testing";
import { describe, expect, test } from "vitest";
import { answering } from "../support/answering.ts";
import { kindOf, kinds } from "../support/apis.ts";
import { goldenOf } from "../support/golden-rows.ts";
import { pausesOf } from "../support/reads.ts";
import { thrownBy } from "../support/thrown-by.ts";
import { begin, expectNothingLeft } from "../support/world.ts";

// Mistakes that widely used clients make: each is shown impossible, or harmless, with ours.
const day = 86_400_000;
const _long = success({ queuedMs: 2_000, runningMs: 600_000 });

describe("a status that nobody mapped", () => {
  test.each(kinds)("is not asked for again at once: $api.name $kind", async (one) => {
    const world = await begin(one, { play: "unknownWord", wordMs: "for ever" });
    await thrownBy(world.handle.wait({ timeoutMs: 600_000 }));
    const { minMs = 500 } = one.definition.poll ?? {};
    const long = pausesOf(world).slice(0, -1); // the last read is the one at the deadline
    expect(Math.min(...long, Number.MAX_VALUE)).toBeGreaterThanOrEqual(Math.min(minMs * 0.9, 450));
    expect(long.length).toBeLessThan(600);
  });

  test.each(kinds)("is neither a success nor an end, however near to one: $api.name $kind", async (one) => {
    const row = goldenOf(one).find(({ job }) => job?.status === "succeeded");
    const word = String(row?.job?.rawStatus);
    for (const near of [word.toUpperCase(), `not-${word}`, `${word} `, `${word}ed`]) {
      const body: unknown = JSON.parse(
        JSON.stringify(row?.body).replaceAll(JSON.stringify(word), JSON.stringify(near)),
      );
      const world = answering(one, [body]);
      const bound = kindOf(world.client, one);
      const error = await thrownBy(
        bound.attach(bound.ref("asked", world.params)).wait({ timeoutMs: 60_000 }),
      );
      expect(error, near).toMatchObject({
        name: "JobWaitTimeoutError",
        job: { rawStatus: near, status: "unknown" },
      });
    }
  });

  test.each(kinds)("does not last for ever by default: $api.name $kind", async (one) => {
    const world = await begin(one, { play: "stuckInQueue" });
    const error = await thrownBy(world.handle.wait({ schedule: () => 1_800_000 }));
    expect(error).toMatchObject({ name: "JobWaitTimeoutError" });
    expect(world.clock.now()).toBeLessThanOrEqual(1.1 * day);
    expectNothingLeft(world);
  });
});
