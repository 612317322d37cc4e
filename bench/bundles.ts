/**
 * Bundles each entry file of `entries/` as an application would, minified for browsers, and compares its size after gzip
 * with its budget. The budgets lie slightly above what was measured, so that growth is seen and decided on.
 */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { formatTable } from "../runtimes/harness/table.ts";
import { bundleSize } from "./bundle-size.ts";

/** Bytes after gzip, by entry file. */
const budgets: Readonly<Record<string, number>> = {
  "client.ts": 9_800,
  "engine-run.ts": 7_750,
  "engine.ts": 11_050,
  "nia-jobs.ts": 23_900,
  "nia.ts": 12_050,
  "nullspace-jobs.ts": 22_600,
  "nullspace.ts": 11_900,
  "nuon-jobs.ts": 24_150,
  "nuon.ts": 11_650,
  "one-bound-kind.ts": 22_600,
  "one-polled-kind.ts": 18_000,
  "sieve-jobs.ts": 21_300,
  "sieve.ts": 10_750,
};

const folder = fileURLToPath(new URL("entries/", import.meta.url));
const entries = readdirSync(folder).sort();
const sizes = await Promise.all(entries.map((entry) => bundleSize(join(folder, entry))));
const rows = entries.map((entry, index) => ({
  entry,
  minified: sizes[index]?.minified ?? 0,
  gzipped: sizes[index]?.gzipped ?? 0,
  budget: budgets[entry] ?? 0,
}));
console.log(
  formatTable([
    ["bytes", "minified", "gzipped", "budget", "left"],
    ...rows.map(({ entry, minified, gzipped, budget }) =>
      [entry, minified, gzipped, budget, budget - gzipped].map(String),
    ),
  ]),
);
const over = rows.filter(({ gzipped, budget }) => gzipped > budget);
for (const { entry, gzipped, budget } of over) {
  console.error(`✗ ${entry} is ${gzipped} bytes, over its budget of ${budget} (bench/bundles.ts)`);
}
if (over.length > 0) process.exitCode = 1;
