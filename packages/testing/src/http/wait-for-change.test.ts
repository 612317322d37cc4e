import { expect, test } from "vitest";
import type { JobRecord } from "../jobs/record.ts";
import { createClock } from "../time/virtual-clock.ts";
import { waitForChange } from "./wait-for-change.ts";

const record = { nextChangeAfter: (ms: number) => (ms < 10 ? 10 : undefined), onRewrite: () => () => {} };

test("a change between the look and the wait is not missed", async () => {
  const clock = createClock();
  const lookedAtMs = clock.now();
  await clock.advance(20);
  const waiting = waitForChange(
    clock,
    record as unknown as JobRecord,
    lookedAtMs,
    new AbortController().signal,
  );
  await clock.advance(0);
  await expect(waiting).resolves.toBe(true);
  expect(clock.pending).toBe(0);
});
