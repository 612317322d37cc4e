import { type BoundJobs, bindJobs } from "@jobwire/job-utils";
import { definitions } from "./generated/jobs.ts";
import {
  createNullspace as createClient,
  type NullspaceClient,
  type NullspaceOptions,
} from "./generated/operations.ts";

/** The kinds of job of Nullspace, bound to a client. */
export interface NullspaceJobs extends BoundJobs<typeof definitions> {}

/** A client of the Nullspace API, and its jobs. */
export interface NullspaceWithJobs extends NullspaceClient {
  readonly jobs: NullspaceJobs;
}

/** Makes a client of the Nullspace API that also starts its jobs and waits for them. */
export function createNullspace(options: NullspaceOptions = {}): NullspaceWithJobs {
  const client = createClient(options);
  const { random } = options;
  return Object.assign(client, { jobs: bindJobs(client, definitions, random ? { random } : {}) });
}
