import type { Job } from "@jobwire/job-utils";
import { success } from "@jobwire/testing";
import { describe, expect, test } from "vitest";
import { type KindCase, kindOf, kinds, kindsThat, starterOf, starts } from "./support/apis.ts";
import { expectMeaningsOfTheOracle } from "./support/golden-words.ts";
import { inputOf } from "./support/inputs.ts";
import { listInputOf } from "./support/lists.ts";
import { begin, beginIn, createWorld, expectNothingLeft } from "./support/world.ts";

const minutes = { queuedMs: 30_000, runningMs: 300_000 };

describe("starting", () => {
  test.each(starts)("$api.name $kind by $startName: one request, a ref, then the job", async (one) => {
    const world = createWorld(one.api);
    const refs: unknown[] = [];
    const input = inputOf(one.api, one.startName);
    const job = await starterOf(world.client, one).run(input, { onStarted: (ref) => void refs.push(ref) });
    expect(job).toMatchObject({ kind: one.kind, status: "succeeded" });
    expect(refs).toEqual([job.ref]);
    expect(world.simulator.requests.startsOf(one.kind).map(({ operation }) => operation)).toEqual([
      one.startName,
    ]);
    expect(world.simulator.jobs.of(one.kind).map(({ id }) => id)).toEqual([job.id]);
    expectNothingLeft(world);
  });
});

describe("watching", () => {
  test.each(kinds)("$api.name $kind: every distinct state in order, the last is the end", async (one) => {
    const world = await begin(one, success(minutes));
    const seen: Job[] = [];
    for await (const job of world.handle.watch()) seen.push(job);
    expect(seen.at(-1)).toMatchObject({ status: "succeeded" });
    expect(new Set(seen).size).toBe(seen.length);
    expectMeaningsOfTheOracle(one, seen);
    expectNothingLeft(world);
  });

  test.each(kinds)("$api.name $kind: break stops the reads", async (one) => {
    const world = await begin(one, success(minutes));
    for await (const job of world.handle.watch()) if (job !== undefined) break;
    const before = world.simulator.requests.length;
    await world.clock.advance(200_000);
    expect(world.simulator.requests.length).toBe(before);
    expectNothingLeft(world);
  });
});

describe("streaming", () => {
  test.each(kindsThat("stream"))("$api.name $kind: the provider's events up to the last", async (one) => {
    const world = await begin(one, success(minutes));
    const events: unknown[] = [];
    for await (const event of world.handle.events()) events.push(event);
    const types = events.map((event) => (event as { readonly type?: string }).type);
    expect(types).toContain(lastEventOf(one));
    expect(await world.handle.wait()).toMatchObject({ status: "succeeded" });
    expectNothingLeft(world);
  });

  const streamedStarts = kindsThat("stream").filter(
    (one) => one.definition.starts[one.startName ?? ""]?.stream,
  );
  test.each(streamedStarts)(
    "$api.name $kind: the stream of its start replaces reads, and one read has the last word",
    async (one) => {
      const world = await begin(one, success(minutes));
      const job = await world.handle.wait();
      expect(job).toMatchObject({ status: "succeeded" });
      expect(world.simulator.requests.readsOf(job.id).length).toBeLessThanOrEqual(8);
      const pushed = createWorld(one.api, { jobs: { [one.kind]: success(minutes) } });
      const input = inputOf(one.api, one.startName ?? "");
      const polled = await starterOf(pushed.client, one).run(input, { push: false });
      expect(polled).toMatchObject({ status: "succeeded" });
      expect(pushed.simulator.requests.startsOf(one.kind).length).toBe(1);
      expectNothingLeft(pushed);
    },
  );

  test.each(streamedStarts)(
    "$api.name $kind: a stream that says more than the job does never decides a status",
    async (one) => {
      const script = { ...success(minutes), queuedMs: 1_000 };
      const fault = { type: "cut-stream", afterEvents: 1, cleanly: true } as const;
      const world = createWorld(one.api, {
        jobs: { [one.kind]: script },
        faults: [{ on: { role: "start" }, fault }],
      });
      const job = await starterOf(world.client, one).run(inputOf(one.api, one.startName ?? ""));
      expect(job).toMatchObject({ status: "succeeded" });
      expect(world.clock.now()).toBeGreaterThanOrEqual(301_000);
      expectNothingLeft(world);
    },
  );

  function lastEventOf({ definition }: KindCase): string {
    const { until = [] } = (definition.events ?? {}) as { readonly until?: readonly string[] };
    return until[0] ?? "";
  }
});

