import { formatDiagnostics, generate, type ProviderResult } from "@jobwire/codegen";

/** Compiles every spec into its package, with a line for each. Says whether all compiled. */
export async function compileSpecs(print: (line: string) => void): Promise<boolean> {
  print("Specs compiled to packages:");
  const { ok, providers } = await generate({ onProvider: (result) => print(lineOf(result)) });
  const diagnostics = providers.flatMap((provider) => provider.diagnostics);
  if (diagnostics.length > 0) print(`\n${formatDiagnostics(diagnostics)}`);
  return ok;
}

function lineOf({ provider, operations, kinds, ms, outcome }: ProviderResult): string {
  const counts = `${String(operations).padStart(3)} operations  ${String(kinds.length).padStart(2)} job kinds`;
  return `  ${provider.padEnd(10)} ${counts}  ${String(Math.round(ms)).padStart(5)} ms  ${outcome}`;
}
