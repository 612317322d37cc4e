import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";

/** What a command reads and writes instead of the process. */
export interface Io {
  /** The working folder: the root of the project. */
  readonly folder: string;
  /** The config, relative to the folder. Default: `jobwire.config.*` in it, if there is one. */
  readonly config?: string;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Whether the terminal shows colours. Default: no. */
  readonly colour?: boolean;
  /** Runs a program and gives its output; rejects when it fails. Default: as a child process. */
  readonly run?: (file: string, args: readonly string[], folder: string) => Promise<Uint8Array>;
  /** Default: that of the platform. */
  readonly fetch?: typeof globalThis.fetch;
}

/** Runs a program in the project's folder. */
export function runProgram(
  io: Io,
  file: string,
  args: readonly string[],
  folder: string = io.folder,
): Promise<Uint8Array> {
  return (io.run ?? spawn)(file, args, folder);
}

const maxBytes = 256 * 1024 * 1024;

function spawn(file: string, args: readonly string[], folder: string): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    execFile(file, [...args], { cwd: folder, encoding: "buffer", maxBuffer: maxBytes }, (error, stdout) => {
      if (error === null) resolve(stdout);
      else reject(error);
    });
  });
}

/** The text of a file, or `undefined` if there is none. */
export function readIfExists(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "EISDIR"))
      return undefined;
    throw error;
  }
}
