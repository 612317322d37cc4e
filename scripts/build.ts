/** Builds the package of the current folder: one JavaScript file per entry point, and its types. */
import { copyFileSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { emitDeclarations } from "./build/declarations.ts";
import { copiedFiles, entryPoints, hasTypes, type Manifest } from "./build/manifest.ts";

const packageDir = process.cwd();
const manifest = JSON.parse(readFileSync(join(packageDir, "package.json"), "utf8")) as Manifest;
const entries = entryPoints(manifest);

rmSync(join(packageDir, "dist"), { recursive: true, force: true });
await build({
  absWorkingDir: packageDir,
  entryPoints: entries,
  outdir: "dist",
  outbase: "src",
  bundle: true,
  // What entry points share, and what is imported lazily, is in files of its own.
  splitting: true,
  chunkNames: "shared/[name]-[hash]",
  packages: "external",
  format: "esm",
  platform: "neutral",
  target: "es2022",
  sourcemap: true,
  sourcesContent: false,
  logLevel: "warning",
});
for (const [source, target] of copiedFiles(manifest)) {
  copyFileSync(join(packageDir, source), join(packageDir, target));
}
if (hasTypes(manifest) && !emitDeclarations(packageDir, entries)) process.exitCode = 1;
