import { describe, expect, test } from "vitest";
import { attachRef, bindJob, defineJob, JobRefError, waitAll } from "../src/index.ts";
import {
  all,
  endsAfter,
  FakeClient,
  FakeStream,
  setUp,
  streamedTask,
  type TaskTypes,
  task,
} from "./fake-api.ts";

const own = { apiKey: "k2", headers: { "X-Trace": "t-1" } };

/** Which of key and headers a call was given. */
const given = (options: object | undefined) => {
  const { apiKey, headers } = (options ?? {}) as { apiKey?: string; headers?: object };
  return { ...(apiKey && { apiKey }), ...(headers && { headers }) };
};

describe("key and headers of a call", () => {
  test.each<[string, { readonly apiKey?: string; readonly headers?: typeof own.headers }]>([
    ["both", own],
    ["the key alone", { apiKey: "k2" }],
    ["headers alone", { headers: own.headers }],
    ["none", {}],
  ])("go to the list by which waitAll waits, and to every read: %s", async (_, options) => {
    const { client, clock, tasks } = setUp();
    client.onList = () => [["a", "b", "c"].map((id) => ({ id, state: "busy" }))];
    client.onRead = (number, id) => ({ id, state: number > 3 ? "done" : "busy", result: { answer: "42" } });
    const handles = ["a", "b", "c"].map((id) => tasks.attach(tasks.ref(id)));
    const waiting = waitAll(handles, { ...options, timeoutMs: 5_000 });
    await clock.until(waiting);
    const calls = client.calls.filter(({ what }) => what === "list" || what === "read");
    expect(calls.some(({ what }) => what === "list")).toBe(true);
    for (const call of calls) expect(given(call.options), call.what).toEqual(options);
    for (const call of client.seen("list")) {
      expect(Object.keys(call.options)).not.toContain(options.apiKey === undefined ? "apiKey" : "none");
      expect(Object.keys(call.options)).not.toContain(options.headers === undefined ? "headers" : "none");
    }
  });

  test("go to a cancel, which is neither parsed nor sent again by the client", async () => {
    const { client, clock, tasks } = setUp();
    client.onRead = endsAfter(1, "stopped");
    const handle = tasks.attach(tasks.ref("t1"), own);
    await clock.until(handle.cancel());
    const [sent] = client.seen("cancel");
    expect(sent?.id).toBe("t1");
    expect(sent?.options).toMatchObject({ ...own, parse: false, retries: 0 });
  });

  test("go to a start that streams, with the idempotency key", async () => {
    const { client, clock, tasks } = setUp(streamedTask);
    const stream = new FakeStream();
    stream.push({ type: "named", task: "t1" }, { type: "done" });
    client.onStream = () => stream;
    client.onRead = endsAfter(1, "done");
    await clock.until(tasks.run({ prompt: "?" }, { ...own, idempotencyKey: "i-1" }));
    expect(client.seen("stream")[0]?.options).toMatchObject({ ...own, idempotencyKey: "i-1" });
    expect(client.seen("read")[0]?.options).toMatchObject(own);
  });

  test("no idempotency key goes to a start that streams without one", async () => {
    const { client, tasks } = setUp(streamedTask);
    const stream = new FakeStream();
    stream.push({ type: "named", task: "t1" });
    client.onStream = () => stream;
    await tasks.start({ prompt: "?" });
    expect(Object.keys(client.seen("stream")[0]?.options ?? {})).not.toContain("idempotencyKey");
  });
});

describe("a cancel that needs something of the job's body", () => {
  test("reads it once, unless it is known", async () => {
    const fake = new FakeClient();
    const asking = bindJob(fake, {
      ...task,
      cancel: async (client, job, options) => {
        const { step = 0 } = await job.body();
        return client.call("cancel", `${job.id}-${step}`, options);
      },
    });
    fake.onRead = (number) => ({ id: "t1", state: number > 3 ? "stopped" : "busy", step: 7 });
    const handle = asking.attach(asking.ref("t1"));
    await handle.cancel({ wait: false });
    expect(fake.calls.map(({ what }) => what)).toEqual(["read", "cancel", "read"]);
    await handle.cancel({ wait: false });
    expect(fake.seen("cancel").map(({ id }) => id)).toEqual(["t1-7", "t1-7"]);
  });
});

describe("events of a job that was not started here", () => {
  const opened = defineJob<TaskTypes>({
    ...streamedTask,
    events: { until: ["done"], open: (client, _job, options) => client.stream(options) },
  });

  test("are opened with the key and headers of the handle, and end at the last one, which is worth a read", async () => {
    const { client, clock, tasks } = setUp(opened);
    const stream = new FakeStream();
    stream.push({ type: "text", text: "…" }, { type: "done" }, { type: "text", text: "late" });
    client.onStream = () => stream;
    client.onRead = (number) => ({ id: "t1", state: number > 1 ? "done" : "busy" });
    const handle = tasks.attach(tasks.ref("t1"), own);
    const waiting = handle.wait({ schedule: () => Number.POSITIVE_INFINITY });
    await clock.advance(1_000);
    expect(client.count("read")).toBe(1);
    const controller = new AbortController();
    expect(await all(handle.events({ signal: controller.signal }))).toEqual([
      { type: "text", text: "…" },
      { type: "done" },
    ]);
    const options = client.seen("stream").at(-1)?.options;
    expect(options).toMatchObject(own);
    expect(options?.signal).toBe(controller.signal);
    expect((await clock.until(waiting)).status).toBe("succeeded");
    expect(client.count("read")).toBe(2);
  });

  test("that cannot be opened again are none", async () => {
    const { client, tasks } = setUp(streamedTask);
    expect(await all(tasks.attach(tasks.ref("t1")).events())).toEqual([]);
    expect(client.calls).toEqual([]);
  });
});

describe("attachRef", () => {
  const { formerly: _, ...plain } = task;
  const kinds = { other: bindJob(new FakeClient(), { ...plain, kind: "other" }), task: setUp().tasks };

  test("takes the kind that reads the ref, by its name of today or before", () => {
    expect(attachRef(kinds, kinds.task.ref("t1")).id).toBe("t1");
    expect(attachRef(kinds, { ...kinds.task.ref("t1"), kind: "chore" }).ref.kind).toBe("task");
  });

  test.each([
    ["a ref of no kind given", { ...setUp().tasks.ref("t1"), kind: "errand" }],
    ["a ref of another provider", { ...setUp().tasks.ref("t1"), provider: "acme" }],
    ["null", null],
    ["an empty object", {}],
  ])("refuses %s", (_name, ref) => {
    const attaching = () => attachRef(kinds, ref as never);
    expect(attaching).toThrow(JobRefError);
    expect(attaching).toThrow(
      expect.objectContaining({ provider: (ref as { provider?: string } | null)?.provider ?? "" }),
    );
  });
});
