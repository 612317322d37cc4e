import {
  ConfigError,
  formatDiagnostics,
  type GenerateResult,
  generate,
  type ProviderResult,
  type ProviderStart,
  watch,
} from "@jobwire/codegen";
import { type Arguments, exit, type Io } from "../command.ts";

/** `jobwire generate` */
export async function run({ values, positionals }: Arguments, io: Io): Promise<number> {
  try {
    const options = {
      folder: io.folder,
      providers: positionals,
      ...(typeof values.config === "string" && { config: values.config }),
      force: values.force === true,
    };
    if (values.watch === true) {
      const show = values.json === true ? printJson : print;
      const { signal } = io;
      await watch({ ...options, ...(signal && { signal }), onRun: (result) => show(result, io) });
      return exit.ok;
    }
    const progress = io.isTerminal === true && values.json !== true;
    const result = await generate({
      ...options,
      ...(progress && { onStart: (start) => showStart(start, io) }),
    });
    if (progress) io.err(clearLine);
    if (values.json === true) printJson(result, io, 2);
    else print(result, io);
    return result.ok ? exit.ok : exit.failed;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    io.err(`${error.message}\n`);
    return exit.usage;
  }
}

const clearLine = "\r\u001b[2K";

/** What is being compiled, on a line that the result takes the place of. */
function showStart({ provider, index, count }: ProviderStart, io: Io): void {
  io.err(`${clearLine}compiling ${provider}${count === 1 ? "" : ` (${index + 1} of ${count})`} …`);
}

/** While watching, one line a run. */
function printJson(result: GenerateResult, io: Io, indent = 0): void {
  io.out(`${JSON.stringify(result, null, indent)}\n`);
}

function print(result: GenerateResult, io: Io): void {
  for (const provider of result.providers) io.out(`${line(provider, result.providers)}\n`);
  const diagnostics = result.providers.flatMap((provider) => provider.diagnostics);
  if (diagnostics.length > 0) io.err(`\n${formatDiagnostics(diagnostics)}\n`);
  const errors = diagnostics.filter((diagnostic) => diagnostic.severity === "error").length;
  if (!result.ok) io.err(`\n${errors} ${errors === 1 ? "error" : "errors"}. Nothing was written.\n`);
}

/** `nia        32 operations   8 kinds   310 ms  changed` */
function line(result: ProviderResult, all: readonly ProviderResult[]): string {
  const width = Math.max(...all.map((other) => other.provider.length));
  const name = result.provider.padEnd(width);
  const time = `${String(result.ms).padStart(5)} ms`;
  if (result.outcome === "failed") return `${name}  ${"".padEnd(28)}${time}  failed`;
  const operations = count(result.operations, "operation").padEnd(15);
  const kinds = count(result.kinds.length, "job kind").padEnd(13);
  return `${name}  ${operations}${kinds}${time}  ${outcome(result)}`;
}

function outcome({ outcome: word, changed, scaffolded }: ProviderResult): string {
  if (word === "held") return "not written";
  if (word !== "changed") return word;
  const files = [
    changed.length > 0 ? `${count(changed.length, "file")} written` : "",
    scaffolded.length > 0 ? `${count(scaffolded.length, "file")} new` : "",
  ];
  return `changed (${files.filter((text) => text !== "").join(", ")})`;
}

function count(number: number, noun: string): string {
  return `${String(number).padStart(3)} ${noun}${number === 1 ? "" : "s"}`.replace(/^ +(?=\d+ file)/, "");
}
