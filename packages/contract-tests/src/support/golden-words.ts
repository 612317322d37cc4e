import type { Job, JobStatus } from "@jobwire/job-utils";
import { expect } from "vitest";
import type { KindCase } from "./apis.ts";
import { goldenOf } from "./golden-rows.ts";

/** The statuses that a person says a raw word of a kind can mean: more than one where a body decides. */
export function meaningsOf(one: Pick<KindCase, "api" | "kind">, word: string): readonly JobStatus[] {
  const found = goldenOf(one).filter(({ job }) => job?.rawStatus === word);
  return [...new Set(found.map(({ job }) => job?.status as JobStatus))];
}

/** Every job that was seen has a status that the oracle knows for its word; a word that it does not know is `unknown`. */
export function expectMeaningsOfTheOracle(one: Pick<KindCase, "api" | "kind">, jobs: readonly Job[]): void {
  for (const { rawStatus, status } of jobs) {
    const known = meaningsOf(one, rawStatus);
    expect(known.length === 0 ? ["unknown"] : known, `what "${rawStatus}" of a ${one.kind} means`).toContain(
      status,
    );
  }
}
