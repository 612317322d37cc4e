import { cp, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundleSize } from "../bundle-size.ts";
import { markdownTable } from "./markdown-table.ts";

const entriesFolder = fileURLToPath(new URL("../entries/", import.meta.url));

const peers: Readonly<Record<string, string>> = {
  "openapi-fetch alone": `export { default } from "openapi-fetch";`,
  "ky alone": `export { default } from "ky";`,
  "hey-api, one function of Nia": `export { getOracleJob } from "./hey-api/index.js";`,
  "hey-api, all functions of Nia": `export * as nia from "./hey-api/index.js";`,
};

/** Size of each entry file of `bench/entries/` and of what peers need, bundled from what is installed in the project. */
export async function bundlesBesidePeers(folder: string): Promise<string> {
  await cp(entriesFolder, join(folder, "entries"), { recursive: true });
  const rows = [];
  for (const entry of (await readdir(entriesFolder)).sort()) {
    rows.push(rowOf(`\`bench/entries/${entry}\``, await bundleSize(join(folder, "entries", entry))));
  }
  for (const [name, source] of Object.entries(peers)) {
    const entry = join(folder, "peer-entry.mjs");
    await writeFile(entry, source);
    rows.push(rowOf(name, await bundleSize(entry)));
  }
  return markdownTable([["bundle", "minified, KB", "min+gzip, KB"], ...rows]);
}

function rowOf(name: string, { minified, gzipped }: { minified: number; gzipped: number }): string[] {
  return [name, (minified / 1000).toFixed(1), (gzipped / 1000).toFixed(1)];
}
