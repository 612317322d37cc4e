import { createPathsClient, type PathsClient } from "@jobwire/client/paths";
import { api, type TidesOptions } from "./generated/operations.js";
import type { paths } from "./generated/schema.js";

/** Makes a client of the Tides API that is called by method and path, as openapi-fetch is. */
export function createTidesPaths(options: TidesOptions = {}): PathsClient<paths> {
  return createPathsClient<paths>(api, options);
}
