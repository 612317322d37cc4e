import { expect, test } from "vitest";
import { JobFailedError } from "../src/index.ts";
import { endsAfter, setUp } from "./fake-api.ts";

test("run starts one job, reads until it has ended, and gives the normalized Job", async () => {
  const { client, clock, tasks } = setUp();
  client.onRead = endsAfter(3, "done");
  const job = await clock.until(tasks.run({ prompt: "6·7" }));
  expect(job).toMatchObject({ status: "succeeded", rawStatus: "done", id: "t1", output: { answer: "42" } });
  expect(client.count("start")).toBe(1);
  expect(client.count("read")).toBe(3);
  expect(clock.pending).toBe(0);
});

test("output throws the provider's reason", async () => {
  const { client, clock, tasks } = setUp();
  client.onRead = endsAfter(2, "broken", { error: "out of memory" });
  const error = await clock.until(tasks.output({ prompt: "?" }).catch((thrown: unknown) => thrown));
  expect(error).toBeInstanceOf(JobFailedError);
  expect(error).toMatchObject({
    message: "fake task t1 failed: out of memory",
    failure: { message: "out of memory" },
    ref: { v: 1, provider: "fake", kind: "task", id: "t1", at: "0a1b2c3d" },
  });
});

test("watch gives every distinct state once, in order, and ends with the end", async () => {
  const { client, clock, tasks } = setUp();
  const states = ["new", "new", "busy", "busy", "done"];
  client.onRead = (number) => ({ id: "t1", state: states[number - 1] ?? "done" });
  const seen: string[] = [];
  const watching = (async () => {
    for await (const job of tasks.attach(tasks.ref("t1")).watch()) seen.push(job.status);
  })();
  await clock.until(watching);
  expect(seen).toEqual(["queued", "running", "succeeded"]);
  expect(clock.pending).toBe(0);
});

test("cancel asks once and reports the state the job really ends in", async () => {
  const { client, clock, tasks } = setUp();
  client.onRead = endsAfter(3, "done");
  const handle = await tasks.start({ prompt: "?" });
  const job = await clock.until(handle.cancel());
  expect(client.count("cancel")).toBe(1);
  expect(job.status).toBe("succeeded");
});
