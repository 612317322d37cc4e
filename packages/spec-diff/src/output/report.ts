import type { Change } from "../change.ts";
import type { Bump } from "../policy/rate.ts";
import { oneLine } from "./one-line.ts";

/** The difference between two documents of one provider, judged. */
export interface Report {
  /** What was compared: `sieve`, or the name of a file. */
  readonly name: string;
  /** Where the two documents came from. */
  readonly base: string;
  readonly head: string;
  /** The document to point at in annotations, if it is a file. */
  readonly file?: string;
  readonly version: string;
  readonly changes: readonly Change[];
  readonly bump: Bump;
  /** What a reader of the report has to know about its making. */
  readonly notes: readonly string[];
}

/** "`status` of `Job` is gone" */
export function sentence({ subject, predicate }: Change): string {
  return oneLine(`${subject} ${predicate}`);
}

/** "getJob, listJobs and 3 more" */
export function operationList({ operations }: Change): string {
  const [first, second, third, ...rest] = operations.map(oneLine);
  const shown = [first, second, third].filter((name) => name !== undefined);
  return rest.length === 0 ? shown.join(", ") : `${shown.join(", ")} and ${rest.length} more`;
}
