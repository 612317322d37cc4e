import { describe, expect, test } from "vitest";
import { defineJob, type JobDefinition } from "./definition.ts";
import { MalformedBodyError } from "./errors/malformed-body-error.ts";
import { defined, toJob } from "./to-job.ts";

interface Body {
  readonly [field: string]: unknown;
}

interface Types {
  client: object;
  starts: object;
  params: { readonly folder: string };
  body: Body;
  output: unknown;
  event: never;
  list: never;
  can: "action";
}

const kind: JobDefinition<Types> = defineJob<Types>({
  protocol: 1,
  provider: "fake",
  kind: "task",
  can: ["action"],
  starts: {},
  read: async () => ({ raw: {}, httpStatus: 200, header: () => undefined, receivedAtMs: 0 }),
  statuses: {
    new: "queued",
    busy: "running",
    held: "requires_action",
    done: "succeeded",
    broken: "failed",
    lost: "failed",
    refused: "failed",
    stopped: "cancelled",
    late: "timed_out",
  },
  faults: { caller: ["refused"], platform: ["lost"] },
  locate: (body) => ({
    id: body.id,
    status: body.state,
    statusMessage: body.says,
    cancelRequested: body.cancel,
    attempt: body.attempt,
    progress: { percent: body.percent, current: body.current, total: body.total },
    createdAt: body.created,
    startedAt: body.started,
    completedAt: body.completed,
    expiresAt: body.expires,
    output: body.output,
    outputExpiresAt: body.output_expires,
    failure: { message: body.error, code: body.code, details: body.details },
    actions: (body.asks ?? []) as never,
  }),
});

const asked = { id: "t1", params: { folder: "a" }, at: "0a1b2c3d" };
const time = "2026-03-01T10:00:00Z";

test("a job has what every job has, and its body itself", () => {
  const body = { id: "t1", state: "busy" };
  const job = toJob(kind, body, asked);
  expect(job).toEqual({
    provider: "fake",
    kind: "task",
    id: "t1",
    ref: { v: 1, provider: "fake", kind: "task", id: "t1", params: { folder: "a" }, at: "0a1b2c3d" },
    status: "running",
    rawStatus: "busy",
    raw: body,
  });
  expect(job.raw).toBe(body);
});

test.each([
  ["new", "queued"],
  ["done", "succeeded"],
  ["Done", "unknown"],
  ["done ", "unknown"],
  ["notdone", "unknown"],
  ["", "unknown"],
  [undefined, "unknown"],
  [null, "unknown"],
  [{}, "unknown"],
  ["constructor", "unknown"],
  ["toString", "unknown"],
  ["__proto__", "unknown"],
  ["hasOwnProperty", "unknown"],
])("the word %j is %s", (state, status) => {
  expect(toJob(kind, { id: "t1", state }, asked).status).toBe(status);
});

test("a status that is no text is no word", () => {
  const numbered = { ...kind, statuses: { 3: "succeeded" } as const };
  expect(toJob(numbered, { state: 3 }, asked)).toMatchObject({ status: "unknown", rawStatus: "" });
});

test("an exception wins over the table, and only if it says something", () => {
  const when: JobDefinition<Types>["when"] = (body) => (body.error ? "failed" : undefined);
  expect(toJob({ ...kind, when }, { state: "done", error: "no" }, asked).status).toBe("failed");
  expect(toJob({ ...kind, when }, { state: "done" }, asked).status).toBe("succeeded");
});

describe("the id", () => {
  test.each([
    ["of the body", { id: "t2" }, "t2"],
    ["that is a number is written out", { id: 42 }, "42"],
    ["that is left out is the one that was asked for", {}, "t1"],
    ["that is empty too", { id: "" }, "t1"],
  ])("%s", (_name, body, id) => {
    expect(toJob(kind, body, asked).id).toBe(id);
  });

  test("in the ref is the one that was asked for: it is known to read the job", () => {
    expect(toJob(kind, { id: "internal-7" }, asked).ref.id).toBe("t1");
    expect(toJob(kind, { id: "t9" }, { id: "" }).ref.id).toBe("t9");
  });
});

