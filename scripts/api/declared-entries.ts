import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Manifest } from "../build/manifest.ts";

/** An entry point with types, of a package that is published. */
export interface DeclaredEntry {
  readonly packageFolder: string;
  readonly packageName: string;
  /** As it is imported: `@jobwire/nia/jobs`. */
  readonly specifier: string;
  /** The built declarations. */
  readonly file: string;
}

/** Every entry point with types, of all packages that are published. */
export function declaredEntries(packagesFolder: string): DeclaredEntry[] {
  return readdirSync(packagesFolder)
    .sort()
    .flatMap((name) => {
      const packageFolder = join(packagesFolder, name);
      const manifest = JSON.parse(readFileSync(join(packageFolder, "package.json"), "utf8")) as Manifest;
      return manifest.private ? [] : entriesOf(manifest, packageFolder);
    });
}

/** The entry points with types of one package. */
export function entriesOf(manifest: Manifest, packageFolder: string): DeclaredEntry[] {
  return Object.entries(manifest.exports ?? {}).flatMap(([path, target]) =>
    typeof target === "string" || target.types === undefined
      ? []
      : {
          packageFolder,
          packageName: manifest.name,
          specifier: manifest.name + path.slice(1),
          file: join(packageFolder, target.types),
        },
  );
}
