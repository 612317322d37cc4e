import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join, relative, sep } from "node:path";
import { ConfigError, openProject, type Project, type Provider } from "@jobwire/codegen";
import type { Io } from "./io.ts";
import { InputError } from "./parse-document.ts";

/** A provider of the project. Paths are relative to the project's folder, with slashes. */
export interface ProviderPlace {
  readonly name: string;
  /** Its document, or the overlay that names it. */
  readonly spec: string;
  /** An overlay on the document. */
  readonly overlay?: string;
  /** The folder of the package that holds its code: the nearest one with a manifest. */
  readonly package: string;
  /** Where `openapi.json` lies in that package. */
  readonly generated: string;
  /** The package's name, until it has a manifest that says it. */
  readonly newName: string;
}

/**
 * The providers of a project, or those that are asked for: where their documents and packages are, the config says, as it
 * does for `generate`.
 *
 * @throws {InputError} The config cannot be used, or a provider does not exist.
 */
export async function providersOf(io: Io, wanted: readonly string[] = []): Promise<readonly ProviderPlace[]> {
  try {
    const config = io.config === undefined ? {} : { config: io.config };
    const project = await openProject({ folder: io.folder, providers: wanted, ...config });
    return project.providers.map((provider) => placeOf(provider, project));
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    throw new InputError(error.message, { cause: error });
  }
}

function placeOf({ name, spec, overlay, output }: Provider, { folder, settings }: Project): ProviderPlace {
  const shown = (file: string) => relative(folder, file).split(sep).join("/");
  const home = output.kind === "package" ? output.folder : manifestFolder(output.folder, folder);
  const code = { package: join(output.folder, "src/generated"), folder: join(output.folder, "generated") };
  const generated = output.kind === "types" ? output.folder : code[output.kind];
  return {
    name,
    spec: shown(spec),
    ...(overlay !== undefined && { overlay: shown(overlay) }),
    package: shown(home),
    generated: relative(home, generated).split(sep).join("/"),
    newName: settings.scope === undefined ? `${name}-client` : `${settings.scope}/${name}`,
  };
}

/** The nearest folder with a manifest, from one in the project up to the project's own. */
function manifestFolder(start: string, project: string): string {
  for (let folder = start; folder.startsWith(project + sep); folder = dirname(folder))
    if (existsSync(join(folder, "package.json"))) return folder;
  return project;
}

/** Name and version of a provider's package. */
export interface PackageFacts {
  readonly name: string;
  readonly version: string;
}

/** Reads the manifest of a provider's package; one that does not exist yet is 0.0.0. */
export function packageFacts(folder: string, provider: ProviderPlace): PackageFacts {
  const file = join(folder, provider.package, "package.json");
  if (!existsSync(file)) return { name: provider.newName, version: "0.0.0" };
  const { name = basename(dirname(file)), version = "0.0.0" } = JSON.parse(readFileSync(file, "utf8")) as {
    name?: string;
    version?: string;
  };
  return { name, version };
}
