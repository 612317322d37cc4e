import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));
export const repository: string = join(here, "../..");
/** The built command line. */
export const jobwire: string = join(repository, "packages/jobwire/dist/cli.js");

const modules = join(here, "node_modules");
/** The peers' command lines. */
export const openapiTypescript: string = join(modules, "openapi-typescript/bin/cli.js");
export const heyApi: string = join(modules, "@hey-api/openapi-ts/bin/run.js");
export const orval: string = join(modules, "orval/dist/bin/orval.mjs");
export const kubb: string = join(modules, "@kubb/cli/bin/kubb.cjs");

/** A document that a package ships. */
export interface RealDocument {
  readonly name: string;
  readonly package: string;
  readonly file: string;
}

/** Documents of companies and projects, as they publish them on npm. */
export const realDocuments: readonly RealDocument[] = [
  { name: "github", package: "@octokit/openapi", file: "generated/api.github.com.json" },
  { name: "figma", package: "@figma/rest-api-spec", file: "openapi/openapi.yaml" },
  { name: "blockfrost", package: "@blockfrost/openapi", file: "openapi.yaml" },
  { name: "directus", package: "@directus/specs", file: "dist/openapi.json" },
  { name: "rclone", package: "rclone-openapi", file: "openapi.json" },
];

export function pathOf({ package: name, file }: RealDocument): string {
  return join(modules, name, file);
}

/** A folder of its own. */
export function freshFolder(name: string): string {
  return mkdtempSync(join(tmpdir(), `jobwire-bench-${name}-`));
}
