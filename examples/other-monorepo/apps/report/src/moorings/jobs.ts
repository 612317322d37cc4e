import { type BoundJobs, bindJobs } from "@jobwire/job-utils";
import { definitions } from "./generated/jobs.js";
import {
  createMoorings as createClient,
  type MooringsClient,
  type MooringsOptions,
} from "./generated/operations.js";

/** The kinds of job of Moorings, bound to a client. */
export type MooringsJobs = BoundJobs<typeof definitions>;

/** Makes a client of the Moorings API that also starts its jobs and waits for them. */
export function createMoorings(
  options: MooringsOptions = {},
): MooringsClient & { readonly jobs: MooringsJobs } {
  const client = createClient(options);
  const { random } = options;
  return Object.assign(client, { jobs: bindJobs(client, definitions, random ? { random } : {}) });
}
