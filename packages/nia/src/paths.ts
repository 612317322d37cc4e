import { createPathsClient, type PathsClient } from "@jobwire/client/paths";
import { api, type NiaOptions } from "./generated/operations.ts";
import type { paths } from "./generated/schema.ts";

/** Makes a client of the Nia API that is called by method and path, as openapi-fetch is. */
export function createNiaPaths(options: NiaOptions = {}): PathsClient<paths> {
  return createPathsClient<paths>(api, options);
}
