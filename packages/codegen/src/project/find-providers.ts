import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { didYouMean } from "../diagnostics/suggest.ts";
import { compareText } from "../json.ts";
import { grammar } from "../model/names.ts";
import { ConfigError, type JobwireConfig, type ProviderConfig } from "./config.ts";
import { defaultOutput, generatedFolder, type Output, outputOf } from "./output.ts";

/** A provider of a project: its document and where its code goes. */
export interface Provider {
  readonly name: string;
  /** The document, or an overlay that names the one which it extends; absolute. */
  readonly spec: string;
  /** An overlay on the document, absolute. */
  readonly overlay: string | undefined;
  readonly output: Output;
}

const documents = ["openapi.yaml", "openapi.yml", "openapi.json"];
const overlays = ["overlay.yaml", "overlay.yml", "overlay.json"];

/** The providers of a project by name, or those that are asked for. */
export function findProviders(
  folder: string,
  config: JobwireConfig,
  wanted: readonly string[] = [],
): readonly Provider[] {
  const specs = resolve(folder, config.specs ?? "specs");
  const found = new Map<string, Provider>();
  const given = Object.keys(config.providers ?? {});
  const below = existsSync(specs) ? readdirSync(specs) : [];
  for (const name of [...new Set([...below, ...given])].sort(compareText)) {
    const provider = findProvider(folder, config, specs, name);
    if (provider !== undefined) found.set(name, provider);
  }
  for (const name of found.keys()) checkName(name);
  for (const name of wanted)
    if (!found.has(name)) throw new ConfigError(unknownProvider(name, [...found.keys()], specs));
  const names = wanted.length > 0 ? wanted : [...found.keys()];
  if (names.length === 0)
    throw new ConfigError(`no spec found: there is no ${join(specs, "<provider>", "openapi.yaml")}`);
  return [...new Set(names)].sort(compareText).flatMap((name) => found.get(name) ?? []);
}

/** @throws {ConfigError} The name cannot be one of a provider. */
export function checkName(name: string): void {
  if (!grammar.provider.test(name))
    throw new ConfigError(`"${name}" cannot be the name of a provider: lower case letters, digits and -`);
}

/** A provider of a folder below `specs`, of the config, or of both. */
function findProvider(
  folder: string,
  config: JobwireConfig,
  specs: string,
  name: string,
): Provider | undefined {
  const settings = Object.hasOwn(config.providers ?? {}, name) ? config.providers?.[name] : undefined;
  const first = (files: readonly string[]) => files.map((file) => join(specs, name, file)).find(existsSync);
  const document = placeOf(folder, settings, "spec") ?? first(documents);
  const overlay = placeOf(folder, settings, "overlay") ?? first(overlays);
  const isCompiled = existsSync(join(generatedFolder(defaultOutput(folder, config, name)), "openapi.json"));
  // Code that was compiled before and whose document is gone is a mistake, and no provider less.
  const spec = document ?? overlay ?? (isCompiled ? join(specs, name, "openapi.yaml") : undefined);
  if (spec === undefined) {
    if (settings === undefined) return undefined;
    throw new ConfigError(`"providers.${name}" has no spec, and there is none in ${join(specs, name)}`);
  }
  return {
    name,
    spec,
    overlay: document === undefined ? undefined : overlay,
    output: outputOf(folder, settings) ?? defaultOutput(folder, config, name),
  };
}

function placeOf(
  folder: string,
  settings: ProviderConfig | undefined,
  key: "spec" | "overlay",
): string | undefined {
  const given = settings?.[key];
  return given === undefined ? undefined : resolve(folder, given);
}

function unknownProvider(name: string, known: readonly string[], specs: string): string {
  return `no provider "${name}": ${didYouMean(name, known, "there are") ?? `${specs} holds no spec`}`;
}
