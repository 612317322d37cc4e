import type { Job, JobAction } from "@jobwire/job-utils";
import { requiresAction } from "@jobwire/testing";
import { describe, expect, test } from "vitest";
import { type KindCase, kindsThat } from "./support/apis.ts";
import { expectMeaningsOfTheOracle } from "./support/golden-words.ts";
import { type Begun, begin, expectNothingLeft } from "./support/world.ts";

const denial = { refusedIf: { "/response_type": "deny" }, refusedFrame: "error#denied" } as const;
const approval = requiresAction({ frame: "in-progress#waiting-approval", runningMs: 300_000, ...denial });

const waiting = kindsThat("action");
const answerable = waiting.filter(({ kind }) => kind === "workflow");
const others = waiting.filter(({ kind }) => kind !== "workflow");

function actionOf(job: Job, kind: string): JobAction {
  const found =
    job.status === "requires_action" ? job.actions.find((action) => action.kind === kind) : undefined;
  if (found === undefined) throw new Error(`the job waits for no ${kind}`);
  return found;
}

function answer({ client }: Begun, { operation, params }: JobAction, more: object = {}): Promise<unknown> {
  return (
    client.withReply[operation]?.({ ...params, ...more }) ??
    Promise.reject(new Error(`no operation ${operation}`))
  );
}

describe.each(answerable)("a $api.name $kind that waits for an approval", (one) => {
  test("is handed to the caller with the operation that answers, and goes on when it is approved", async () => {
    const world = await begin(one, approval);
    const job = await world.handle.wait();
    expect(job).toMatchObject({ status: "requires_action" });
    await answer(world, actionOf(job, "approval"), { response_type: "approve", note: "plan reviewed" });
    const seen: Job[] = [];
    expect(await world.handle.wait({ onUpdate: (update) => seen.push(update) })).toMatchObject({
      status: "succeeded",
    });
    expect(seen.some(({ status }) => status === "running")).toBe(true);
    expectMeaningsOfTheOracle(one, seen);
    expectNothingLeft(world);
  });

  test("fails with the reason when it is denied", async () => {
    const world = await begin(one, approval);
    const action = actionOf(await world.handle.wait(), "approval");
    await answer(world, action, { response_type: "deny", note: "would replace the database" });
    expect(await world.handle.wait()).toMatchObject({
      status: "failed",
      failure: { message: "not approved" },
    });
    await expect(world.handle.output()).rejects.toMatchObject({ name: "JobFailedError" });
    expectNothingLeft(world);
  });

  test("answered by somebody else, is waited for to its end if that was asked for", async () => {
    const world = await begin(one, approval);
    const statuses: string[] = [];
    const waiting = world.handle.wait({
      until: "terminal",
      onUpdate: (job) => {
        statuses.push(job.status);
        if (job.status !== "requires_action" || job.actions.length === 0) return;
        world.clock.after(
          1_800_000,
          () => void answer(world, actionOf(job, "approval"), { response_type: "approve" }),
        );
      },
    });
    expect(await waiting).toMatchObject({ status: "succeeded" });
    expect(statuses).toContain("requires_action");
    expectNothingLeft(world);
  });

  test("that nobody answers in time, ends as the provider says", async () => {
    const world = await begin(one, { ...approval, expiresAfterMs: 7_200_000 });
    expect(await world.handle.wait({ until: "terminal" })).toMatchObject({ status: "failed" });
    expectNothingLeft(world);
  });

  test("that nobody ever answers, lasts until the deadline, and the error holds the actions", async () => {
    const world = await begin(one, approval);
    const error = await world.handle
      .wait({ until: "terminal", timeoutMs: 600_000 })
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: "JobWaitTimeoutError", job: { actions: [{ kind: "approval" }] } });
    expectNothingLeft(world);
  });

  test("is no output", async () => {
    const world = await begin(one, approval);
    await expect(world.handle.output()).rejects.toMatchObject({
      name: "JobRequiresActionError",
      job: { status: "requires_action" },
    });
  });
});

describe.each(answerable)("a $api.name $kind whose step failed", (one) => {
  test("waits for another try, and goes on with it", async () => {
    const timeline = [
      { frame: "pending", forMs: 5_000 },
      { frame: "failed-pending-retry", untilAction: true },
      { frame: "in-progress", forMs: 60_000 },
      { frame: "success" },
    ] as const;
    const world = await begin(one, { timeline });
    const job = await world.handle.wait();
    await answer(world, actionOf(job, "retry"));
    expect(await world.handle.wait()).toMatchObject({ status: "succeeded" });
    expectNothingLeft(world);
  });
});

describe.each(others)("a $api.name $kind that waits for somebody elsewhere", (one: KindCase) => {
  test("is handed to the caller, and is waited for again", async () => {
    const world = await begin(one, requiresAction({ runningMs: 120_000 }));
    const job = await world.handle.wait();
    expect(job).toMatchObject({ status: "requires_action", actions: [] });
    world.simulator.jobs.get(job.id).move("active");
    expect(await world.handle.wait()).toMatchObject({ status: "succeeded" });
    expectNothingLeft(world);
  });
});
