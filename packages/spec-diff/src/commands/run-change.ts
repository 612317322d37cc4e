import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { overall } from "../change.ts";
import { type ChangeBase, changeBase, isShallow } from "../inputs/change-base.ts";
import { bumpIn, changesetFolder, changesetName } from "../inputs/changesets.ts";
import { type Io, readIfExists } from "../inputs/io.ts";
import { InputError } from "../inputs/parse-document.ts";
import { type ProviderPlace, packageFacts, providersOf } from "../inputs/providers.ts";
import { readSource, readWorkingTree } from "../inputs/read-source.ts";
import { type Report, sentence } from "../output/report.ts";
import { OverrideError } from "../policy/overrides.ts";
import { bumpOf, isAtLeast } from "../policy/rate.ts";
import { changesetText } from "./changeset.ts";
import { compareSources, type Sources } from "./compare-sources.ts";
import { exitCode } from "./run-diff.ts";

/** Arguments of `jobwire change`. */
export interface ChangeArgs {
  /** Default: all. */
  readonly providers?: readonly string[];
  /** What is released, as `jobwire diff` takes it. Default: the last release; before the first one, see the reference. */
  readonly base?: string;
  /** Write nothing; fail when a changeset is missing or too small. */
  readonly check?: boolean;
  readonly predictTypes?: boolean;
}

/** `jobwire change`: compiles the specs and writes a changeset for each that changed since its release. */
export async function runChange(args: ChangeArgs, io: Io): Promise<number> {
  try {
    const providers = await providersOf(io, args.providers);
    if (args.check !== true && !(await compileAll(providers, io))) return exitCode.failed;
    const reports = await compareAll(providers, args, io);
    const codes = reports.map(([provider, report]) => {
      const change = changeOf(provider, report, io);
      return args.check === true ? check(change, io) : write(change, io);
    });
    return Math.max(exitCode.ok, ...codes);
  } catch (error) {
    if (!(error instanceof InputError || error instanceof OverrideError)) throw error;
    io.err(`${error.message}\n`);
    return exitCode.usage;
  }
}

async function compileAll(providers: readonly ProviderPlace[], io: Io): Promise<boolean> {
  const { formatDiagnostics, generate } = await import("@jobwire/codegen");
  const result = await generate({
    folder: io.folder,
    providers: providers.map(({ name }) => name),
    ...(io.config !== undefined && { config: io.config }),
  });
  const errors = result.providers
    .flatMap(({ diagnostics }) => diagnostics)
    .filter(({ severity }) => severity === "error");
  if (errors.length > 0) io.err(`${formatDiagnostics(errors)}\n`);
  return result.ok;
}

/** The report of every provider that can be compared; of the others it is said why they cannot. */
async function compareAll(
  providers: readonly ProviderPlace[],
  { base, predictTypes }: ChangeArgs,
  io: Io,
): Promise<readonly (readonly [ProviderPlace, Report])[]> {
  const sources: (Sources & { readonly provider: ProviderPlace })[] = [];
  for (const provider of providers) {
    const found: ChangeBase =
      base === undefined ? await changeBase(provider, io) : { source: await readSource(base, provider, io) };
    if ("reason" in found) io.out(`${provider.name}: not compared. ${found.reason}.\n`);
    else sources.push({ provider, base: found.source, head: readWorkingTree(provider, io) });
  }
  if (base === undefined && sources.length > 0 && (await isShallow(io)))
    io.out(
      "This clone is shallow: a base in commits that it lacks is not seen (git fetch --unshallow --tags).\n",
    );
  const types = predictTypes === true ? "predicted" : "measured";
  const reports = await compareSources(sources, { types }, io);
  return sources.flatMap(({ provider }, index) => {
    const report = reports[index];
    return report === undefined ? [] : [[provider, report] as const];
  });
}

/** What changed in the document of one provider, and the file that says so. */
interface ProviderChange {
  readonly provider: string;
  readonly packageName: string;
  readonly report: Report;
  /** Absolute. */
  readonly path: string;
  /** As it is shown. */
  readonly file: string;
}

function changeOf(provider: ProviderPlace, report: Report, { folder }: Io): ProviderChange {
  const path = join(changesetFolder(folder), changesetName(provider.name));
  return {
    provider: provider.name,
    packageName: packageFacts(folder, provider).name,
    report,
    path,
    file: relative(folder, path).split(sep).join("/"),
  };
}

function write({ provider, packageName, report, path, file }: ProviderChange, io: Io): number {
  if (report.bump === "none") {
    if (existsSync(path)) rmSync(path);
    io.out(`${provider}: no change since ${report.base}.\n`);
    return exitCode.ok;
  }
  const text = changesetText(report, packageName);
  const known = readIfExists(path);
  if (known !== text) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  io.out(
    `${provider}: ${report.bump} since ${report.base}, ${known === text ? "as" : "written to"} ${file}.\n`,
  );
  for (const note of report.notes) io.out(`  ${note}\n`);
  return exitCode.ok;
}

function check({ provider, packageName, report, path, file }: ProviderChange, io: Io): number {
  const text = readIfExists(path);
  const bump = bumpIn(text, packageName);
  if (isAtLeast(bump, report.bump)) {
    const change = report.bump === "none" ? "no change" : report.bump;
    const said = report.bump === "none" ? "" : `, and ${file} says ${bump}`;
    io.out(`${provider}: ${change} since ${report.base}${said}.\n`);
    return exitCode.ok;
  }
  const state = text === undefined ? "is missing" : `says ${bump}`;
  io.err(
    `${provider}: the spec changed since ${report.base} and needs a ${report.bump} release, but ${file} ${state}.\n` +
      worstOf(report) +
      `Run \`jobwire change ${provider}\` and commit the file.\n`,
  );
  return exitCode.failed;
}

const shown = 5;

/** The changes that ask for the bump, the first few of them. */
function worstOf({ changes, bump, version }: Report): string {
  const found = changes.filter(({ verdicts }) => bumpOf(overall(verdicts), version) === bump);
  const lines = found.slice(0, shown).map((change) => `  - ${sentence(change)}`);
  return [...lines, ...(found.length > shown ? [`  and ${found.length - shown} more`] : [])]
    .map((line) => `${line}\n`)
    .join("");
}
