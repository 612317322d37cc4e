import { describe, expect, test } from "vitest";
import type { Reply } from "./call.ts";
import type { Job, JobStatus } from "./job.ts";
import { type Pace, paceAfter, retryDelayMs } from "./pace.ts";

const date = "Sun, 01 Mar 2026 10:00:00 GMT";
const job = (status: JobStatus, times: Partial<Job> = {}) => ({ status, ...times }) as Job;
const reply = (facts: { date?: string; retryAfterMs?: number } = {}): Reply => ({
  raw: {},
  httpStatus: 200,
  header: (name) => (name === "date" ? facts.date : undefined),
  receivedAtMs: 0,
  ...(facts.retryAfterMs !== undefined && { retryAfterMs: facts.retryAfterMs }),
});
const fresh: Pace = { status: undefined, hintMs: 0 };

describe("at the first read", () => {
  test.each<[string, Job, string | undefined, number, number]>([
    [
      "a running job is as old as its start",
      job("running", { createdAt: "2026-03-01T09:00:00Z", startedAt: "2026-03-01T09:58:20Z" }),
      date,
      100_000,
      3_600_000,
    ],
    [
      "a queued one as its creation",
      job("queued", { createdAt: "2026-03-01T09:59:00Z" }),
      date,
      60_000,
      60_000,
    ],
    [
      "a running one whose start is not told is new in its phase",
      job("running", { createdAt: "2026-03-01T09:00:00Z" }),
      date,
      0,
      3_600_000,
    ],
    ["offsets count", job("running", { startedAt: "2026-03-01T11:59:00+02:00" }), date, 60_000, 60_000],
    [
      "without a Date header nothing is known",
      job("running", { startedAt: "2026-03-01T09:00:00Z" }),
      undefined,
      0,
      0,
    ],
    ["a Date that is none says nothing", job("running", { startedAt: "2026-03-01T09:00:00Z" }), "soon", 0, 0],
    ["a start in the future is now", job("running", { startedAt: "2026-03-01T10:30:00Z" }), date, 0, 0],
  ])("%s", (_name, first, header, ageMs, jobAgeMs) => {
    const pace = paceAfter(fresh, first, reply(header === undefined ? {} : { date: header }), 5_000_000);
    expect(5_000_000 - (pace.phaseSinceMs ?? 0)).toBe(ageMs);
    expect(5_000_000 - (pace.jobSinceMs ?? 0)).toBe(jobAgeMs);
  });

  test("of a job that was started here, its age counts from then if the server does not tell", () => {
    const started: Pace = { ...fresh, phaseSinceMs: 1_000, jobSinceMs: 1_000 };
    expect(paceAfter(started, job("running"), reply(), 9_000)).toMatchObject({
      phaseSinceMs: 1_000,
      jobSinceMs: 1_000,
    });
  });
});

test("a phase restarts when the status changes, and the job's age goes on", () => {
  const queued = paceAfter(fresh, job("queued"), reply(), 1_000);
  const still = paceAfter(queued, job("queued"), reply(), 5_000);
  const running = paceAfter(
    still,
    job("running", { startedAt: "2026-03-01T09:00:00Z" }),
    reply({ date }),
    9_000,
  );
  expect([queued.phaseSinceMs, still.phaseSinceMs, running.phaseSinceMs]).toEqual([1_000, 1_000, 9_000]);
  expect(running.jobSinceMs).toBe(1_000);
});

test("a hint counts for one read", () => {
  const hinted = paceAfter(fresh, job("running"), reply({ retryAfterMs: 7_000 }), 0);
  expect(hinted.hintMs).toBe(7_000);
  expect(paceAfter(hinted, job("running"), reply(), 0).hintMs).toBe(0);
  expect(paceAfter(hinted, job("succeeded"), undefined, 0).hintMs).toBe(0);
});

test.each([
  [0, 0],
  [1, 500],
  [2, 1_000],
  [6, 16_000],
  [7, 30_000],
  [5_000, 30_000],
])("after %d failures at least %d ms", (failures, ms) => {
  expect(retryDelayMs(failures)).toBe(ms);
});
