import { createPathsClient, type PathsClient } from "@jobwire/client/paths";
import { api, type SieveOptions } from "./generated/operations.ts";
import type { paths } from "./generated/schema.ts";

/** Makes a client of the Sieve API that is called by method and path, as openapi-fetch is. */
export function createSievePaths(options: SieveOptions = {}): PathsClient<paths> {
  return createPathsClient<paths>(api, options);
}
