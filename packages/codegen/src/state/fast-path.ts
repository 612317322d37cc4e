import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { compareText } from "../json.ts";
import { packageFolder } from "../own-files.ts";

/** What the last run of a provider read and wrote. While all of it is the same, there is nothing to do. */
export interface RunState {
  /** Of the compiler's own files. */
  readonly compiler: string;
  /** Inputs of the run that are no files: names and places. */
  readonly settings: string;
  /** File, absolute, to the hash of its content. */
  readonly files: Readonly<Record<string, string>>;
  readonly operations: number;
  readonly kinds: readonly string[];
  /** Of its document: every run shows them. */
  readonly warnings: readonly Diagnostic[];
}

/** The state of a provider's last run, if nothing has changed since. */
export function unchangedState(folder: string, provider: string, settings: string): RunState | undefined {
  const file = stateFile(folder, provider);
  if (file === undefined || !existsSync(file)) return undefined;
  const state = parse(readFileSync(file, "utf8"));
  if (state === undefined || state.compiler !== compilerFingerprint() || state.settings !== settings)
    return undefined;
  return Object.entries(state.files).every(([path, hash]) => hashOf(path) === hash) ? state : undefined;
}

/** Remembers a run. Where there is no `node_modules` nothing is remembered, and every run compiles. */
export function rememberState(
  folder: string,
  provider: string,
  state: Omit<RunState, "compiler" | "files">,
  files: readonly string[],
): void {
  const file = stateFile(folder, provider);
  if (file === undefined) return;
  const hashes = Object.fromEntries(files.map((path) => [path, hashOf(path) ?? ""]));
  const whole: RunState = { ...state, compiler: compilerFingerprint(), files: hashes };
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.${process.pid}`, JSON.stringify(whole));
    renameSync(`${file}.${process.pid}`, file);
  } catch {
    // A cache that cannot be written costs time and nothing else.
  }
}

function parse(text: string): RunState | undefined {
  try {
    return JSON.parse(text) as RunState;
  } catch {
    return undefined;
  }
}

function stateFile(folder: string, provider: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    const modules = join(at, "node_modules");
    if (existsSync(modules))
      return join(modules, ".cache", "jobwire", `${provider}-${sha256(folder).slice(0, 12)}.json`);
    if (dirname(at) === at) return undefined;
  }
}

let fingerprint: string | undefined;

/** A hash of the compiler itself: another compiler may write other code for the same spec. */
function compilerFingerprint(): string {
  fingerprint ??= sha256(
    ownFiles()
      .map((file) => hashOf(file) ?? "")
      .join(),
  );
  return fingerprint;
}

function ownFiles(): readonly string[] {
  const here = fileURLToPath(import.meta.url);
  const root = packageFolder();
  // The sources in the workspace, one bundle in the published package.
  const code = here.endsWith(".ts") ? join(root, "src") : dirname(here);
  const files = readdirSync(code, { recursive: true, encoding: "utf8" }).filter(
    (name) => /\.[jt]s$/.test(name) && !/\.test(-d)?\.ts$/.test(name),
  );
  return [
    ...files.sort(compareText).map((name) => join(code, name)),
    join(root, "package.json"),
    ...readdirSync(join(root, "schemas")).map((name) => join(root, "schemas", name)),
  ];
}

function hashOf(file: string): string | undefined {
  try {
    return sha256(readFileSync(file));
  } catch {
    return undefined;
  }
}

function sha256(content: string | Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}