test.each([
  ["new", ["partialOutput"]],
  ["busy", ["partialOutput"]],
  ["held", ["actions", "partialOutput"]],
  ["mystery", ["partialOutput"]],
  ["done", ["completedAt", "output", "outputExpiresAt"]],
  ["broken", ["completedAt", "failure", "partialOutput"]],
  ["stopped", ["completedAt", "failure", "partialOutput"]],
  ["late", ["completedAt", "failure", "partialOutput"]],
])("a job that is %s has %j beside what all have", (state, fields) => {
  const body = { state, output: [1], output_expires: time, completed: time, error: "no" };
  const all = ["id", "kind", "provider", "raw", "rawStatus", "ref", "status"];
  expect(Object.keys(toJob(kind, body, asked)).sort()).toEqual([...all, ...fields].sort());
});

test.each([
  [{ state: "busy", cancel: time }, true],
  [{ state: "busy", cancel: true }, true],
  [{ state: "busy", cancel: false }, undefined],
  [{ state: "busy", cancel: "" }, undefined],
  [{ state: "busy", cancel: "0001-01-01T00:00:00Z" }, undefined],
  [{ state: "done", cancel: time }, undefined],
])("%j: a cancel is under way: %j", (body, expected) => {
  expect((toJob(kind, body, asked) as { cancelRequested?: true }).cancelRequested).toBe(expected);
});

describe("a failure", () => {
  test.each([
    [
      { state: "broken", error: "no", code: 7, details: [1] },
      { message: "no", code: "7", details: [1] },
    ],
    [{ state: "broken", error: "" }, { message: 'The provider reported "broken" and gave no reason.' }],
    [{ state: "stopped" }, undefined],
    [{ state: "stopped", error: "by you" }, { message: "by you" }],
    [
      { state: "late", code: "T" },
      { message: 'The provider reported "late" and gave no reason.', code: "T" },
    ],
    [
      { state: "refused", error: "no" },
      { message: "no", fault: "caller" },
    ],
    [
      { state: "lost", error: "no" },
      { message: "no", fault: "platform" },
    ],
    [{ state: "busy", error: "not yet" }, undefined],
    [{ state: "done", error: "a warning" }, undefined],
  ])("of %j is %j", (body, expected) => {
    expect((toJob(kind, body, asked) as { failure?: unknown }).failure).toEqual(expected);
  });
});

test("progress and attempt are numbers or nothing", () => {
  const body = { state: "busy", percent: 40, current: "4", total: 10, attempt: 2 };
  expect(toJob(kind, body, asked)).toMatchObject({ progress: { percent: 40, total: 10 }, attempt: 2 });
  expect(toJob(kind, { state: "busy", attempt: "2" }, asked)).not.toHaveProperty("attempt");
  expect(toJob(kind, { state: "busy" }, asked)).not.toHaveProperty("progress");
});

test("actions without an id are left out, and parameters without a value", () => {
  const asks = [
    { id: 5, kind: "approve", summary: "", operation: "approve", params: { id: "5", note: undefined } },
    { id: "", kind: "approve", operation: "approve", params: {} },
  ];
  expect(toJob(kind, { state: "held", asks }, asked)).toMatchObject({
    actions: [{ id: "5", kind: "approve", operation: "approve", params: { id: "5" } }],
  });
});

test("an output made of parts leaves out parts without a value", () => {
  const parted: JobDefinition<Types> = {
    ...kind,
    locate: (body) => ({ status: "done", outputParts: { a: body.a, b: body.b } as never }),
  };
  expect(toJob(parted, { a: 1, b: null }, asked)).toMatchObject({ output: { a: 1 } });
  expect(toJob(parted, { a: "", b: null }, asked)).not.toHaveProperty("output");
});

describe("what was written by hand", () => {
  const refine: JobDefinition<Types>["refine"] = () => ({
    statusMessage: "better",
    progress: { percent: 9 },
    output: "better",
    failure: { message: "better", code: undefined as never },
  });

  test("improves message, progress, output and failure", () => {
    const refined = { ...kind, refine };
    const body = { state: "broken", says: "x", percent: 1, output: "x", error: "x", code: "C" };
    expect(toJob(refined, body, asked)).toMatchObject({
      status: "failed",
      statusMessage: "better",
      progress: { percent: 9 },
      partialOutput: "better",
      failure: { message: "better", code: "C" },
    });
  });
});

test.each([[null], [undefined], ["busy"], [7], [true], [[{ id: "t1" }]]])("%j is no job", (body) => {
  expect(() => toJob(kind, body as never, asked)).toThrow(MalformedBodyError);
});

test("defined drops what is undefined, and nothing else", () => {
  expect(defined({ a: undefined, b: null, c: 0, d: "", e: false })).toEqual({
    b: null,
    c: 0,
    d: "",
    e: false,
  });
});
