import { describe, expect, test } from "vitest";
import type { ScheduleFacts } from "../src/index.ts";
import { endsAfter, FakeStream, fails, setUp, streamedTask } from "./fake-api.ts";

describe("what a schedule is told", () => {
  test("the age of the job and of its status, by the provider's clock, as they grow", async () => {
    const { client, clock, tasks } = setUp();
    client.onRead = (number) => ({
      id: "t1",
      state: number < 3 ? "busy" : "done",
      created_at: "2026-03-01T09:00:00Z",
      started_at: "2026-03-01T09:50:00Z",
    });
    const told: ScheduleFacts[] = [];
    const schedule = (facts: ScheduleFacts) => {
      told.push(facts);
      return 60_000;
    };
    await clock.until(tasks.attach(tasks.ref("t1")).wait({ schedule }));
    expect(told.map(({ jobAgeMs }) => jobAgeMs)).toEqual([3_600_000, 3_660_000]);
    expect(told.map(({ ageMs }) => ageMs)).toEqual([600_000, 660_000]);
    expect(told.map(({ attempts }) => attempts)).toEqual([1, 2]);
    expect(told.map(({ status }) => status)).toEqual(["running", "running"]);
  });

  test("of a job that was started here, the time since the start", async () => {
    const { client, clock, tasks } = setUp();
    client.onRead = endsAfter(2, "done");
    const told: ScheduleFacts[] = [];
    const schedule = (facts: ScheduleFacts) => {
      told.push(facts);
      return 10_000;
    };
    await clock.until(tasks.run({ prompt: "?" }, { schedule }));
    expect(told.map(({ jobAgeMs }) => jobAgeMs)).toEqual([0, 10_000]);
  });
});

test("a nudge does not wait for the hint of an answer that was good", async () => {
  const { client, clock, tasks } = setUp();
  client.onRead = (number) => ({
    body: { id: "t1", state: number < 2 ? "busy" : "done" },
    retryAfterMs: 60_000,
  });
  const handle = tasks.attach(tasks.ref("t1"));
  const waiting = handle.wait();
  await clock.advance(10_000);
  handle.nudge();
  await clock.until(waiting);
  expect(client.times("read")).toEqual([0, 10_000]);
});

test("while a stream is open a read that fails is soon made again", async () => {
  const { client, clock, tasks } = setUp(streamedTask);
  const stream = new FakeStream();
  stream.push({ type: "named", task: "t1" });
  client.onStream = () => stream;
  client.onRead = (number) =>
    number === 1 ? fails(503) : { id: "t1", state: "done", result: { answer: "42" } };
  const job = await clock.until(tasks.run({ prompt: "?" }));
  expect(job.status).toBe("succeeded");
  const [first = 0, second = 0] = client.times("read");
  expect(second - first).toBeLessThan(30_000);
});
