import { isTerminal, type Job, type JobStatus } from "@jobwire/job-utils";
import { describe, expect, test } from "vitest";
import type { GoldenCase } from "./golden.ts";
import { type AnsweredWorld, answering } from "./support/answering.ts";
import { type KindCase, kindOf, kinds } from "./support/apis.ts";
import { goldenOf } from "./support/golden-rows.ts";
import { meaningsOf } from "./support/golden-words.ts";

const deadlineMs = 600_000;

/** The rows of a kind that are jobs; each is a body that the API may answer with, and what a person says it is. */
function rowsOf(one: KindCase): readonly GoldenCase[] {
  return goldenOf(one).filter(({ job }) => job !== undefined);
}

function rowThat(one: KindCase, status: JobStatus): GoldenCase {
  const found = rowsOf(one).find(({ job }) => job?.status === status);
  if (found === undefined) throw new Error(`the oracle has no ${status} ${one.kind}`);
  return found;
}

const statusOf = ({ job }: GoldenCase) => job?.status as JobStatus;

async function wait(
  world: AnsweredWorld,
  one: KindCase,
): Promise<{ readonly seen: readonly Job[]; readonly end: unknown }> {
  const seen: Job[] = [];
  const bound = kindOf(world.client, one);
  const end = await bound
    .attach(bound.ref("asked", world.params))
    .wait({ until: "terminal", timeoutMs: deadlineMs, onUpdate: (job) => seen.push(job) })
    .catch((error: unknown) => error);
  return { seen, end };
}

describe.each(kinds)("every body of the oracle in every position: $api.name $kind", (one) => {
  const rows = rowsOf(one);
  const running = rowThat(one, "running");
  const succeeded = rowThat(one, "succeeded");

  test("every word of the document has a row", () => {
    const words = Object.keys(one.definition.statuses);
    expect(words.filter((word) => meaningsOf(one, word).length === 0)).toEqual([]);
  });

  test.each(rows)("first: $name", async (row) => {
    const { seen, end } = await wait(answering(one, [row.body, succeeded.body]), one);
    expect(seen[0]?.status).toBe(statusOf(row));
    expect(end).toMatchObject({ status: isTerminal(statusOf(row)) ? statusOf(row) : "succeeded" });
  });

  test.each(rows)("between: $name", async (row) => {
    const world = answering(one, [running.body, row.body, running.body, succeeded.body]);
    const { seen, end } = await wait(world, one);
    expect(seen.map(({ status }) => status)).toContain(statusOf(row));
    expect(end).toMatchObject({ status: isTerminal(statusOf(row)) ? statusOf(row) : "succeeded" });
    expect(world.reads(), "an end is the last read").toBe(isTerminal(statusOf(row)) ? 2 : 4);
  });

  test.each(rows)("last: $name", async (row) => {
    const world = answering(one, [running.body, row.body]);
    const { end } = await wait(world, one);
    if (isTerminal(statusOf(row))) {
      expect(end).toMatchObject({ status: statusOf(row), rawStatus: row.job?.rawStatus });
      return;
    }
    expect(end).toMatchObject({ name: "JobWaitTimeoutError", job: { status: statusOf(row) } });
    const { minMs = 500 } = one.definition.poll ?? {};
    const mostReads = deadlineMs / (minMs * 0.9) + 10;
    expect(world.reads(), "never more than one read per interval").toBeLessThan(mostReads);
    expect(world.timersLeft()).toBe(0);
  });
});
