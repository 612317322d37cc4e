import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** An error of the compiler. */
export interface TypeFault {
  /** Relative to the project. */
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

/** Runs the native compiler of TypeScript 7 on a project and gives its errors. */
export async function runCompiler(folder: string): Promise<readonly TypeFault[]> {
  const { file, args } = compiler();
  const output = await run(file, [...args, "-p", folder, "--pretty", "false"], folder);
  const faults = [...output.matchAll(/^(.+?)\((\d+),\d+\): error (TS\d+: .*)$/gm)];
  const found = faults.map(([, where = "", line = "0", message = ""]) => ({
    file: where,
    line: Number(line),
    message,
  }));
  if (found.length === 0 && /error TS/.test(output))
    throw new Error(`The compiler failed: ${output.slice(0, 500)}`);
  return found;
}

/** The native program; where the platform's package cannot be found, the script that starts it. */
function compiler(): { readonly file: string; readonly args: readonly string[] } {
  const require = createRequire(import.meta.url);
  const home = dirname(require.resolve("typescript/package.json"));
  const name = `@typescript/typescript-${process.platform}-${process.arch}/package.json`;
  try {
    const native = dirname(createRequire(join(home, "package.json")).resolve(name));
    return { file: join(native, "lib", process.platform === "win32" ? "tsc.exe" : "tsc"), args: [] };
  } catch {
    return { file: process.execPath, args: [join(home, "bin", "tsc")] };
  }
}

function run(file: string, args: readonly string[], folder: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
    const chunks: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.on("error", reject);
    child.on("close", () => resolve(Buffer.concat(chunks).toString("utf8")));
  });
}
