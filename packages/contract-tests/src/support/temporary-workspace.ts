import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../../../", import.meta.url));
const left = new Set(["dist", "coverage", ".turbo", ".readme", ".git"]);

/** What a process wrote, and how it ended. */
export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A copy of this workspace that a test may break. Dependencies are links. */
export interface TemporaryWorkspace {
  readonly folder: string;
  /** Replaces text in a file; an error if it is not there. */
  edit(file: string, from: string | RegExp, to: string): Promise<void>;
  /** Brings a file back as it is in the original. */
  restore(file: string): Promise<void>;
  /** Every generated file of every package, with a hash of its text. */
  generatedFiles(): Promise<Readonly<Record<string, string>>>;
  /** Runs a script of the copy on this Node. */
  run(script: string, ...args: readonly string[]): Promise<Ended>;
  remove(): Promise<void>;
}

/** Copies what it takes to compile the specs and to run the demo. */
export async function temporaryWorkspace(): Promise<TemporaryWorkspace> {
  const folder = await mkdtemp(join(tmpdir(), "jobwire-workspace-"));
  const filter = (source: string) => !left.has(basename(source));
  const entries = await readdir(root, { withFileTypes: true });
  const settings = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  const copied = [...settings, "scripts", "specs", "packages"];
  const options = { recursive: true, verbatimSymlinks: true, filter };
  await Promise.all(copied.map((name) => cp(join(root, name), join(folder, name), options)));
  await linkDependencies(folder);
  return {
    folder,
    async edit(file, from, to) {
      const path = join(folder, file);
      const before = await readFile(path, "utf8");
      const after = before.replace(from, to);
      if (after === before) throw new Error(`${file} does not hold ${String(from)}`);
      await writeFile(path, after);
    },
    restore: (file) => cp(join(root, file), join(folder, file)),
    async generatedFiles() {
      const entries = await readdir(join(folder, "packages"), { recursive: true, withFileTypes: true });
      const files = entries
        .filter((entry) => entry.isFile() && entry.parentPath.endsWith("src/generated"))
        .map((entry) => join(entry.parentPath, entry.name));
      const hashes = files.map(
        async (file) => [relative(folder, file), hashOf(await readFile(file))] as const,
      );
      return Object.fromEntries(await Promise.all(hashes));
    },
    run: (script, ...args) => runIn(folder, script, args),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Every entry of `node_modules` is a link to the original, but for the packages of the workspace: these are the copies. */
async function linkDependencies(folder: string): Promise<void> {
  await mkdir(join(folder, "node_modules/@jobwire"), { recursive: true });
  const entries = (await readdir(join(root, "node_modules"))).filter(
    (name) => name !== "@jobwire" && name !== ".jobwire",
  );
  await Promise.all(
    entries.map((name) => symlink(join(root, "node_modules", name), join(folder, "node_modules", name))),
  );
  const packages = await readdir(join(root, "node_modules/@jobwire"));
  await Promise.all(
    packages.map((name) =>
      symlink(join(folder, "packages", name), join(folder, "node_modules/@jobwire", name)),
    ),
  );
}

function hashOf(text: Uint8Array): string {
  return createHash("sha256").update(text).digest("hex");
}

function runIn(folder: string, script: string, args: readonly string[]): Promise<Ended> {
  return new Promise((resolve) => {
    const argv = ["--conditions=@jobwire/source", script, ...args];
    const options = {
      cwd: folder,
      timeout: 60_000,
      maxBuffer: 16 * 1024 * 1024,
      env: { ...process.env, NODE_OPTIONS: "" },
    };
    execFile(process.execPath, argv, options, (error, out, err) => {
      resolve({ code: error === null ? 0 : typeof error.code === "number" ? error.code : -1, out, err });
    });
  });
}
