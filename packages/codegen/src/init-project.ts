import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { isObject, ownArray, ownObject, ownString } from "./json.ts";
import { parseText } from "./load/parse-text.ts";
import { compilerVersion } from "./own-files.ts";
import { ConfigError, configFile, type JobwireConfig } from "./project/config.ts";
import { starterSpec } from "./scaffold/starter-spec.ts";
import { writeMissing } from "./scaffold/write-missing.ts";

/** Options of {@link initProject}. */
export interface InitOptions {
  /** The root of the monorepo. Default: the working folder. */
  readonly folder?: string;
  /** Range of `jobwire` in the development dependencies. Default: versions like this one. */
  readonly range?: string;
}

/** What was done to a monorepo, and what was there already. */
export interface InitializedProject {
  /** Files that were made or changed, relative to the folder, and how. */
  readonly done: readonly string[];
  /** What was left as it is. */
  readonly kept: readonly string[];
  readonly config: JobwireConfig;
  /** `npm`, `pnpm`, `yarn` or `bun`, by the lockfile. */
  readonly packageManager: string;
}

/**
 * Sets up a repository that exists: a config that fits its workspaces, a script, and an example spec where there is no
 * spec. Nothing that is there is changed, but for the lines added to `package.json`.
 *
 * @throws {ConfigError} There is no package.json that could be read.
 */
export function initProject({
  folder = process.cwd(),
  range = `^${compilerVersion()}`,
}: InitOptions = {}): InitializedProject {
  const root = resolve(folder);
  const manifest = readManifest(root);
  const done: string[] = [];
  const kept: string[] = [];
  const config = guessConfig(root, manifest);
  const present = configFile(root);
  if (present === undefined)
    done.push(...write(root, "jobwire.config.json", `${JSON.stringify(config, null, 2)}\n`));
  else kept.push(`${present.slice(root.length + 1)}: left as it is`);
  const added = addScript(root, manifest, range);
  if (added.length > 0) done.push(`package.json: ${added.join(", ")}`);
  else kept.push("package.json: has a script and jobwire");
  const specs = join(root, config.specs ?? "specs");
  if (existsSync(specs) && readdirSync(specs).length > 0) kept.push(`${config.specs}: left as it is`);
  else done.push(...write(root, `${config.specs}/example/openapi.yaml`, starterSpec("example")));
  return { done, kept, config, packageManager: packageManagerOf(root, manifest) };
}

type Manifest = Readonly<Record<string, unknown>>;

function write(root: string, file: string, text: string): readonly string[] {
  writeMissing(root, { [file]: text });
  return [`${file}: new`];
}

function readManifest(root: string): Manifest {
  const file = join(root, "package.json");
  if (!existsSync(file))
    throw new ConfigError(`${root} has no package.json: run it in the root of your repository`);
  try {
    const manifest: unknown = JSON.parse(readFileSync(file, "utf8"));
    if (isObject(manifest)) return manifest;
    throw new ConfigError(`${file} holds no object`);
  } catch (cause) {
    if (cause instanceof ConfigError) throw cause;
    throw new ConfigError(`${file}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

/** Packages go where the workspaces are; without workspaces there is one package, and sources go into it. */
function guessConfig(root: string, manifest: Manifest): JobwireConfig {
  const parents = workspaceFolders(root, manifest);
  const scope = /^(@[^/]+)\//.exec(ownString(manifest, "name") ?? "")?.[1] ?? scopeOfPackages(root, parents);
  const imports = takesTypeScriptEndings(root) ? ({ imports: ".ts" } as const) : {};
  const [first] = parents;
  if (first === undefined) return { specs: "specs", folders: "src/apis", ...imports };
  const packages = parents.includes("packages") ? "packages" : first;
  return { specs: "specs", packages, ...(scope !== undefined && { scope }), ...imports };
}

/** Folders all of whose subfolders are packages: `packages` of `packages/*`. */
function workspaceFolders(root: string, manifest: Manifest): readonly string[] {
  const file = join(root, "pnpm-workspace.yaml");
  const fromPnpm = existsSync(file) ? ownArray(parseText(readFileSync(file, "utf8")), "packages") : [];
  const { workspaces } = manifest;
  const given = Array.isArray(workspaces) ? workspaces : ownArray(workspaces, "packages");
  return [...fromPnpm, ...given].flatMap(
    (glob) => /^(?:\.\/)?([\w@./-]+)\/\*\*?\/?$/.exec(String(glob))?.[1] ?? [],
  );
}

function scopeOfPackages(root: string, parents: readonly string[]): string | undefined {
  for (const parent of parents) {
    for (const name of existsSync(join(root, parent)) ? readdirSync(join(root, parent)) : []) {
      const file = join(root, parent, name, "package.json");
      const scope = existsSync(file)
        ? /"name"\s*:\s*"(@[^/"]+)\//.exec(readFileSync(file, "utf8"))?.[1]
        : undefined;
      if (scope !== undefined) return scope;
    }
  }
  return undefined;
}

/** Whether the compiler settings of the root let files be imported by their own names. */
function takesTypeScriptEndings(root: string): boolean {
  const files = ["tsconfig.base.json", "tsconfig.json"].map((name) => join(root, name)).filter(existsSync);
  const setting = /"(allowImportingTsExtensions|rewriteRelativeImportExtensions)"\s*:\s*true/;
  return files.some((file) => setting.test(readFileSync(file, "utf8")));
}

/** Adds the script and the dependency that are missing, and keeps the indentation of the file. */
function addScript(root: string, manifest: Manifest, range: string): readonly string[] {
  const scripts = ownObject(manifest, "scripts");
  const hasScript = Object.values(scripts).some((script) => /\bjobwire generate\b/.test(String(script)));
  const name = ["generate", "generate:apis"].find((candidate) => !Object.hasOwn(scripts, candidate));
  const all = ["dependencies", "devDependencies"].map((key) => ownObject(manifest, key));
  const hasJobwire = all.some((dependencies) => Object.hasOwn(dependencies, "jobwire"));
  const newScript = hasScript || name === undefined ? {} : { [name]: "jobwire generate" };
  const newDependency: Readonly<Record<string, string>> = hasJobwire ? {} : { jobwire: range };
  const added = [
    ...Object.keys(newScript).map((key) => `script "${key}"`),
    ...Object.keys(newDependency).map((key) => `development dependency ${key}`),
  ];
  if (added.length === 0) return [];
  const file = join(root, "package.json");
  const text = readFileSync(file, "utf8");
  const changed = {
    ...manifest,
    ...(Object.keys(newScript).length > 0 && { scripts: { ...scripts, ...newScript } }),
    ...(!hasJobwire && { devDependencies: { ...ownObject(manifest, "devDependencies"), ...newDependency } }),
  };
  const indent = /^[{\s]*\n([ \t]+)"/.exec(text)?.[1] ?? "  ";
  writeFileSync(file, JSON.stringify(changed, null, indent) + (text.endsWith("\n") ? "\n" : ""));
  return added;
}

function packageManagerOf(root: string, manifest: Manifest): string {
  const named = /^(npm|pnpm|yarn|bun)@/.exec(ownString(manifest, "packageManager") ?? "")?.[1];
  const lockfiles = { pnpm: "pnpm-lock.yaml", yarn: "yarn.lock", bun: "bun.lock", npm: "package-lock.json" };
  const found = Object.entries(lockfiles).find(([, file]) => existsSync(join(root, file)))?.[0];
  return named ?? found ?? (existsSync(join(root, "bun.lockb")) ? "bun" : "npm");
}
