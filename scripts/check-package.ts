/** Packs the package of the current folder and checks the tarball as a consumer would meet it. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hasTypes, type Manifest } from "./build/manifest.ts";

const packageDir = process.cwd();
const manifest = JSON.parse(readFileSync(join(packageDir, "package.json"), "utf8")) as Manifest;
const folder = mkdtempSync(join(tmpdir(), "jobwire-pack-"));

function run(command: string, args: readonly string[]): boolean {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: packageDir,
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  if (status !== 0) console.error(`${manifest.name}: ${command} found faults\n${stdout}${stderr}`);
  return status === 0;
}

try {
  const isPacked = run("pnpm", ["pack", "--pack-destination", folder]);
  const tarball = join(folder, readdirSync(folder)[0] ?? "missing.tgz");
  const isSound = isPacked && run("publint", [tarball, "--strict"]);
  // attw reads types only; JSON entry points have none.
  const withoutTypes = Object.keys(manifest.exports ?? {}).filter((entry) => entry.endsWith(".json"));
  const excluded =
    withoutTypes.length === 0
      ? []
      : ["--exclude-entrypoints", ...withoutTypes.map((entry) => entry.slice(2))];
  const isTyped =
    !hasTypes(manifest) || run("attw", [tarball, "--profile", "esm-only", "--no-emoji", ...excluded]);
  if (isSound && isTyped) console.log(`${manifest.name}: the packed tarball is sound`);
  else process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
