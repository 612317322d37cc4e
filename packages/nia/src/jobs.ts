import { type BoundJobs, bindJobs } from "@jobwire/job-utils";
import { definitions } from "./generated/jobs.ts";
import { createNia as createClient, type NiaClient, type NiaOptions } from "./generated/operations.ts";

/** The kinds of job of Nia, bound to a client. */
export interface NiaJobs extends BoundJobs<typeof definitions> {}

/** A client of the Nia API, and its jobs. */
export interface NiaWithJobs extends NiaClient {
  readonly jobs: NiaJobs;
}

/** Makes a client of the Nia API that also starts its jobs and waits for them. */
export function createNia(options: NiaOptions = {}): NiaWithJobs {
  const client = createClient(options);
  const { random } = options;
  return Object.assign(client, { jobs: bindJobs(client, definitions, random ? { random } : {}) });
}
