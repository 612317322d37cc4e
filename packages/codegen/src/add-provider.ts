import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { type ProjectOptions, shownIn } from "./generate.ts";
import {
  ConfigError,
  configFile,
  type JobwireConfig,
  type ProviderConfig,
  readConfig,
} from "./project/config.ts";
import { checkName } from "./project/find-providers.ts";
import { starterOverlay } from "./scaffold/starter-overlay.ts";
import { starterSpec } from "./scaffold/starter-spec.ts";
import { writeMissing } from "./scaffold/write-missing.ts";

/** Options of {@link addProvider}. */
export interface AddOptions extends ProjectOptions {
  /** A document that exists, wherever it is: it stays there, and an overlay says what it does not. */
  readonly from?: string;
  /** The overlay. Default: `overlay.yaml` in the folder of the provider. */
  readonly overlay?: string;
}

/** The spec of a provider that was added. */
export interface AddedProvider {
  /** The file to edit, relative to the project's folder. */
  readonly spec: string;
  /** `false`: there was one already, and it was left as it is. */
  readonly isNew: boolean;
  /** The config, if the provider was written into it. */
  readonly config?: string;
}

/**
 * Writes a spec for a new provider to begin from, or an overlay on a document that exists.
 *
 * @throws {ConfigError} The name cannot be one of a provider, the document does not exist, or the config is code.
 */
export async function addProvider(provider: string, options: AddOptions = {}): Promise<AddedProvider> {
  const { folder = process.cwd(), config, from, overlay } = options;
  checkName(provider);
  const root = resolve(folder);
  const settings = typeof config === "object" ? config : await readConfig(root, config);
  if (from === undefined && overlay !== undefined)
    throw new ConfigError("an overlay needs the document that it is for: --from <document>");
  if (from !== undefined) return addDocument(root, settings, provider, { ...options, from });
  const given = settings.providers?.[provider]?.spec;
  const spec =
    given === undefined ? join(specFolder(root, settings, provider), "openapi.yaml") : resolve(root, given);
  return written(root, spec, () => starterSpec(provider));
}

/** The document stays where it is; the overlay names it, or the config names both. */
function addDocument(
  root: string,
  settings: JobwireConfig,
  provider: string,
  { from, overlay, config }: AddOptions & { readonly from: string },
): AddedProvider {
  const document = resolve(root, from);
  if (!existsSync(document)) throw new ConfigError(`${from}: there is no such document`);
  const own = join(specFolder(root, settings, provider), "overlay.yaml");
  const file = overlay === undefined ? own : resolve(root, overlay);
  const extended = slashes(relative(dirname(file), document));
  const needsConfig = file !== own || shownIn(root, document).startsWith("..");
  const entry = { spec: shownIn(root, document), overlay: shownIn(root, file) };
  const place = needsConfig ? writeConfig(root, provider, entry, config) : undefined;
  const text = () => starterOverlay(provider, extended.startsWith(".") ? extended : `./${extended}`);
  return { ...written(root, file, text), ...(place !== undefined && { config: shownIn(root, place) }) };
}

function specFolder(root: string, settings: JobwireConfig, provider: string): string {
  return join(resolve(root, settings.specs ?? "specs"), provider);
}

function written(root: string, file: string, text: () => string): AddedProvider {
  const isNew = !existsSync(file);
  if (isNew) writeMissing(root, { [relative(root, file)]: text() });
  return { spec: shownIn(root, file), isNew };
}

/** Adds a provider to a config of JSON. One that is code belongs to whoever wrote it. */
function writeConfig(
  root: string,
  provider: string,
  entry: ProviderConfig,
  config: ProjectOptions["config"],
): string {
  const file = typeof config === "string" ? resolve(root, config) : configFile(root);
  const line = `providers: { ${JSON.stringify(provider)}: ${JSON.stringify(entry)} }`;
  if (typeof config === "object" || (file !== undefined && !file.endsWith(".json")))
    throw new ConfigError(`Write this into the config, then run it again without --overlay:\n  ${line}`);
  const target = file ?? join(root, "jobwire.config.json");
  const before = file === undefined ? {} : (JSON.parse(readFileSync(file, "utf8")) as JobwireConfig);
  if (before.providers?.[provider] !== undefined) return target;
  const after = { ...before, providers: { ...before.providers, [provider]: entry } };
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, `${JSON.stringify(after, null, 2)}\n`);
  return target;
}

function slashes(path: string): string {
  return path.split(sep).join("/");
}
