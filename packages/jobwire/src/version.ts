import { existsSync, readFileSync } from "node:fs";

/** The version of the command line, as its package.json says it. */
export function version(): string {
  // One folder up in the sources, and for what the build puts into files that are shared two.
  const file = ["../package.json", "../../package.json"]
    .map((path) => new URL(path, import.meta.url))
    .find((url) => existsSync(url));
  if (file === undefined) throw new Error("jobwire has lost its package.json.");
  return (JSON.parse(readFileSync(file, "utf8")) as { readonly version: string }).version;
}
