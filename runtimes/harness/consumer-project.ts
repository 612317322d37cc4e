import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { mustRun } from "./run-command.ts";

/** What a user of the clients installs, as packages/<name>. */
const packages = ["client", "job-utils", "nia", "nullspace", "nuon", "sieve", "testing"];

const packagesFolder = fileURLToPath(new URL("../../packages/", import.meta.url));

/** A project outside the workspace that has the packed packages installed. */
export interface ConsumerProject extends AsyncDisposable {
  readonly folder: string;
}

/** Packs the built packages and installs the tarballs, and `more` from the registry, in an empty project. */
export async function createConsumerProject(more: readonly string[] = []): Promise<ConsumerProject> {
  const folder = await mkdtemp(join(tmpdir(), "jobwire-consumer-"));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const tarballs = await packAll(join(folder, "tarballs"));
    await writeFile(
      join(folder, "package.json"),
      JSON.stringify({ name: "consumer", private: true, type: "module" }),
    );
    const args = ["install", "--no-audit", "--no-fund", "--loglevel=error", ...tarballs, ...more];
    await mustRun({ command: "npm", args }, folder);
    return { folder, [Symbol.asyncDispose]: remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function packAll(folder: string): Promise<string[]> {
  const pack = { command: "pnpm", args: ["pack", "--pack-destination", folder] };
  await Promise.all(packages.map((name) => mustRun(pack, join(packagesFolder, name))));
  return (await readdir(folder)).map((file) => join(folder, file));
}
