import { type BoundJobs, bindJobs } from "@jobwire/job-utils";
import { definitions } from "./generated/jobs.ts";
import {
  createNullspace as createClient,
  type NullspaceClient,
  type NullspaceOptions,
} from "./generated/operations.ts";

/** The kinds of job of Nullspace, bound to a client. */
export type NullspaceJobs = BoundJobs<typeof definitions>;

/** Makes a client of the Nullspace API that also starts its jobs and waits for them. */
export function createNullspace(
  options: NullspaceOptions = {},
): NullspaceClient & { readonly jobs: NullspaceJobs } {
  const client = createClient(options);
  const { random } = options;
  return Object.assign(client, { jobs: bindJobs(client, definitions, random ? { random } : {}) });
}
