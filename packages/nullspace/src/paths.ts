import { createPathsClient, type PathsClient } from "@jobwire/client/paths";
import { api, type NullspaceOptions } from "./generated/operations.ts";
import type { paths } from "./generated/schema.ts";

/** Makes a client of the Nullspace API that is called by method and path, as openapi-fetch is. */
export function createNullspacePaths(options: NullspaceOptions = {}): PathsClient<paths> {
  return createPathsClient<paths>(api, options);
}
