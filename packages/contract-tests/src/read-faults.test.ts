import type { JobRef } from "@jobwire/job-utils";
import type { FaultRule, PlayName } from "@jobwire/testing";
import { describe, expect, test } from "vitest";
import { type KindCase, kindOf, kinds } from "./support/apis.ts";
import { endings, playsOf, slow } from "./support/plays.ts";
import { type ReadFault, readFaults } from "./support/read-faults.ts";
import { sampleOf } from "./support/seeded.ts";
import { beginIn, createWorld, expectNothingLeft, type World } from "./support/world.ts";

interface Combination {
  readonly one: KindCase;
  readonly play: PlayName;
  readonly readFault: ReadFault;
  readonly seed: number;
}

const all = kinds.flatMap((one) =>
  playsOf(one)
    .filter((play) => endings[play] !== undefined)
    .flatMap((play) => readFaults.map((readFault) => ({ one, play, readFault }))),
);
const combinations: readonly Combination[] = sampleOf(all, 600, 20_260_301)
  // A replica that does not know a job yet looks like a job that is not there, to whoever did not start it.
  .filter(({ one, readFault }) => one.startName !== undefined || readFault.fault.type !== "lagging")
  .map((combination, index) => ({ ...combination, seed: index + 1 }));

describe("a scenario and a fault", () => {
  for (const combination of combinations) {
    const { one, play, readFault, seed } = combination;
    test(`#${seed} ${one.api.name} ${one.kind}, ${play}, ${readFault.name}`, () =>
      expectRightEnd(combination));
  }

  /** The right Job or the right typed error; nothing left over, no second start, no lost job. */
  async function expectRightEnd({ one, play, readFault, seed }: Combination): Promise<void> {
    const { signal } = new AbortController();
    const world = createWorld(one.api, {
      jobs: { [one.kind]: slow(play) },
      faults: rulesOf(readFault),
      seed,
    });
    const handle = await beginIn(world, one, slow(play));
    const outcome = await handle.wait({ signal }).then(
      (job) => ({ job, error: undefined }),
      (error: unknown) => ({ job: undefined, error }),
    );
    expectNothingLeft(world, signal);
    expectOneStart(world, one);
    const isPlayed = world.simulator.requests.some(({ fault }) => fault !== undefined);
    if (readFault.error === undefined || !isPlayed) {
      expect(outcome.error).toBeUndefined();
      expect(outcome.job).toMatchObject({ id: handle.id, status: endings[play]?.ends });
      return;
    }
    const { error, cause } = readFault;
    expect(outcome.error).toMatchObject({
      name: error,
      ref: handle.ref,
      cause: { name: cause },
      kind: one.kind,
    });
    await expectGoesOn(world, one, play, handle.ref);
  }

  /** A read is a plain one or a long poll: the fault meets both. */
  function rulesOf({ fault, on }: ReadFault): readonly FaultRule[] {
    return (["read", "await"] as const).map((role) => ({ on: { ...on, role }, fault }));
  }

  function expectOneStart({ simulator }: World, { kind, startName }: KindCase): void {
    expect(simulator.jobs.of(kind).length).toBe(1);
    expect(simulator.requests.filter(({ role }) => role === "start").length).toBe(
      startName === undefined ? 0 : 1,
    );
  }

  /** The job is not lost: whoever holds the error's ref goes on with it once the fault is over. */
  async function expectGoesOn(world: World, one: KindCase, play: PlayName, ref: JobRef): Promise<void> {
    const healthy = createWorld(one.api, { jobs: { [one.kind]: slow(play) } });
    const handle = await beginIn(healthy, one, slow(play));
    await healthy.clock.advance(10_000);
    expect({ ...handle.ref, id: "" }).toEqual({ ...ref, id: "" });
    expect(await kindOf(healthy.anotherClient(), one).attach(handle.ref).wait()).toMatchObject({
      status: endings[play]?.ends,
    });
    expect(world.timersLeft()).toBe(0);
  }
});
