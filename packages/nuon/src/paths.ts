import { createPathsClient, type PathsClient } from "@jobwire/client/paths";
import { api, type NuonOptions } from "./generated/operations.ts";
import type { paths } from "./generated/schema.ts";

/** Makes a client of the Nuon API that is called by method and path, as openapi-fetch is. */
export function createNuonPaths(options: NuonOptions = {}): PathsClient<paths> {
  return createPathsClient<paths>(api, options);
}
