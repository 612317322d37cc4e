/**
 * Packs the built packages, installs the tarballs in a copy of `other-monorepo`, and does there what its people do: check,
 * regenerate, type-check, run a job. Fails if anything fails, or if regenerating changes what is committed.
 */
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));
const packed = ["client", "codegen", "job-utils", "jobwire", "spec-diff", "testing"];
const folder = mkdtempSync(join(tmpdir(), "jobwire-example-"));
const monorepo = join(folder, "other-monorepo");

function run(command: string, args: readonly string[], cwd: string): string {
  const startedAt = performance.now();
  const shell = process.platform === "win32";
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: "utf8", shell });
  const name = [command, ...args].join(" ").replaceAll(folder, "…").slice(0, 60);
  if (status !== 0) throw new Error(`${name} failed in the example:\n${stdout}${stderr}`);
  console.log(`${((performance.now() - startedAt) / 1000).toFixed(1).padStart(5)} s  ${name}`);
  return stdout;
}

/** Name of each package to its tarball. */
function packAll(): Readonly<Record<string, string>> {
  const tarballs = join(folder, "tarballs");
  const names = packed.map((name): readonly [string, string] => {
    const source = join(here, "../packages", name);
    const printed = run("pnpm", ["pack", "--json", "--pack-destination", tarballs], source);
    const { filename } = JSON.parse(printed.slice(printed.indexOf("{"))) as { readonly filename: string };
    const { name: id } = JSON.parse(readFileSync(join(source, "package.json"), "utf8")) as {
      readonly name: string;
    };
    return [id, `file:${filename}`];
  });
  return Object.fromEntries(names);
}

/** The registry has no such packages: every range of them, at whatever depth, becomes the tarball. */
function useTarballs(tarballs: Readonly<Record<string, string>>): void {
  for (const file of manifestsBelow(monorepo)) {
    const manifest = JSON.parse(readFileSync(file, "utf8")) as Record<
      string,
      Record<string, string> | undefined
    >;
    for (const key of ["dependencies", "devDependencies"]) {
      const dependencies = manifest[key] ?? {};
      for (const name of Object.keys(dependencies))
        dependencies[name] = tarballs[name] ?? dependencies[name] ?? "";
    }
    if (file === join(monorepo, "package.json")) manifest.overrides = { ...tarballs };
    writeFileSync(file, JSON.stringify(manifest, null, 2));
  }
}

function manifestsBelow(parent: string): readonly string[] {
  return readdirSync(parent, { recursive: true, encoding: "utf8" })
    .filter((name) => /(^|[\\/])package\.json$/.test(name))
    .map((name) => join(parent, name));
}

try {
  const ignored = /[\\/](node_modules|dist)$/;
  cpSync(join(here, "other-monorepo"), monorepo, {
    recursive: true,
    filter: (source) => !ignored.test(source),
  });
  useTarballs(packAll());
  run("npm", ["install", "--no-audit", "--no-fund", "--loglevel=error", "--prefer-offline"], monorepo);
  const jobwire = (...args: readonly string[]) => run("npx", ["jobwire", ...args], monorepo);
  jobwire("check");
  rmSync(join(monorepo, "packages/tides/src/generated"), { recursive: true });
  rmSync(join(monorepo, "apps/report/src/moorings/generated"), { recursive: true });
  jobwire("generate");
  jobwire("check");
  for (const generated of ["packages/tides/src/generated", "apps/report/src/moorings/generated"])
    expectSame(generated);
  run("npm", ["run", "build", "--silent"], monorepo);
  const printed = run("npm", ["start", "--silent"], monorepo);
  if (!printed.includes("high water, 4.2 m") || !printed.includes("berth C12"))
    throw new Error(`The example's program printed something else:\n${printed}`);
  console.log("The other monorepo installs, regenerates the same bytes, type-checks and runs its jobs.");
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function expectSame(generated: string): void {
  for (const file of readdirSync(join(here, "other-monorepo", generated))) {
    const [ours, theirs] = [here, folder].map((parent) =>
      readFileSync(join(parent, "other-monorepo", generated, file), "utf8"),
    );
    if (ours !== theirs)
      throw new Error(`${generated}/${file} is regenerated differently: run jobwire generate there`);
  }
}
