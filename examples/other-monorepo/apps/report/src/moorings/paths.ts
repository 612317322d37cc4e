import { createPathsClient, type PathsClient } from "@jobwire/client/paths";
import { api, type MooringsOptions } from "./generated/operations.js";
import type { paths } from "./generated/schema.js";

/** Makes a client of the Moorings API that is called by method and path, as openapi-fetch is. */
export function createMooringsPaths(options: MooringsOptions = {}): PathsClient<paths> {
  return createPathsClient<paths>(api, options);
}
