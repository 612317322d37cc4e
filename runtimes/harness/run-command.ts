import { spawn } from "node:child_process";

/** A program to start, in the folder of the consumer project. */
export interface Command {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** How a program ended. */
export interface Ended {
  readonly code: number | null;
  readonly isTimedOut: boolean;
  /** What it printed, both streams. */
  readonly output: string;
}

/** Runs a program to its end, or kills it after `timeoutMs` or when `signal` is aborted. */
export function runCommand(
  { command, args, env = {} }: Command,
  { cwd, timeoutMs, signal }: { cwd: string; timeoutMs: number; signal?: AbortSignal },
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, NO_COLOR: "1", ...env },
      stdio: ["ignore", "pipe", "pipe"],
      // A group of its own, because browsers start more processes.
      detached: true,
    });
    const kill = () => {
      if (child.pid === undefined || child.exitCode !== null) return;
      try {
        process.kill(-child.pid, "SIGKILL");
      } catch {
        // It has ended by itself.
      }
    };
    let output = "";
    let isTimedOut = false;
    const timer = setTimeout(() => {
      isTimedOut = true;
      kill();
    }, timeoutMs);
    signal?.addEventListener("abort", kill);
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        output += text;
      });
    }
    child.on("error", reject);
    child.on("close", (code) => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", kill);
      resolve({ code, isTimedOut, output });
    });
  });
}

/** Runs a program that has to succeed, and gives what it printed. */
export async function mustRun(command: Command, cwd: string, timeoutMs = 120_000): Promise<string> {
  const { code, output } = await runCommand(command, { cwd, timeoutMs });
  if (code === 0) return output;
  throw new Error(`"${command.command} ${command.args.join(" ")}" failed:\n${output}`);
}
