import { describe, expect, test, vi } from "vitest";
import { attachRef, bindJob, bindJobs, type JobRef, JobRefError, nudgeOnWake } from "../src/index.ts";
import { all, FakeClient, goesThrough, setUp, task } from "./fake-api.ts";

describe("attachRef", () => {
  const client = new FakeClient();
  const jobs = bindJobs(client, { task, other: { ...task, kind: "other", formerly: [] } });

  test("picks the kind of a ref, from a mixed list", () => {
    const refs = [
      jobs.other.ref("o1"),
      jobs.task.ref("t1"),
      JSON.parse(JSON.stringify(jobs.other.ref("o2"))) as JobRef,
    ];
    expect(refs.map((ref) => attachRef(jobs, ref).ref)).toEqual(refs);
  });

  test("knows former names", () => {
    const ref = { ...jobs.task.ref("t1"), kind: "chore" };
    expect(attachRef(jobs, ref).ref).toEqual(jobs.task.ref("t1"));
  });

  test("takes kinds in a list too, and among clients that of the same origin and tenant", () => {
    const elsewhere = bindJob(Object.assign(new FakeClient(), { at: "ffffffff" }), task);
    const ref = elsewhere.ref("t1");
    expect(attachRef([jobs.task, elsewhere], ref).ref).toEqual(ref);
    expect(() => attachRef([jobs.task], ref)).toThrow("another origin or tenant");
  });

  test.each([
    [
      { v: 1, provider: "fake", kind: "video", id: "v1" },
      'None of the kinds given reads a "video" of "fake".',
    ],
    [{ v: 1, provider: "fake", kind: "task", id: "" }, "it has no id"],
    [null, "None of the kinds given"],
    ["t1", "None of the kinds given"],
    [{}, "None of the kinds given"],
  ])("%j fails before a request", (ref, why) => {
    expect(() => attachRef(jobs, ref as JobRef)).toThrow(JobRefError);
    expect(() => attachRef(jobs, ref as JobRef)).toThrow(why);
    expect(client.calls).toEqual([]);
  });

  test("hands on key and headers", async () => {
    client.onRead = goesThrough("done");
    await attachRef(jobs, jobs.task.ref("t1"), { apiKey: "sk-1" }).refresh();
    expect(client.calls.at(-1)?.options.apiKey).toBe("sk-1");
  });
});

describe("list", () => {
  test("gives normalized jobs, page by page as they are asked for", async () => {
    const { client, tasks } = setUp();
    client.onList = () => [
      [
        { id: "a", state: "done" },
        { id: "b", state: "busy" },
      ],
      [{ id: "c", state: "new" }],
    ];
    const jobs = await all(tasks.list({ folder: "x" }));
    expect(jobs.map(({ id, status, ref }) => [id, status, ref.id])).toEqual([
      ["a", "succeeded", "a"],
      ["b", "running", "b"],
      ["c", "queued", "c"],
    ]);
    for await (const _ of tasks.list()) break;
    expect(client.count("list")).toBe(3);
  });

  test("gives each ref the parameters of its read", async () => {
    const client = new FakeClient();
    client.onList = () => [[{ id: "a", state: "done" }]];
    const params = (input: { folder?: string }, item: { id: string }) => ({
      folder: input.folder ?? "root",
      of: item.id,
    });
    const tasks = bindJob(client, { ...task, list: { pages: (c, _, options) => c.pages(options), params } });
    expect((await all(tasks.list({ folder: "x" })))[0]?.ref.params).toEqual({ folder: "x", of: "a" });
    expect((await all(tasks.list()))[0]?.ref.params).toEqual({ folder: "root", of: "a" });
  });
});

describe("nudgeOnWake", () => {
  test("reads when the tab comes to the front and when the network does, until it is stopped", () => {
    const page = Object.assign(new EventTarget(), { visibilityState: "hidden" });
    const scope = new EventTarget();
    vi.stubGlobal("document", page);
    vi.stubGlobal("addEventListener", scope.addEventListener.bind(scope));
    vi.stubGlobal("removeEventListener", scope.removeEventListener.bind(scope));
    const handle = { nudge: vi.fn() };
    const stop = nudgeOnWake([handle]);
    page.dispatchEvent(new Event("visibilitychange"));
    expect(handle.nudge).toHaveBeenCalledTimes(0); // it went to the back
    page.visibilityState = "visible";
    page.dispatchEvent(new Event("visibilitychange"));
    scope.dispatchEvent(new Event("online"));
    expect(handle.nudge).toHaveBeenCalledTimes(2);
    stop();
    scope.dispatchEvent(new Event("online"));
    page.dispatchEvent(new Event("visibilitychange"));
    expect(handle.nudge).toHaveBeenCalledTimes(2);
  });

  test("does nothing where there is no tab", () => {
    vi.stubGlobal("addEventListener", undefined);
    expect(() => nudgeOnWake([])()).not.toThrow();
  });
});
