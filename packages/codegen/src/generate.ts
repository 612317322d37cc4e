import { existsSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import type { Compiled } from "./compile.ts";
import type { Diagnostic } from "./diagnostics/diagnostic.ts";
import { SpecError } from "./diagnostics/spec-error.ts";
import { type JobwireConfig, readConfig } from "./project/config.ts";
import { findProviders, type Provider } from "./project/find-providers.ts";
import { generatedFolder, sourceFolder } from "./project/output.ts";
import { type RunState, rememberState, unchangedState } from "./state/fast-path.ts";
import { compareFolder } from "./swap/compare.ts";
import { isInterrupted } from "./swap/journal.ts";

/** Options of {@link generate} and of `check`. */
export interface ProjectOptions {
  /** The project's folder. Default: the working folder. */
  readonly folder?: string;
  /** Providers to compile. Default: all. */
  readonly providers?: readonly string[];
  /** A config, or the path of one. Default: `jobwire.config.*` in the folder, if there is one. */
  readonly config?: JobwireConfig | string;
}

export interface GenerateOptions extends ProjectOptions {
  /** Compile even if nothing has changed. */
  readonly force?: boolean;
  /** Called before each provider is looked at. */
  readonly onStart?: (start: ProviderStart) => void;
  /** Called as each provider is done, in order. */
  readonly onProvider?: (result: ProviderResult) => void;
}

/** A provider that is about to be compiled. */
export interface ProviderStart {
  readonly provider: string;
  /** Counts from 0. */
  readonly index: number;
  readonly count: number;
}

/** What became of one provider. */
export interface ProviderResult {
  readonly provider: string;
  /** `held`: it compiled, and nothing was written because another provider did not. */
  readonly outcome: "changed" | "unchanged" | "failed" | "held";
  readonly operations: number;
  /** Names of its kinds of job. */
  readonly kinds: readonly string[];
  readonly ms: number;
  /** Files that were written or removed, relative to the project's folder. */
  readonly changed: readonly string[];
  /** Hand-written files that did not exist and were made. */
  readonly scaffolded: readonly string[];
  /** Errors and warnings of its document. */
  readonly diagnostics: readonly Diagnostic[];
}

/** What became of a run. */
export interface GenerateResult {
  readonly ok: boolean;
  readonly providers: readonly ProviderResult[];
}

/**
 * Compiles the documents of a project into their packages. All output is made before the first file is written, and
 * with an error in any document nothing is written at all.
 *
 * @throws {ConfigError} The config cannot be used, or a provider does not exist.
 */
export async function generate(options: GenerateOptions = {}): Promise<GenerateResult> {
  const project = await openProject(options);
  const attempts: Attempt[] = [];
  const { providers } = project;
  for (const [index, provider] of providers.entries()) {
    options.onStart?.({ provider: provider.name, index, count: providers.length });
    attempts.push(await attempt(provider, project, options.force === true));
  }
  const ok = attempts.every((one) => one.errors.length === 0);
  const results: ProviderResult[] = [];
  for (const one of attempts) {
    const result = ok
      ? await finish(one, project)
      : resultOf(one, one.errors.length > 0 ? "failed" : one.state ? "unchanged" : "held");
    results.push(result);
    options.onProvider?.(result);
  }
  return { ok, providers: results };
}

/** A project with its settings read. */
export interface Project {
  readonly folder: string;
  readonly settings: JobwireConfig;
  readonly providers: readonly Provider[];
}

/**
 * Reads the config of a project and finds its providers, without reading their documents.
 *
 * @throws {ConfigError} The config cannot be used, or a provider does not exist.
 */
export async function openProject({
  folder = process.cwd(),
  providers = [],
  config,
}: ProjectOptions): Promise<Project> {
  const root = resolve(folder);
  const settings = typeof config === "object" ? config : await readConfig(root, config);
  return {
    folder: root,
    settings,
    providers: findProviders(root, settings, providers),
  };
}

interface Attempt {
  readonly provider: Provider;
  readonly ms: number;
  readonly state?: RunState;
  readonly compiled?: Compiled;
  readonly errors: readonly Diagnostic[];
}

async function attempt(provider: Provider, project: Project, force: boolean): Promise<Attempt> {
  const startedAt = performance.now();
  const state = force
    ? undefined
    : unchangedState(project.folder, provider.name, settingsOf(provider, project));
  if (state !== undefined) return { provider, state, errors: [], ms: performance.now() - startedAt };
  try {
    const compiled = await compileProvider(provider, project);
    await checkNewFiles(provider, compiled);
    return { provider, compiled, errors: [], ms: performance.now() - startedAt };
  } catch (error) {
    if (!(error instanceof SpecError)) throw error;
    return { provider, errors: error.diagnostics, ms: performance.now() - startedAt };
  }
}

/** Parses all that is about to be written: what stands there already, letter for letter, was parsed when it was. */
async function checkNewFiles({ output }: Provider, { files }: Compiled): Promise<void> {
  const { write } = compareFolder(generatedFolder(output), files);
  if (write.length === 0) return;
  const { checkSyntax } = await import("./emit/check-syntax.ts");
  for (const file of write) checkSyntax(file);
}

/** Compiles one provider of a project, in memory. */
export async function compileProvider(provider: Provider, project: Project): Promise<Compiled> {
  const { compile } = await import("./compile.ts");
  const shown = shownIn(project.folder, provider.spec);
  const { name, spec, overlay, output } = provider;
  const emit = { ending: project.settings.imports ?? ".js", typesOnly: output.kind === "types" };
  return compile({ provider: name, spec, overlay, folder: project.folder, shown, emit });
}

async function finish(one: Attempt, project: Project): Promise<ProviderResult> {
  const { provider, compiled } = one;
  if (compiled === undefined) return resultOf(one, "unchanged");
  const startedAt = performance.now();
  const { writePackage } = await import("./write-package.ts");
  const { changed, scaffolded, outputs } = writePackage(provider, compiled, project);
  const { operations, kinds } = compiled.model;
  const state = {
    settings: settingsOf(provider, project),
    operations: operations.length,
    kinds: kinds.map((kind) => kind.name),
    warnings: compiled.warnings,
  };
  rememberState(project.folder, provider.name, state, [...compiled.inputs, ...outputs]);
  const shown = (files: readonly string[]) => files.map((file) => shownIn(project.folder, file));
  const outcome = changed.length > 0 || scaffolded.length > 0 ? "changed" : "unchanged";
  return {
    ...resultOf(one, outcome),
    changed: shown(changed),
    scaffolded: shown(scaffolded),
    ms: Math.round(one.ms + performance.now() - startedAt),
  };
}

function resultOf(one: Attempt, outcome: ProviderResult["outcome"]): ProviderResult {
  const { provider, compiled, state, errors } = one;
  return {
    provider: provider.name,
    outcome,
    operations: compiled?.model.operations.length ?? state?.operations ?? 0,
    kinds: compiled?.model.kinds.map((kind) => kind.name) ?? state?.kinds ?? [],
    ms: Math.round(one.ms),
    changed: [],
    scaffolded: [],
    diagnostics: errors.length > 0 ? errors : (compiled?.warnings ?? state?.warnings ?? []),
  };
}

/** What besides files decides the output; a missing package is to be made again, and a killed run to be ended. */
function settingsOf(provider: Provider, { settings }: Project): string {
  const { scope, imports, template } = settings;
  const { output } = provider;
  const marks = [join(output.folder, "package.json"), join(sourceFolder(output), "refine.ts")];
  const isUnfinished = isInterrupted(generatedFolder(output));
  return JSON.stringify([
    provider,
    scope,
    imports,
    template,
    marks.map((file) => existsSync(file)),
    isUnfinished,
  ]);
}

/** A path relative to the project, with slashes. */
export function shownIn(folder: string, file: string): string {
  return relative(folder, file).split(sep).join("/");
}
