/**
 * Publishes what the changesets ask for. With `--dry-run` it shows versions, changelogs and tarballs and leaves the
 * checkout as it was: `npm run release -- --dry-run`. With `--stamp` it writes into each provider's manifest which spec it
 * is compiled from, which is part of preparing a release.
 */
import { execFileSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { withRepository } from "./release/repository.ts";
import { type Stamp, stamped, stampOf } from "./release/stamp.ts";
import { type Pack, type PlannedPackage, releaseTable } from "./release/table.ts";

const root = process.cwd();

function run(file: string, args: readonly string[], cwd = root): string {
  return execFileSync(file, [...args], { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
}

/** Name, version and privacy of every package. */
function packages(folder: string): readonly PlannedPackage[] {
  return readdirSync(join(folder, "packages")).flatMap((name) => {
    const file = join(folder, "packages", name, "package.json");
    if (!existsSync(file)) return [];
    const manifest = JSON.parse(readFileSync(file, "utf8")) as {
      name: string;
      version?: string;
      private?: boolean;
    };
    const { version } = manifest;
    return manifest.private === true || version === undefined
      ? []
      : [{ folder: name, name: manifest.name, version }];
  });
}

/** The stamps that provider packages must carry, by package. */
function stamps(folder: string): ReadonlyMap<PlannedPackage, Stamp> {
  return new Map(
    packages(folder).flatMap((one) => {
      const generated = join(folder, "packages", one.folder, "src/generated");
      const file = join(generated, "openapi.json");
      return existsSync(file)
        ? [
            [
              one,
              stampOf(readFileSync(file, "utf8"), readFileSync(join(generated, "operations.ts"), "utf8")),
            ] as const,
          ]
        : [];
    }),
  );
}

function manifestOf(folder: string, one: PlannedPackage): string {
  return join(folder, "packages", one.folder, "package.json");
}

/** Writes into each provider's manifest which spec it was compiled from. */
function stampAll(folder: string): void {
  for (const [one, stamp] of stamps(folder)) {
    const file = manifestOf(folder, one);
    writeFileSync(file, stamped(readFileSync(file, "utf8"), stamp));
  }
}

/** A copy of the checkout in which versions may be changed. */
function copyOfCheckout(): string {
  const folder = mkdtempSync(join(tmpdir(), "jobwire-release-"));
  const skipped = /\/(node_modules|\.git|\.turbo|coverage)$/;
  cpSync(root, folder, { recursive: true, filter: (source) => !skipped.test(source) });
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  for (const { folder: name } of packages(root)) {
    const modules = join(root, "packages", name, "node_modules");
    if (existsSync(modules)) symlinkSync(modules, join(folder, "packages", name, "node_modules"));
  }
  return folder;
}

function hasChangesets(): boolean {
  return readdirSync(join(root, ".changeset")).some((file) => file.endsWith(".md") && file !== "README.md");
}

function changelogEntry(folder: string, { folder: name, version }: PlannedPackage): string {
  const file = join(folder, "packages", name, "CHANGELOG.md");
  if (!existsSync(file)) return "";
  const [, entry = ""] = readFileSync(file, "utf8").split(`\n## ${version}\n`);
  return entry.split(/\n## /)[0]?.trim() ?? "";
}

function packed(folder: string, { folder: name }: PlannedPackage): Pack {
  const [pack] = JSON.parse(
    run("npm", ["pack", "--json", "--dry-run", "--ignore-scripts"], join(folder, "packages", name)),
  ) as readonly [Pack];
  return pack;
}

/** Shows what a release would do. */
function dryRun(): void {
  const folder = copyOfCheckout();
  try {
    const before = packages(root);
    // `changeset version` fails where there is nothing to release.
    if (hasChangesets()) run(join(root, "node_modules/.bin/changeset"), ["version"], folder);
    stampAll(folder);
    const after = packages(folder);
    const changed = after.filter(({ name, version }) =>
      before.some((one) => one.name === name && one.version !== version),
    );
    console.log(releaseTable(before, after, (one) => packed(folder, one)));
    for (const [{ name }, { spec, sha256, version }] of stamps(folder))
      console.log(`${name} is compiled from ${spec} ${version}, sha256 ${sha256.slice(0, 12)}…`);
    for (const one of changed)
      console.log(`\n── ${one.name} ${one.version}\n\n${changelogEntry(folder, one)}`);
    if (changed.length === 0) console.log("\nNo changeset asks for a release.");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Publishes every package whose version the registry does not have; provenance comes from the workflow's identity. */
function publish(): void {
  for (const [one, stamp] of stamps(root)) {
    const file = manifestOf(root, one);
    const text = readFileSync(file, "utf8");
    if (stamped(text, stamp) !== text)
      throw new Error(
        `${file} does not say which spec the package is compiled from. Run "pnpm release:version".`,
      );
  }
  for (const one of packages(root)) {
    const file = manifestOf(root, one);
    writeFileSync(file, withRepository(readFileSync(file, "utf8"), `packages/${one.folder}`, process.env));
  }
  run(join(root, "node_modules/.bin/pnpm"), ["build"]);
  console.log(run(join(root, "node_modules/.bin/changeset"), ["publish"]));
}

if (process.argv.includes("--dry-run")) dryRun();
else if (process.argv.includes("--stamp")) stampAll(root);
else publish();