describe("long polling", () => {
  const held = kinds.filter(({ definition }) => definition.longPoll !== undefined);

  test.each(held)("$api.name $kind: holds instead of reading, and a 408 is no failure", async (one) => {
    const world = await begin(one, success({ queuedMs: 5_000, runningMs: 1_200_000 }));
    const job = await world.handle.wait();
    expect(job).toMatchObject({ status: "succeeded" });
    const awaits = world.simulator.requests.filter(({ role }) => role === "await");
    expect(awaits.some(({ status }) => status === 408)).toBe(true);
    expect(world.simulator.requests.readsOf(job.id).length).toBeLessThan(60);
    expect(world.clock.now() - 1_205_000, "how late the end is seen").toBeLessThan(2_000);
    expectNothingLeft(world);
  });

  test.each(held)("$api.name $kind: goes on by reads where the long poll does not exist", async (one) => {
    const missing = { type: "answer", status: 405 } as const;
    const world = await begin(one, success(minutes), { faults: [{ on: { role: "await" }, fault: missing }] });
    expect(await world.handle.wait()).toMatchObject({ status: "succeeded" });
    expect(world.simulator.requests.filter(({ role }) => role === "await").length).toBe(1);
    expectNothingLeft(world);
  });
});

describe("listing", () => {
  test.each(kindsThat("list"))(
    "$api.name $kind: every job once, normalized, with a ref that works",
    async (one) => {
      const world = createWorld(one.api, { jobs: { [one.kind]: success(minutes) } });
      const begun = [];
      for (let count = 0; count < 3; count += 1) begun.push(await beginIn(world, one, success(minutes)));
      const bound = kindOf(world.client, one);
      const listed: Job[] = [];
      for await (const job of bound.list(listInputOf(one).input)) listed.push(job);
      expect(listed.map(({ id }) => id).sort()).toEqual(begun.map(({ id }) => id).sort());
      expectMeaningsOfTheOracle(one, listed);
      expect(listed.map(({ ref }) => ref)).toEqual(expect.arrayContaining(begun.map(({ ref }) => ref)));
      for (const { ref } of listed)
        expect(await bound.attach(ref).wait()).toMatchObject({ status: "succeeded" });
      expectNothingLeft(world);
    },
  );

  test.each(kindsThat("list"))("$api.name $kind: over many pages", async (one) => {
    const world = createWorld(one.api);
    const first = await beginIn(world, one, success());
    const params = world.simulator.jobs.get(first.id).params;
    const fields = fieldsOf(world.simulator.jobs.get(first.id).body(), one);
    for (let count = 0; count < 230; count += 1) {
      world.simulator.jobs.create(one.kind, { ...success(), params, fields, agoMs: 1_000 * count });
    }
    const ids = new Set<string>();
    for await (const job of kindOf(world.client, one).list(listInputOf(one).input)) ids.add(job.id);
    expect(ids.size).toBe(231);
    expectNothingLeft(world);
  });

  /** Fields of a job by which its list finds it. */
  function fieldsOf(body: unknown, { kind }: KindCase): Record<string, unknown> {
    const { owner_id, runner_id } = body as Readonly<Record<string, unknown>>;
    if (kind === "workflow") return { "/owner_id": owner_id };
    return kind === "runnerJob" ? { "/runner_id": runner_id } : {};
  }
});
