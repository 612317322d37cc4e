/**
 * Writes the public declarations of every published package to its `api.md`, so that a change of them is seen in review;
 * with `--check` it writes nothing and fails when one differs. Reads the built packages.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type DeclaredEntry, declaredEntries } from "./api/declared-entries.ts";
import { extractApis } from "./api/extract-api.ts";

/** An entry point with its declarations. */
interface Part extends DeclaredEntry {
  readonly api: string;
}

const isCheck = process.argv.includes("--check");
const entries = declaredEntries(fileURLToPath(new URL("../packages/", import.meta.url)));
const missing = entries.filter(({ file }) => !existsSync(file));
if (missing.length > 0) {
  console.error(`Not built: ${missing.map(({ specifier }) => specifier).join(", ")}. Run "pnpm build".`);
  process.exit(1);
}

const apis = extractApis(entries);
const parts = entries.map((entry, index): Part => ({ ...entry, api: apis[index] ?? "" }));
const folders = [...new Set(entries.map(({ packageFolder }) => packageFolder))];
let changed = 0;
for (const folder of folders) {
  const file = join(folder, "api.md");
  const report = reportOf(parts.filter(({ packageFolder }) => packageFolder === folder));
  if (existsSync(file) && readFileSync(file, "utf8") === report) continue;
  changed += 1;
  if (isCheck) console.error(`✗ ${file} is not what the package exports. Run "pnpm api".`);
  else writeFileSync(file, report);
}
console.log(`${folders.length} packages, ${entries.length} entry points, ${changed} API reports changed`);
if (isCheck && changed > 0) process.exitCode = 1;

function reportOf(ofPackage: readonly Part[]): string {
  const sections = ofPackage.map(({ specifier, api }) => `## ${specifier}\n\n\`\`\`ts\n${api}\n\`\`\`\n`);
  return `# API of ${ofPackage[0]?.packageName}\n\nWritten by \`pnpm api\`. Do not edit.\n\n${sections.join("\n")}`;
}
