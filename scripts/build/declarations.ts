import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * The compiler settings of a package's published types: the entry points and what they reach, against
 * the built types of the packages below, so that what consumers will see is what was checked.
 */
export function declarationConfig(packageDir: string, entries: readonly string[]): object {
  return {
    extends: join(packageDir, "tsconfig.json"),
    include: [],
    files: entries.map((entry) => join(packageDir, entry)),
    compilerOptions: {
      customConditions: [],
      emitDeclarationOnly: true,
      rootDir: join(packageDir, "src"),
      outDir: join(packageDir, "dist"),
    },
  };
}

/** Relative `.ts` specifiers of a declaration file become `.js`, which every consumer resolves. */
export function publishedSpecifiers(declarations: string): string {
  return declarations.replace(/(from |import |import\()"(\.{1,2}\/[^"]+)\.ts"/g, '$1"$2.js"');
}

/** Emits the declarations of a package into dist; false when the compiler found errors. */
export function emitDeclarations(packageDir: string, entries: readonly string[]): boolean {
  const folder = join(packageDir, "node_modules", ".tmp");
  const config = join(folder, "tsconfig.build.json");
  mkdirSync(folder, { recursive: true });
  writeFileSync(config, JSON.stringify(declarationConfig(packageDir, entries)));
  const { status } = spawnSync("tsc", ["-p", config], {
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (status !== 0) return false;
  for (const file of declarationFiles(join(packageDir, "dist"))) {
    writeFileSync(file, publishedSpecifiers(readFileSync(file, "utf8")));
  }
  return true;
}

function declarationFiles(dist: string): string[] {
  return readdirSync(dist, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".d.ts"))
    .map((file) => join(dist, file));
}
