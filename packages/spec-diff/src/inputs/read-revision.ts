import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, posix } from "node:path";
import type { JsonObject } from "../json.ts";
import { type Io, runProgram } from "./io.ts";
import { InputError, parseDocumentText } from "./parse-document.ts";
import type { ProviderPlace } from "./providers.ts";
import { otherFiles, readDisk } from "./read-disk.ts";
import type { Source } from "./source.ts";

/** A document in git. */
export interface FileInGit {
  readonly revision: string;
  /** From the repository's root. */
  readonly file: string;
  /** An overlay on it. */
  readonly overlay?: string | undefined;
}

/**
 * Reads a document of a git revision; the files that it refers to are those of the same revision.
 *
 * @throws {InputError} The revision or the file does not exist, or the document cannot be read.
 */
export async function readRevision({ revision, file, overlay }: FileInGit, io: Io): Promise<JsonObject> {
  const name = `${revision}:${file}`;
  const text = await show(revision, file, io);
  if (text === undefined)
    throw new InputError(`${name}: there is no such file, and git has no such revision and path`);
  if (overlay === undefined && otherFiles(text).length === 0) return parseDocumentText(text, name);
  const folder = mkdtempSync(join(tmpdir(), "jobwire-revision-"));
  try {
    await copyFiles(revision, [file, ...(overlay === undefined ? [] : [overlay])], folder, io);
    const read = readDisk({ folder, file, overlay }, name);
    if (read === undefined) throw new InputError(`${name}: there is no such file`);
    return read.document;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The document of a provider at a git revision. */
export async function readAtRevision(revision: string, provider: ProviderPlace, io: Io): Promise<Source> {
  const { spec, overlay } = provider;
  const file = await fromRoot(spec, io);
  const onTop = overlay === undefined ? undefined : await fromRoot(overlay, io);
  return { document: await readRevision({ revision, file, overlay: onTop }, io), name: revision };
}

/** Writes some files of a revision into a folder, and all that these refer to. What is missing is left out. */
async function copyFiles(revision: string, wanted: readonly string[], folder: string, io: Io): Promise<void> {
  const seen = new Set(wanted);
  const open = [...wanted];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    const text = await show(revision, file, io);
    if (text === undefined) continue;
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
    for (const other of otherFiles(text)) {
      const target = posix.join(posix.dirname(file), decoded(other));
      if (seen.has(target) || target.startsWith("..")) continue;
      seen.add(target);
      open.push(target);
    }
  }
}

async function show(revision: string, file: string, io: Io): Promise<string | undefined> {
  try {
    const bytes = await runProgram(io, "git", ["show", "--end-of-options", `${revision}:${file}`]);
    return Buffer.from(bytes).toString("utf8");
  } catch {
    return undefined;
  }
}

/** A path below the project's folder as one from the root of its repository. */
export async function fromRoot(file: string, io: Io): Promise<string> {
  try {
    const prefix = await runProgram(io, "git", ["rev-parse", "--show-prefix"]);
    return posix.join(Buffer.from(prefix).toString("utf8").trim(), file);
  } catch {
    return file;
  }
}

function decoded(reference: string): string {
  try {
    return decodeURIComponent(reference);
  } catch {
    return reference;
  }
}
