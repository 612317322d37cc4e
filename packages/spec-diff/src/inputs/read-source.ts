import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { type Io, readIfExists, runProgram } from "./io.ts";
import { InputError, parseDocumentText } from "./parse-document.ts";
import type { ProviderPlace } from "./providers.ts";
import { readReleased } from "./read-released.ts";
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
  const absolute = resolve(io.folder, written);
  if (/\.t(ar\.)?gz$/.test(written)) return fromTarball(readFileSync(absolute), written);
  const text = readIfExists(absolute);
  if (text !== undefined)
    return { document: parseDocumentText(text, written), name: written, file: written, text };
  if (written === "released") return readReleased(required(provider, written), io);
  const isPath = /^[^:]+:./.test(written) && !written.includes("://");
  const spec = isPath ? written : `${written}:${required(provider, written).spec}`;
  return fromGit(spec, io);
}

/** The document of a provider as it is in the working tree. */
export function readWorkingTree(provider: ProviderPlace, io: Io): Source {
  const text = readIfExists(resolve(io.folder, provider.spec));
  if (text === undefined) throw new InputError(`${provider.spec}: there is no such file`);
  return {
    document: parseDocumentText(text, provider.spec),
    name: "working tree",
    file: provider.spec,
    text,
  };
}

async function fromGit(spec: string, io: Io): Promise<Source> {
  try {
    const bytes = await runProgram(io, "git", ["show", "--end-of-options", spec]);
    return { document: parseDocumentText(Buffer.from(bytes).toString("utf8"), spec), name: spec };
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(`${spec}: there is no such file, and git has no such revision and path`, {
      cause: error,
    });
  }
}

function required(provider: ProviderPlace | undefined, written: string): ProviderPlace {
  if (provider !== undefined) return provider;
  throw new InputError(
    `${written}: there is no such file; to compare a revision of one provider add --provider <name>`,
  );
}
