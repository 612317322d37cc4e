import { resolve } from "node:path";
import { type Io, readIfExists } from "../inputs/io.ts";
import { InputError, lineFinder } from "../inputs/parse-document.ts";
import { providersOf } from "../inputs/providers.ts";
import { readSource, readWorkingTree } from "../inputs/read-source.ts";
import { formatAnnotations } from "../output/format-annotations.ts";
import { formatJson } from "../output/format-json.ts";
import { formatMarkdown } from "../output/format-markdown.ts";
import { formatText } from "../output/format-text.ts";
import type { Report } from "../output/report.ts";
import { OverrideError } from "../policy/overrides.ts";
import { type Bump, isAtLeast } from "../policy/rate.ts";
import { compareSources, type Sources } from "./compare-sources.ts";

/** Exit codes of the commands. */
export const exitCode: Readonly<Record<"ok" | "failed" | "usage", number>> = { ok: 0, failed: 1, usage: 2 };

/** Arguments of `jobwire diff <base> [head]`. */
export interface DiffArgs {
  /** A file, a tarball, `revision:path`, `released`, or a git revision. */
  readonly base: string;
  /** The same. Default: the working tree. */
  readonly head?: string;
  /** Compare this provider's document. Default: all providers, unless `base` is a file. */
  readonly provider?: string;
  readonly format?: "text" | "json" | "markdown" | "github";
  /** Do not run the compiler. */
  readonly predictTypes?: boolean;
  /** Exit with 1 when a release of at least this size is needed. */
  readonly failOn?: Exclude<Bump, "none">;
}

/** `jobwire diff`: prints what changed and gives the exit code. */
export async function runDiff(args: DiffArgs, io: Io): Promise<number> {
  try {
    const reports = await reportsOf(args, io);
    io.out(format(reports, args, io));
    const fails =
      args.failOn !== undefined && reports.some(({ bump }) => isAtLeast(bump, args.failOn ?? "major"));
    return fails ? exitCode.failed : exitCode.ok;
  } catch (error) {
    if (!(error instanceof InputError || error instanceof OverrideError)) throw error;
    io.err(`${error.message}\n`);
    return exitCode.usage;
  }
}

async function reportsOf(args: DiffArgs, io: Io): Promise<readonly Report[]> {
  const types = args.predictTypes === true ? "predicted" : "measured";
  return compareSources(await sourcesOf(args, io), { types }, io);
}

async function sourcesOf({ base, head, provider: name }: DiffArgs, io: Io): Promise<readonly Sources[]> {
  const isAlone = readIfExists(resolve(io.folder, base)) !== undefined || /:.|\.t(ar\.)?gz$/.test(base);
  if (isAlone && name === undefined) {
    if (head === undefined)
      throw new InputError(`${base}: name the document to compare with, or --provider <name>`);
    return [{ base: await readSource(base, undefined, io), head: await readSource(head, undefined, io) }];
  }
  const providers = await providersOf(io, name === undefined ? [] : [name]);
  const bases = await Promise.all(providers.map((provider) => attempt(readSource(base, provider, io))));
  const isSomewhere = bases.some((found) => !(found instanceof InputError));
  const sources: Sources[] = [];
  for (const [index, provider] of providers.entries()) {
    const found = bases[index];
    if (found === undefined) continue;
    if (!(found instanceof InputError)) {
      const other = head === undefined ? readWorkingTree(provider, io) : await readSource(head, provider, io);
      sources.push({ provider, base: found, head: other });
    } else if (isSomewhere && head === undefined)
      io.err(`${provider.name}: not compared. ${found.message}.\n`);
    else throw found;
  }
  return sources;
}

/** A provider may be new since a revision that the others have. */
async function attempt<T>(reading: Promise<T>): Promise<T | InputError> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
}

function format(reports: readonly Report[], { format: wanted = "text" }: DiffArgs, io: Io): string {
  switch (wanted) {
    case "json":
      return formatJson(reports);
    case "markdown":
      return reports.map(formatMarkdown).join("\n");
    case "github":
      return reports.map((report) => annotations(report, io)).join("");
    default:
      return reports.map((report) => formatText(report, io.colour)).join("\n");
  }
}

function annotations(report: Report, io: Io): string {
  const text = report.file === undefined ? undefined : readIfExists(resolve(io.folder, report.file));
  return formatAnnotations(report, text === undefined ? () => undefined : lineFinder(text));
}
