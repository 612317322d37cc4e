import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of this package, in the sources as in the built package. */
export function packageFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "schemas", "x-jobs.schema.json"))) folder = dirname(folder);
  return folder;
}

/** Reads a JSON file of this package. */
export function ownJson(...path: readonly string[]): object {
  return JSON.parse(readFileSync(join(packageFolder(), ...path), "utf8")) as object;
}

let version: string | undefined;

/** The version of the compiler, as its package.json says it. */
export function compilerVersion(): string {
  version ??= (ownJson("package.json") as { readonly version: string }).version;
  return version;
}

/** The packages that generated code imports, with the versions that this compiler makes code for. */
export function runtimeRanges(): Readonly<Record<string, string>> {
  // Packing writes versions in place of the workspace's own protocol.
  const { devDependencies } = ownJson("package.json") as {
    readonly devDependencies: Readonly<Record<string, string>>;
  };
  const names = ["@jobwire/client", "@jobwire/job-utils"];
  return Object.fromEntries(
    names.map((name) => [
      name,
      (devDependencies[name] ?? "").replace(/^workspace:.*/, `^${compilerVersion()}`),
    ]),
  );
}
