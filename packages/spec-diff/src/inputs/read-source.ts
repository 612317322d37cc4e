import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Io } from "./io.ts";
import { InputError } from "./parse-document.ts";
import type { ProviderPlace } from "./providers.ts";
import { readDisk } from "./read-disk.ts";
import { readReleased } from "./read-released.ts";
import { fromRoot, readAtRevision, readRevision } from "./read-revision.ts";
import { fromTarball, type Source } from "./source.ts";

/**
 * Reads one side of a comparison:
 *
 * - a file, JSON or YAML; or the tarball of a package, whose `openapi.json` counts,
 * - `revision:path` of git,
 * - `released`: what the provider's package last published or packed holds,
 * - any other word: a git revision of the provider's document.
 *
 * @throws {InputError} There is no such thing.
 */
export async function readSource(
  written: string,
  provider: ProviderPlace | undefined,
  io: Io,
): Promise<Source> {
  if (/\.t(ar\.)?gz$/.test(written)) return readTarball(written, provider, io);
  const onDisk = readDisk({ folder: io.folder, file: written });
  if (onDisk !== undefined) return { ...onDisk, name: written, file: written };
  if (written === "released") return readReleased(required(provider, written), io);
  const [, revision, file] = /^([^:]+):(?!\/\/)(.+)$/.exec(written) ?? [];
  if (revision === undefined || file === undefined)
    return readAtRevision(written, required(provider, written), io);
  const path = /^\.{1,2}\//.test(file) ? await fromRoot(file, io) : file;
  return { document: await readRevision({ revision, file: path }, io), name: written };
}

/** The document of a provider as it is in the working tree. */
export function readWorkingTree({ spec, overlay }: ProviderPlace, io: Io): Source {
  const found = readDisk({ folder: io.folder, file: spec, overlay });
  if (found === undefined) throw new InputError(`${spec}: there is no such file`);
  return { ...found, name: "working tree", file: spec };
}

function readTarball(written: string, provider: ProviderPlace | undefined, io: Io): Source {
  const file = resolve(io.folder, written);
  if (!existsSync(file)) throw new InputError(`${written}: there is no such file`);
  return fromTarball(readFileSync(file), written, provider);
}

function required(provider: ProviderPlace | undefined, written: string): ProviderPlace {
  if (provider !== undefined) return provider;
  throw new InputError(
    `${written}: there is no such file; to compare a revision of one provider add --provider <name>`,
  );
}
