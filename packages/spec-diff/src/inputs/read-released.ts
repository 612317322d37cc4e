import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ifThere } from "./if-there.ts";
import { type Io, runProgram } from "./io.ts";
import { InputError } from "./parse-document.ts";
import { type PackageFacts, type ProviderPlace, packageFacts } from "./providers.ts";
import { readAtRevision } from "./read-revision.ts";
import { fromTarball, type Source } from "./source.ts";

/**
 * The document of the last release: at the git tag of the package's version, else in a tarball that lies packed in the
 * package's folder, else in the one that the registry has.
 *
 * @throws {InputError} There is no release, or it cannot be read.
 */
export async function readReleased(provider: ProviderPlace, io: Io): Promise<Source> {
  return (
    (await readTagged(provider, io)) ?? newestPacked(provider, io) ?? (await readPublished(provider, io))
  );
}

/** The git tag of a release, as changesets write it. */
function tagOf({ name, version }: PackageFacts): string {
  return `${name}@${version}`;
}

/** The document at the tag of the package's version, or `undefined` if there is no such tag, or no document there. */
export async function readTagged(provider: ProviderPlace, io: Io): Promise<Source | undefined> {
  const tag = tagOf(packageFacts(io.folder, provider));
  const source = await ifThere(readAtRevision(`refs/tags/${tag}`, provider, io));
  return source && { ...source, name: tag };
}

/** The newest tarball in a package's folder. */
function newestPacked(provider: ProviderPlace, io: Io): Source | undefined {
  const folder = join(io.folder, provider.package);
  if (!existsSync(folder)) return undefined;
  const tarballs = readdirSync(folder).filter((file) => file.endsWith(".tgz"));
  const [newest] = tarballs
    .map((file) => ({ file, time: statSync(join(folder, file)).mtimeMs }))
    .sort((a, b) => b.time - a.time);
  return newest === undefined
    ? undefined
    : fromTarball(readFileSync(join(folder, newest.file)), `${provider.package}/${newest.file}`, provider);
}

/**
 * What the registry has: the package's version, else the latest one.
 *
 * @throws {InputError} It has none, or could not be asked.
 */
export async function readPublished(provider: ProviderPlace, io: Io): Promise<Source> {
  const { name, version } = packageFacts(io.folder, provider);
  const folder = mkdtempSync(join(tmpdir(), "jobwire-released-"));
  try {
    for (const wanted of [version, "latest"]) {
      const answer = await pack(`${name}@${wanted}`, folder, io);
      if (answer === "unreachable") throw new InputError(`the registry could not be asked for ${name}`);
      const [file] = readdirSync(folder);
      if (answer === "packed" && file !== undefined)
        return fromTarball(readFileSync(join(folder, file)), file.replace(/\.tgz$/, ""), provider);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  throw new InputError(
    `no release of ${name} was found (no tag ${name}@${version}, no packed tarball, nothing in the registry); name a base`,
  );
}

/** npm knows the registry of each scope and its credentials, so it is npm that asks. */
async function pack(wanted: string, folder: string, io: Io): Promise<"packed" | "missing" | "unreachable"> {
  const settings = ["--ignore-scripts", "--fetch-retries=1", "--fetch-timeout=20000", "--loglevel=error"];
  try {
    await runProgram(io, "npm", ["pack", wanted, "--pack-destination", folder, ...settings]);
    return "packed";
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    return /\b(E404|ETARGET|404 Not Found)\b/.test(said) ? "missing" : "unreachable";
  }
}
