import { existsSync } from "node:fs";
import { join } from "node:path";
import { changesetFolder, handWritten } from "./changesets.ts";
import { ifThere } from "./if-there.ts";
import { type Io, readIfExists, runProgram } from "./io.ts";
import { InputError } from "./parse-document.ts";
import { type ProviderPlace, packageFacts } from "./providers.ts";
import { readPublished, readTagged } from "./read-released.ts";
import { readAtRevision } from "./read-revision.ts";
import type { Source } from "./source.ts";

/** What a provider's changeset describes the changes since, or why there is nothing to compare with. */
export type ChangeBase = { readonly source: Source } | { readonly reason: string };

/**
 * Finds it, the same for writing and for checking:
 *
 * 1. the release: the tag of the package's version, or what the registry has of it,
 * 2. before the first release, the commit which last changed a changeset that a person wrote and that names the package:
 *    what stood in the document then goes out with the words of that changeset,
 * 3. without one, where the branch left the main branch.
 */
export async function changeBase(provider: ProviderPlace, io: Io): Promise<ChangeBase> {
  const tagged = await readTagged(provider, io);
  if (tagged !== undefined) return { source: tagged };
  return isReleased(provider, io) ? released(provider, io) : unreleased(provider, io);
}

/** A version has an entry in the changelog as soon as its release is prepared. */
function isReleased(provider: ProviderPlace, { folder }: Io): boolean {
  const { version } = packageFacts(folder, provider);
  const changelog = readIfExists(join(folder, provider.package, "CHANGELOG.md")) ?? "";
  return changelog.split(/\r?\n/).includes(`## ${version}`);
}

async function released(provider: ProviderPlace, io: Io): Promise<ChangeBase> {
  try {
    return { source: await readPublished(provider, io) };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const { name, version } = packageFacts(io.folder, provider);
    const reason = `${version} is about to be released, or git has no tag ${name}@${version} (git fetch --tags): ${error.message}`;
    return { reason };
  }
}

async function unreleased(provider: ProviderPlace, io: Io): Promise<ChangeBase> {
  for (const revision of [await describedAt(provider, io), await branchPoint(io)]) {
    if (revision === undefined) continue;
    const source = await ifThere(readAtRevision(revision, provider, io));
    return source === undefined
      ? { reason: `new since ${revision}, nothing is released yet` }
      : { source: { ...source, name: `${revision} (before the first release)` } };
  }
  return { reason: "nothing is released yet, and git knows no commit to compare with" };
}

/** The commit that last changed a changeset about the package. */
async function describedAt(provider: ProviderPlace, io: Io): Promise<string | undefined> {
  const folder = changesetFolder(io.folder);
  const files = handWritten(folder, packageFacts(io.folder, provider).name);
  return files.length === 0 ? undefined : commit(io, ["log", "-1", "--format=%h", "--", ...files], folder);
}

async function branchPoint(io: Io): Promise<string | undefined> {
  const file = join(changesetFolder(io.folder), "config.json");
  const { baseBranch = "main" } = JSON.parse(readIfExists(file) ?? "{}") as { baseBranch?: string };
  for (const branch of [`origin/${baseBranch}`, baseBranch]) {
    const found = await commit(io, ["merge-base", "HEAD", branch]);
    if (found !== undefined) return found.slice(0, 12);
  }
  return undefined;
}

async function commit(io: Io, args: readonly string[], folder = io.folder): Promise<string | undefined> {
  if (!existsSync(folder)) return undefined;
  try {
    const bytes = await runProgram(io, "git", args, folder);
    return Buffer.from(bytes).toString("utf8").trim() || undefined;
  } catch {
    return undefined;
  }
}

/** Whether older commits are not there to be seen. */
export async function isShallow(io: Io): Promise<boolean> {
  return (await commit(io, ["rev-parse", "--is-shallow-repository"])) === "true";
}
