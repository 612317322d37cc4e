import {
  type CheckResult,
  ConfigError,
  check,
  type Drift,
  formatDiagnostics,
  formatDifference,
} from "@jobwire/codegen";
import { type Arguments, exit, type Io } from "../command.ts";

/** `jobwire check` */
export async function run({ values, positionals }: Arguments, io: Io): Promise<number> {
  try {
    const config = values.config;
    const result = await check({
      folder: io.folder,
      providers: positionals,
      ...(typeof config === "string" && { config }),
    });
    if (values.json === true) io.out(`${JSON.stringify(result, null, 2)}\n`);
    else print(result, values.verbose === true, io);
    return result.ok ? exit.ok : exit.failed;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    io.err(`${error.message}\n`);
    return exit.usage;
  }
}

function print(result: CheckResult, verbose: boolean, io: Io): void {
  if (verbose) io.out(inventory(result));
  if (result.diagnostics.length > 0) io.err(`${formatDiagnostics(result.diagnostics)}\n\n`);
  for (const drift of result.drift) io.err(`${describe(drift)}\n`);
  if (result.ok)
    io.out(
      `${result.providers.length} ${result.providers.length === 1 ? "provider is" : "providers are"} up to date.\n`,
    );
  else if (result.drift.length > 0) io.err("\nRun: jobwire generate\n");
}

function describe({ file, reason, difference }: Drift): string {
  if (difference === undefined) return `${file}: ${reason}`;
  const lines = formatDifference(difference).split("\n");
  return `${file}: ${reason}\n${lines.map((line) => `    ${line}`).join("\n")}`;
}

/** Operations, kinds, and what every word means. */
function inventory({ providers }: CheckResult): string {
  return providers
    .map(({ provider, operations, kinds, lacks }) => {
      const tables = Object.entries(kinds).map(
        ([kind, table]) => `  ${kind}\n${words(table)}${missing(lacks[kind] ?? [])}`,
      );
      return `${provider}\n  operations: ${operations.join(", ")}\n${tables.join("")}\n`;
    })
    .join("");
}

function missing(lacks: readonly string[]): string {
  return lacks.length === 0 ? "" : `    says nothing of: ${lacks.join(", ")}\n`;
}

function words(table: Readonly<Record<string, string>>): string {
  const byStatus = new Map<string, string[]>();
  for (const [word, status] of Object.entries(table))
    byStatus.set(status, [...(byStatus.get(status) ?? []), word]);
  return [...byStatus].map(([status, list]) => `    ${status}: ${list.join(", ")}\n`).join("");
}
