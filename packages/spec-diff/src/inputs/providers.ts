import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { compareText } from "../json.ts";
import { InputError } from "./parse-document.ts";

/** A provider of the project. */
export interface ProviderPlace {
  readonly name: string;
  /** Path of its document below the project's folder, with slashes. */
  readonly spec: string;
  /** Its package's folder, below the project's folder. */
  readonly package: string;
}

const documents = ["openapi.yaml", "openapi.yml", "openapi.json"];

/** The providers of a project, or those that are asked for. */
export function providersOf(folder: string, wanted: readonly string[] = []): readonly ProviderPlace[] {
  const specs = join(folder, "specs");
  const names = existsSync(specs) ? readdirSync(specs).sort(compareText) : [];
  const found = names.flatMap((name): readonly ProviderPlace[] => {
    const document = documents.find((file) => existsSync(join(specs, name, file)));
    return document === undefined
      ? []
      : [{ name, spec: `specs/${name}/${document}`, package: `packages/${name}` }];
  });
  const missing = wanted.find((name) => !found.some((provider) => provider.name === name));
  if (missing !== undefined)
    throw new InputError(
      `There is no provider "${missing}"; there are ${found.map(({ name }) => name).join(", ")}.`,
    );
  return wanted.length === 0 ? found : found.filter(({ name }) => wanted.includes(name));
}

/** Name and version of a provider's package. */
export interface PackageFacts {
  readonly name: string;
  readonly version: string;
}

/** Reads the manifest of a provider's package; one that does not exist yet is 0.0.0. */
export function packageFacts(folder: string, provider: ProviderPlace): PackageFacts {
  const file = join(folder, provider.package, "package.json");
  if (!existsSync(file)) return { name: `@jobwire/${provider.name}`, version: "0.0.0" };
  const { name, version = "0.0.0" } = JSON.parse(readFileSync(file, "utf8")) as {
    name: string;
    version?: string;
  };
  return { name, version };
}
