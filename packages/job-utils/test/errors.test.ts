import { describe, expect, test } from "vitest";
import {
  type JobAction,
  JobCallbackError,
  JobCancelledError,
  JobError,
  JobExpiredError,
  JobFailedError,
  JobNotFoundError,
  JobOutputMissingError,
  JobReadError,
  JobRefError,
  JobRequiresActionError,
  JobStartUncertainError,
  JobTimedOutError,
  JobUnknownStatusError,
  JobWaitTimeoutError,
  MalformedBodyError,
} from "../src/index.ts";

const ref = { v: 1, provider: "fake", kind: "task", id: "t1" } as const;
const facts = { provider: "fake", kind: "task", ref, attempts: 3, observed: { new: 2, "": 1 } };
const cause = new Error("connection reset");
const job = { ...facts, id: "t1", raw: {}, rawStatus: "x" };
const failure = { message: "out of memory" };
const actions: JobAction[] = [{ id: "a", kind: "approval", operation: "approve", params: {} }];

const errors: readonly (readonly [string, JobError])[] = [
  ["JobCallbackError", new JobCallbackError("onUpdate", facts, cause)],
  ["JobCancelledError", new JobCancelledError({ ...job, status: "cancelled" }, facts)],
  ["JobExpiredError", new JobExpiredError(facts, cause)],
  ["JobFailedError", new JobFailedError({ ...job, status: "failed", failure }, facts)],
  ["JobNotFoundError", new JobNotFoundError(facts, cause)],
  [
    "JobOutputMissingError",
    new JobOutputMissingError({ ...job, status: "succeeded", output: undefined }, facts),
  ],
  ["JobReadError", new JobReadError(4, facts, cause)],
  ["JobRefError", new JobRefError("no ref", facts)],
  [
    "JobRequiresActionError",
    new JobRequiresActionError({ ...job, status: "requires_action", actions }, facts),
  ],
  ["JobStartUncertainError", new JobStartUncertainError("it was sent.", "listTasks", facts, cause)],
  ["JobTimedOutError", new JobTimedOutError({ ...job, status: "timed_out" }, facts)],
  ["JobUnknownStatusError", new JobUnknownStatusError("odd", facts)],
  ["JobWaitTimeoutError", new JobWaitTimeoutError(1_000, facts, cause)],
];

describe.each(errors)("%s", (name, error) => {
  test("says what it is, and of which job", () => {
    expect(error.name).toBe(name);
    expect(error.constructor.name).toBe(name);
    expect(error).toMatchObject({
      provider: "fake",
      kind: "task",
      ref,
      attempts: 3,
      observed: facts.observed,
    });
    expect(JobError.isInstance(error)).toBe(true);
  });

  test("is told apart from the others", () => {
    const classes = errors.map(([, one]) => one.constructor as typeof JobError);
    const knownBy = classes.filter((Class) => Class.isInstance(error));
    expect(knownBy.map(({ name: known }) => known)).toEqual([name]);
  });
});

test.each([
  ["nothing", undefined],
  ["text", "JobError"],
  ["another error", new Error("x")],
  ["an object that looks like one", { [Symbol.for("jobwire.JobError")]: true, name: "JobError" }],
])("%s is no JobError", (_, value) => {
  expect(JobError.isInstance(value)).toBe(false);
});

test("an error of another copy of the package is a JobError", () => {
  const foreign = Object.defineProperty(new Error("x"), Symbol.for("jobwire.JobError"), { value: true });
  expect(JobError.isInstance(foreign)).toBe(true);
  expect(JobReadError.isInstance(foreign)).toBe(false);
  expect(JobReadError.isInstance(Object.assign(foreign, { name: "JobReadError" }))).toBe(true);
});

test("an error has a cause only if something caused it", () => {
  expect("cause" in new JobExpiredError(facts, cause)).toBe(true);
  expect("cause" in new JobUnknownStatusError("odd", facts)).toBe(false);
});

test("the errors of output hold the job", () => {
  const jobs = errors.map(([, error]) => error.job?.id);
  expect(jobs.filter((id) => id === "t1").length).toBe(5);
});

describe("a message names", () => {
  const messageOf = (error: Error) => error.message;

  test.each([
    ["the id of the ref", new JobExpiredError(facts, cause), "fake task t1 "],
    [
      "the id of the job",
      new JobExpiredError({ ...facts, ref: undefined, job: { ...job, status: "running" } }, cause),
      "fake task t1 ",
    ],
    [
      "the kind alone while no job is known",
      new JobExpiredError({ provider: "fake", kind: "task" }, cause),
      "fake task ",
    ],
    [
      "why it was cancelled",
      new JobCancelledError({ ...job, status: "cancelled", failure }, facts),
      ": out of memory",
    ],
    [
      "why it timed out",
      new JobTimedOutError({ ...job, status: "timed_out", failure }, facts),
      ": out of memory",
    ],
    ["the list to look in", new JobStartUncertainError("it was sent.", "listTasks", facts), "listTasks()"],
    [
      "what it waits for",
      new JobRequiresActionError({ ...job, status: "requires_action", actions }, facts),
      "approval (approve)",
    ],
    ["how often each word was seen", new JobWaitTimeoutError(1, facts), 'new ×2, "" ×1'],
    ["nothing where nothing was seen", new JobWaitTimeoutError(1, { ...facts, observed: {} }), "nothing"],
    ["one read as one", new JobWaitTimeoutError(1, { ...facts, attempts: 1 }), "1 read:"],
    ["several reads as several", new JobWaitTimeoutError(1, { ...facts, attempts: 2 }), "2 reads:"],
    ["null for what it is", new MalformedBodyError("fake", "task", null), "is null."],
    ["a list for what it is", new MalformedBodyError("fake", "task", []), "is an array."],
    ["text for what it is", new MalformedBodyError("fake", "task", "x"), "is a string."],
    ["the cause as a sentence", new JobReadError(1, facts, new Error("reset")), ": reset. The"],
    ["the cause as the sentence that it is", new JobReadError(1, facts, new Error("reset!")), ": reset! The"],
    ["a cause that is no error", new JobReadError(1, facts, "v1.2 reset"), ": v1.2 reset. The"],
    ["a cause without a text", new JobReadError(1, facts, Object.create(null)), ": unreadable. The"],
  ])("%s", (_, error, part) => {
    expect(messageOf(error)).toContain(part);
  });

  test("no reason where there is none", () => {
    expect(messageOf(new JobCancelledError({ ...job, status: "cancelled" }, facts))).toMatch(/cancelled$/);
    expect(messageOf(new JobTimedOutError({ ...job, status: "timed_out" }, facts))).toMatch(/limit$/);
    expect(messageOf(new JobStartUncertainError("it was sent.", undefined, facts))).not.toContain(
      "undefined",
    );
  });
});

test("a body that is none counts as a failed read that may be mended", () => {
  expect(new MalformedBodyError("fake", "task", null)).toMatchObject({
    name: "MalformedBodyError",
    isTransient: true,
  });
});
