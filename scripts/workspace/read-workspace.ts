import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Manifest } from "../build/manifest.ts";
import type { ProviderPackage } from "./providers.ts";
import { type SourceFacts, sourceFacts } from "./source-facts.ts";

/** Reads the files that the workspace rules judge. */
export class Workspace {
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  /** The text of one file, by its path below the root. */
  text(path: string): string {
    return readFileSync(join(this.#root, path), "utf8");
  }

  /** The names of the providers: each has a document in `specs/`. */
  providers(): string[] {
    return this.#folders("specs").filter((name) =>
      existsSync(join(this.#root, "specs", name, "openapi.yaml")),
    );
  }

  /** The names of the folders in `packages/`. */
  packages(): string[] {
    return this.#folders("packages");
  }

  /** The published sources of a package; tests are free to import what they need. */
  sources(packageName: string): SourceFacts[] {
    return this.#filesBelow(`packages/${packageName}/src`)
      .filter((file) => file.endsWith(".ts") && !/\.test(-d)?\.ts$/.test(file))
      .map((file) => sourceFacts(file, this.text(file)));
  }

  /** A provider package: its files, without tests and what tools write, and its manifest. */
  provider(name: string): ProviderPackage {
    const folder = `packages/${name}`;
    const files = this.#filesBelow(folder)
      .map((file) => file.slice(folder.length + 1))
      .filter(
        (file) =>
          !/^(node_modules|dist|coverage|\.turbo)\/|^(CHANGELOG|api)\.md$|\.test(-d)?\.ts$/.test(file),
      );
    return { name, files, manifest: JSON.parse(this.text(`${folder}/package.json`)) as Manifest };
  }

  #folders(parent: string): string[] {
    return readdirSync(join(this.#root, parent), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
      .sort();
  }

  #filesBelow(folder: string): string[] {
    const absolute = join(this.#root, folder);
    if (!existsSync(absolute)) return [];
    return readdirSync(absolute, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(this.#root.length).replaceAll("\\", "/"))
      .sort();
  }
}
