import { spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { mustRun } from "./run-command.ts";

const names = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"];

/** Where Chromium is, or why there is none. In CI on Debian, as root, it is installed. */
export async function findChromium(): Promise<{ command?: string; missing?: string }> {
  const given = process.env.CHROMIUM || firstOnPath(names);
  if (given) return { command: given };
  if (!process.env.CI) return { missing: "not installed (apt-get install chromium, or set CHROMIUM)" };
  if (!firstOnPath(["apt-get"]) || process.getuid?.() !== 0) {
    return { missing: "not installed, and apt-get cannot be used to install it" };
  }
  try {
    await apt("update", "-qq");
    await apt("install", "-qq", "--yes", "--no-install-recommends", "chromium-headless-shell");
  } catch (error) {
    return { missing: `not installed, and apt-get failed: ${lastLine(error)}` };
  }
  return { command: "chromium-headless-shell" };
}

function apt(...args: string[]): Promise<string> {
  return mustRun({ command: "apt-get", args, env: { DEBIAN_FRONTEND: "noninteractive" } }, "/", 180_000);
}

function lastLine(error: unknown): string {
  return String(error).trim().split("\n").at(-1) ?? "";
}

function firstOnPath(commands: readonly string[]): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const files = commands.flatMap((command) => folders.map((folder) => join(folder, command)));
  return files.find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return spawnSync(file, ["--version"], { stdio: "ignore" }).error === undefined;
  } catch {
    return false;
  }
}
