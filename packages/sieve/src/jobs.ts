import { type BoundJobs, bindJobs } from "@jobwire/job-utils";
import { definitions } from "./generated/jobs.ts";
import { createSieve as createClient, type SieveClient, type SieveOptions } from "./generated/operations.ts";

/** The kinds of job of Sieve, bound to a client. */
export interface SieveJobs extends BoundJobs<typeof definitions> {}

/** A client of the Sieve API, and its jobs. */
export interface SieveWithJobs extends SieveClient {
  readonly jobs: SieveJobs;
}

/** Makes a client of the Sieve API that also starts its jobs and waits for them. */
export function createSieve(options: SieveOptions = {}): SieveWithJobs {
  const client = createClient(options);
  const { random } = options;
  return Object.assign(client, { jobs: bindJobs(client, definitions, random ? { random } : {}) });
}
