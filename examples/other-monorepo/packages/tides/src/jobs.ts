import { type BoundJobs, bindJobs } from "@jobwire/job-utils";
import { definitions } from "./generated/jobs.js";
import { createTides as createClient, type TidesClient, type TidesOptions } from "./generated/operations.js";

/** The kinds of job of Tides, bound to a client. */
export type TidesJobs = BoundJobs<typeof definitions>;

/** Makes a client of the Tides API that also starts its jobs and waits for them. */
export function createTides(options: TidesOptions = {}): TidesClient & { readonly jobs: TidesJobs } {
  const client = createClient(options);
  const { random } = options;
  return Object.assign(client, { jobs: bindJobs(client, definitions, random ? { random } : {}) });
}
