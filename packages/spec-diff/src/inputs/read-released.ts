import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Io, runProgram } from "./io.ts";
import { InputError, parseDocumentText } from "./parse-document.ts";
import { type ProviderPlace, packageFacts } from "./providers.ts";
import { fromTarball, type Source } from "./source.ts";

/**
 * The document of the last release: at the git tag of the package's version, else in a tarball that lies packed in the
 * package's folder, else in the one that the registry has.
 *
 * @throws {InputError} There is no release.
 */
export async function readReleased(provider: ProviderPlace, io: Io): Promise<Source> {
  const found = (await atTag(provider, io)) ?? packed(provider, io) ?? (await published(provider, io));
  if (found !== undefined) return found;
  const { name, version } = packageFacts(io.folder, provider);
  throw new InputError(
    `${name}: no release was found (no tag ${name}@${version}, no packed tarball, nothing in the registry); name a base`,
  );
}

async function atTag(provider: ProviderPlace, io: Io): Promise<Source | undefined> {
  const { name, version } = packageFacts(io.folder, provider);
  const spec = `${name}@${version}:${provider.spec}`;
  try {
    const bytes = await runProgram(io, "git", ["show", "--end-of-options", `refs/tags/${spec}`]);
    return {
      document: parseDocumentText(Buffer.from(bytes).toString("utf8"), spec),
      name: `${name}@${version}`,
    };
  } catch {
    return undefined;
  }
}

/** The newest tarball in a package's folder. */
function packed(provider: ProviderPlace, io: Io): Source | undefined {
  const folder = join(io.folder, provider.package);
  if (!existsSync(folder)) return undefined;
  const tarballs = readdirSync(folder).filter((file) => file.endsWith(".tgz"));
  const [newest] = tarballs
    .map((file) => ({ file, time: statSync(join(folder, file)).mtimeMs }))
    .sort((a, b) => b.time - a.time);
  return newest === undefined
    ? undefined
    : fromTarball(readFileSync(join(folder, newest.file)), `${provider.package}/${newest.file}`);
}

async function published(provider: ProviderPlace, io: Io): Promise<Source | undefined> {
  const { name } = packageFacts(io.folder, provider);
  const folder = mkdtempSync(join(tmpdir(), "jobwire-released-"));
  try {
    await runProgram(io, "npm", ["pack", `${name}@latest`, "--silent", "--pack-destination", folder], folder);
    const [file] = readdirSync(folder);
    return file === undefined
      ? undefined
      : fromTarball(readFileSync(join(folder, file)), file.replace(/\.tgz$/, ""));
  } catch (error) {
    if (error instanceof InputError) throw error;
    return undefined;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
