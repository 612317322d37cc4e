import { isTerminal, type Job } from "@jobwire/job-utils";
import type { Play, PlayName } from "@jobwire/testing";
import { describe, expect, test } from "vitest";
import { kindOf, kinds } from "./support/apis.ts";
import { expectMeaningsOfTheOracle } from "./support/golden-words.ts";
import { endings, playsOf, slow } from "./support/plays.ts";
import { begin, expectNothingLeft } from "./support/world.ts";

const hour = 3_600_000;

const cases = kinds.flatMap((one) =>
  playsOf(one).map((play) => ({ one, play, name: `${one.api.name} ${one.kind}` })),
);

describe("start, wait, end", () => {
  const ending = cases.filter(({ play }) => endings[play] !== undefined);

  test.each(ending)("$name: $play", async ({ one, play }) => {
    const seen: Job[] = [];
    const { signal } = new AbortController();
    const world = await begin(one, slow(play));
    const job = await world.handle.wait({ onUpdate: (update) => seen.push(update), signal });

    const { ends, passes } = endings[play] ?? {};
    expect(job).toMatchObject({ provider: one.api.name, kind: one.kind, id: world.ref.id, status: ends });
    expectMeaningsOfTheOracle(one, seen);
    expect(seen.at(-1)).toBe(job);
    expect(seen.slice(0, -1).filter(({ status }) => isTerminal(status))).toEqual([]);
    if (passes !== undefined) expect(seen.map(({ status }) => status)).toContain(passes);
    expect(world.simulator.requests.startsOf(one.kind).length).toBe(one.startName === undefined ? 0 : 1);
    expectNothingLeft(world, signal);
  });

  test.each(kinds)(
    "$api.name $kind: output() gives the output of a success and throws for a failure",
    async (one) => {
      const good = await begin(one, { play: "success" });
      const { output } = (await good.handle.wait()) as { readonly output?: unknown };
      await expect(good.handle.output()).resolves.toEqual(output);
      const bad = await begin(one, { play: "failure", message: "the disk is full" });
      await expect(bad.handle.output()).rejects.toMatchObject({
        name: "JobFailedError",
        ref: bad.ref,
        job: { failure: { message: expect.stringContaining("the disk is full") } },
      });
    },
  );
});

describe("a job that does not end", () => {
  const endless: Readonly<Partial<Record<PlayName, Play>>> = {
    stuckInQueue: { play: "stuckInQueue" },
    unknownWord: { play: "unknownWord", wordMs: "for ever" },
  };
  const stuck = cases.flatMap(({ one, play, name }) => {
    const script = endless[play];
    return script === undefined ? [] : [{ one, play, name, script }];
  });

  test.each(stuck)("$name: $play lasts until the deadline, and no longer", async ({ one, play, script }) => {
    const { signal } = new AbortController();
    const world = await begin(one, script);
    const beganMs = world.clock.now();
    const error = await world.handle.wait({ timeoutMs: hour, signal }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: "JobWaitTimeoutError", timeoutMs: hour, ref: world.ref });
    if (play === "unknownWord") {
      expect(error).toMatchObject({ job: { status: "unknown", rawStatus: "brand-new-word" } });
      expect((error as { readonly observed: object }).observed).toHaveProperty("brand-new-word");
    }
    expect(world.clock.now() - beganMs).toBeLessThanOrEqual(hour + 10_000);
    expect(world.simulator.jobs.get(world.ref.id).isCancelRequested).toBe(false);
    expectNothingLeft(world, signal);
  });

  test.each(kinds)("$api.name $kind: a word that nobody mapped can stop the wait at once", async (one) => {
    const world = await begin(one, { play: "unknownWord", queuedMs: 1, wordMs: "for ever" });
    const error = await world.handle.wait({ onUnknownStatus: "throw" }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: "JobUnknownStatusError", ref: world.ref });
    expectNothingLeft(world);
  });
});

describe("resume in another process", () => {
  test.each(kinds)("$api.name $kind", async (one) => {
    const world = await begin(one, { play: "success", queuedMs: 30_000, runningMs: 300_000 });
    await expect(world.handle.wait({ timeoutMs: 10_000 })).rejects.toMatchObject({
      name: "JobWaitTimeoutError",
    });

    const stored = JSON.stringify(world.ref);
    const handle = kindOf(world.anotherClient(), one).attach(JSON.parse(stored));
    const job = await handle.wait();
    expect(job).toMatchObject({ status: "succeeded", id: world.ref.id, ref: world.ref });
    expect(JSON.stringify(handle.ref)).toBe(stored);
    expect(world.simulator.requests.startsOf(one.kind).length).toBe(one.startName === undefined ? 0 : 1);
    expectNothingLeft(world);
  });

  test.each(kinds)(
    "$api.name $kind: not with a client of another origin, and not as another kind",
    async (one) => {
      const world = await begin(one, { play: "success" });
      const before = world.simulator.requests.length;
      const elsewhere = kindOf(world.anotherClient({ baseUrl: "https://elsewhere.test" }), one);
      expect(() => elsewhere.attach(world.ref)).toThrow(expect.objectContaining({ name: "JobRefError" }));
      const bound = kindOf(world.client, one);
      expect(() => bound.attach({ ...world.ref, kind: "other" })).toThrow(
        expect.objectContaining({ name: "JobRefError" }),
      );
      expect(world.simulator.requests.length).toBe(before);
    },
  );
});

describe("after the end", () => {
  test.each(kinds)(
    "$api.name $kind: a result that is gone is an error of its own, with the ref",
    async (one) => {
      const world = await begin(one, { play: "expired", keptMs: 600_000 });
      expect(await world.handle.wait()).toMatchObject({ status: "succeeded" });
      await world.clock.advance(700_000);
      const error = await world.handle.refresh().catch((reason: unknown) => reason);
      expect(error).toMatchObject({ name: "JobExpiredError", ref: world.ref, job: { status: "succeeded" } });
      expectNothingLeft(world);
    },
  );

  test.each(kinds)("$api.name $kind: a job that never was is not found, after one read", async (one) => {
    const world = await begin(one, { play: "success" });
    const ref = { ...world.ref, id: "inw00000000000000000000000" };
    const before = world.simulator.requests.length;
    const error = await kindOf(world.client, one)
      .attach(ref)
      .wait()
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: "JobNotFoundError", ref });
    expect(world.simulator.requests.length - before).toBeLessThanOrEqual(2);
    expectNothingLeft(world);
  });

  const reopening = kinds.filter(({ definition }) => definition.reopens);
  test.each(reopening)("$api.name $kind: a job that was set going again is waited for again", async (one) => {
    const world = await begin(one, { play: "reopens", finishedMs: 1_000_000, runningMs: 500_000 });
    const first = await world.handle.wait();
    expect(first).toMatchObject({ status: "succeeded" });
    await world.clock.advance(1_100_000);
    const seen: Job[] = [];
    const again = await kindOf(world.anotherClient(), one)
      .attach(world.ref)
      .wait({ onUpdate: (job) => seen.push(job) });
    expect(again).toMatchObject({ status: "succeeded" });
    expect(seen[0]).toMatchObject({ status: "running" });
    expectNothingLeft(world);
  });
});
