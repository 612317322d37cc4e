import { type BoundJobs, bindJobs } from "@jobwire/job-utils";
import { definitions } from "./generated/jobs.ts";
import { createNuon as createClient, type NuonClient, type NuonOptions } from "./generated/operations.ts";

/** The kinds of job of Nuon, bound to a client. */
export interface NuonJobs extends BoundJobs<typeof definitions> {}

/** A client of the Nuon API, and its jobs. */
export interface NuonWithJobs extends NuonClient {
  readonly jobs: NuonJobs;
}

/** Makes a client of the Nuon API that also starts its jobs and waits for them. */
export function createNuon(options: NuonOptions = {}): NuonWithJobs {
  const client = createClient(options);
  const { random } = options;
  return Object.assign(client, { jobs: bindJobs(client, definitions, random ? { random } : {}) });
}
