import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { didYouMean } from "../diagnostics/suggest.ts";
import { isObject } from "../json.ts";

/** What `jobwire.config.*` may say. Everything has a default, and every path is relative to the config. */
export interface JobwireConfig {
  /** Folder whose subfolders hold one `openapi.yaml` (.yml, .json) or `overlay.yaml` each. Default `specs`. */
  readonly specs?: string;
  /** Folder in which every provider has its package. Default `packages`. */
  readonly packages?: string;
  /** Instead of `packages`: folder, in a package that exists, in which every provider has its sources. */
  readonly folders?: string;
  /** Instead of `packages`: folder in which every provider has a folder with types and nothing else. */
  readonly types?: string;
  /** npm scope of new packages. Default: none, `<provider>-client`. */
  readonly scope?: string;
  /**
   * How generated files end the names of files that they import. Default `.js`, which every TypeScript takes; `.ts` for
   * sources that Node runs as they are (`rewriteRelativeImportExtensions`), `""` for bundlers that want none.
   */
  readonly imports?: "" | ".js" | ".ts";
  /** Folder with files of your own for new packages: instead of the built-in ones, or beside them. */
  readonly template?: string;
  /** Providers whose document or output is somewhere else. */
  readonly providers?: Readonly<Record<string, ProviderConfig>>;
}

/** Where one provider's files are. One of `package`, `folder` and `types` may be given. */
export interface ProviderConfig {
  /** The OpenAPI document. Default: the one in the provider's folder below `specs`. */
  readonly spec?: string;
  /** An OpenAPI Overlay that is applied to the document. */
  readonly overlay?: string;
  /** The package that gets `src/generated/`. */
  readonly package?: string;
  /** A folder of an existing package that gets `generated/` and the files beside it. */
  readonly folder?: string;
  /** A folder that gets `schema.ts` and `types.ts`. */
  readonly types?: string;
}

const names = ["jobwire.config.json", "jobwire.config.mjs", "jobwire.config.js", "jobwire.config.ts"];

/** A config that cannot be used. The command line exits with 2. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

/** The config file of a folder, if it has one. */
export function configFile(folder: string): string | undefined {
  return names.map((name) => join(folder, name)).find(existsSync);
}

/** Reads the config of a folder, or a named one. */
export async function readConfig(folder: string, file?: string): Promise<JobwireConfig> {
  const found = file === undefined ? configFile(folder) : resolve(folder, file);
  if (found === undefined) return {};
  if (!existsSync(found)) throw new ConfigError(`${file}: there is no such config file`);
  const config = found.endsWith(".json") ? parseJson(found) : await importConfig(found);
  return checkConfig(config, found);
}

function parseJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw unusable(file, error);
  }
}

async function importConfig(file: string): Promise<unknown> {
  try {
    const module = (await import(pathToFileURL(file).href)) as { readonly default?: unknown };
    return module.default;
  } catch (error) {
    throw unusable(file, error);
  }
}

function unusable(file: string, cause: unknown): ConfigError {
  return new ConfigError(`${file}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
}

const keys = ["specs", "packages", "folders", "types", "scope", "imports", "template", "providers"];
const providerKeys = ["spec", "overlay", "package", "folder", "types"];
const endings = ["", ".js", ".ts"];

function checkConfig(config: unknown, file: string): JobwireConfig {
  if (!isObject(config)) throw new ConfigError(`${file}: the config is no object`);
  checkKeys(config, ["$schema", ...keys], ["packages", "folders", "types"], file);
  if (config.imports !== undefined && !endings.includes(String(config.imports)))
    throw new ConfigError(`${file}: "imports" is one of ${endings.map((text) => `"${text}"`).join(", ")}`);
  for (const [name, provider] of Object.entries(config.providers ?? {})) {
    const place = `${file}: "providers.${name}"`;
    if (!isObject(provider)) throw new ConfigError(`${place} is no object`);
    checkKeys(provider, providerKeys, ["package", "folder", "types"], place);
  }
  return config as JobwireConfig;
}

/** All keys are known, all values texts, and of the places for the output at most one is given. */
function checkKeys(
  config: Readonly<Record<string, unknown>>,
  known: readonly string[],
  places: readonly string[],
  where: string,
): void {
  for (const [key, value] of Object.entries(config)) {
    if (!known.includes(key))
      throw new ConfigError(`${where}: "${key}" is no key of the config: ${didYouMean(key, known)}`);
    if (typeof value !== "string" && key !== "providers")
      throw new ConfigError(`${where}: "${key}" must be a text`);
  }
  const given = places.filter((key) => config[key] !== undefined);
  if (given.length > 1)
    throw new ConfigError(`${where}: ${given.join(" and ")} cannot both be given: the output has one place`);
}
