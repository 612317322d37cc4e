import { describe, expect, test } from "vitest";
import {
  JobCancelledError,
  type JobError,
  JobFailedError,
  JobOutputMissingError,
  JobRequiresActionError,
  JobTimedOutError,
} from "../src/index.ts";
import { endsAfter, setUp, thrownBy } from "./fake-api.ts";

describe("output", () => {
  test("is the output of a job that succeeded, and nothing else of it", async () => {
    const { client, clock, tasks } = setUp();
    client.onRead = endsAfter(2, "done");
    expect(await clock.until(tasks.output({ prompt: "6·7" }))).toEqual({ answer: "42" });
  });

  test.each([
    ["broken", JobFailedError, "failed"],
    ["stopped", JobCancelledError, "cancelled"],
    ["late", JobTimedOutError, "timed_out"],
    ["held", JobRequiresActionError, "requires_action"],
  ])("of a job that is %s is an error of its own with the job in it", async (state, Expected, status) => {
    const { client, clock, tasks } = setUp();
    client.onRead = endsAfter(3, state);
    const error = (await clock.until(thrownBy(tasks.output({ prompt: "?" })))) as JobError;
    expect(error).toBeInstanceOf(Expected);
    expect(error.name).toBe(Expected.name);
    expect(error).toMatchObject({
      provider: "fake",
      kind: "task",
      ref: { id: "t1" },
      job: { status, rawStatus: state },
      attempts: 3,
      observed: { busy: 2, [state]: 1 },
    });
  });

  test("of a job that succeeded without one is an error that says so", async () => {
    const { client, clock, tasks } = setUp();
    client.onRead = endsAfter(1, "done", { result: null });
    const error = await clock.until(thrownBy(tasks.output({ prompt: "?" })));
    expect(error).toBeInstanceOf(JobOutputMissingError);
    expect(error).toMatchObject({ job: { status: "succeeded" }, ref: { id: "t1" } });
  });

  test.each([
    ["stopped", "fake task t1 was cancelled: by hand"],
    ["late", "by hand"],
  ])("of a job that is %s names the provider's reason", async (state, message) => {
    const { client, clock, tasks } = setUp();
    client.onRead = endsAfter(1, state, { error: "by hand" });
    expect(await clock.until(thrownBy(tasks.output({ prompt: "?" })))).toMatchObject({
      message: expect.stringContaining(message),
    });
  });
});
