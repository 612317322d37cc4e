import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { type Io, readIfExists, runProgram } from "../inputs/io.ts";
import { InputError } from "../inputs/parse-document.ts";
import { type ProviderPlace, packageFacts, providersOf } from "../inputs/providers.ts";
import { readReleased } from "../inputs/read-released.ts";
import { readSource, readWorkingTree } from "../inputs/read-source.ts";
import type { Source } from "../inputs/source.ts";
import type { Report } from "../output/report.ts";
import { OverrideError } from "../policy/overrides.ts";
import { isAtLeast } from "../policy/rate.ts";
import { bumpIn, changesetFile, changesetText } from "./changeset.ts";
import { compareSources } from "./compare-sources.ts";
import { exitCode } from "./run-diff.ts";

/** Arguments of `jobwire change`. */
export interface ChangeArgs {
  /** Default: all. */
  readonly providers?: readonly string[];
  /** What is released, as `jobwire diff` takes it. Default: the last release, or the main branch before the first one. */
  readonly base?: string;
  /** Write nothing; fail when a changeset is missing or too small. */
  readonly check?: boolean;
  readonly predictTypes?: boolean;
}

/** `jobwire change`: compiles the specs and writes a changeset for each that changed since its release. */
export async function runChange(args: ChangeArgs, io: Io): Promise<number> {
  try {
    const providers = providersOf(io.folder, args.providers);
    if (args.check !== true && !(await compileAll(providers, io))) return exitCode.failed;
    const codes: number[] = [];
    for (const provider of providers) codes.push(await changeOf(provider, args, io));
    return Math.max(exitCode.ok, ...codes);
  } catch (error) {
    if (!(error instanceof InputError || error instanceof OverrideError)) throw error;
    io.err(`${error.message}\n`);
    return exitCode.usage;
  }
}

async function compileAll(providers: readonly ProviderPlace[], io: Io): Promise<boolean> {
  const { formatDiagnostics, generate } = await import("@jobwire/codegen");
  const result = await generate({ folder: io.folder, providers: providers.map(({ name }) => name) });
  const errors = result.providers
    .flatMap(({ diagnostics }) => diagnostics)
    .filter(({ severity }) => severity === "error");
  if (errors.length > 0) io.err(`${formatDiagnostics(errors)}\n`);
  return result.ok;
}

async function changeOf(provider: ProviderPlace, args: ChangeArgs, io: Io): Promise<number> {
  const base = await baseOf(provider, args.base, io);
  if (base === undefined) {
    io.out(`${provider.name}: new, nothing is released yet.\n`);
    return exitCode.ok;
  }
  const types = args.predictTypes === true ? "predicted" : "measured";
  const report = await compareSources({ base, head: readWorkingTree(provider, io), provider, types }, io);
  const { name } = packageFacts(io.folder, provider);
  return args.check === true ? check(provider, report, name, io) : write(provider, report, name, io);
}

/** The released document; before the first release, the one of the main branch. */
async function baseOf(
  provider: ProviderPlace,
  base: string | undefined,
  io: Io,
): Promise<Source | undefined> {
  if (base !== undefined) return readSource(base, provider, io);
  const attempts = [
    () => readReleased(provider, io),
    async () => readSource(await mainRevision(io), provider, io),
  ];
  for (const attempt of attempts) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
    }
  }
  return undefined;
}

async function mainRevision(io: Io): Promise<string> {
  const config = JSON.parse(readIfExists(join(io.folder, ".changeset/config.json")) ?? "{}") as {
    baseBranch?: string;
  };
  const branch = config.baseBranch ?? "main";
  for (const revision of [`origin/${branch}`, branch]) {
    try {
      const bytes = await runProgram(io, "git", ["merge-base", "HEAD", revision]);
      return Buffer.from(bytes).toString("utf8").trim();
    } catch {
      // The next one may exist.
    }
  }
  throw new InputError(`git knows no branch ${branch}`);
}

function write(provider: ProviderPlace, report: Report, packageName: string, io: Io): number {
  const file = changesetFile(provider.name);
  const path = join(io.folder, file);
  if (report.bump === "none") {
    if (existsSync(path)) rmSync(path);
    io.out(`${provider.name}: no change since ${report.base}.\n`);
    return exitCode.ok;
  }
  const text = changesetText(report, packageName);
  const known = readIfExists(path);
  if (known !== text) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  io.out(
    `${provider.name}: ${report.bump} since ${report.base}, ${known === text ? "as" : "written to"} ${file}.\n`,
  );
  for (const note of report.notes) io.out(`  ${note}\n`);
  return exitCode.ok;
}

function check(provider: ProviderPlace, report: Report, packageName: string, io: Io): number {
  const file = changesetFile(provider.name);
  const text = readIfExists(join(io.folder, file));
  const bump = bumpIn(text, packageName);
  if (isAtLeast(bump, report.bump)) {
    io.out(`${provider.name}: ${report.bump === "none" ? "no change" : `${file} says ${bump}`}.\n`);
    return exitCode.ok;
  }
  const state = text === undefined ? "is missing" : `says ${bump}`;
  io.err(
    `${provider.name}: the spec changed since ${report.base} and needs a ${report.bump} release, but ${file} ${state}.\n` +
      `Run \`pnpm jobwire change ${provider.name}\` and commit the file.\n`,
  );
  return exitCode.failed;
}
