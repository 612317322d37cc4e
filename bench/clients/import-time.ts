import { spawnSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { markdownTable } from "./markdown-table.ts";
import { median } from "./median.ts";

const rounds = 20;
const empty = "./empty.mjs";
const modules = [
  "@jobwire/client",
  "@jobwire/job-utils",
  "@jobwire/nia",
  "@jobwire/nia/jobs",
  "@jobwire/nullspace/jobs",
  "@jobwire/nuon/jobs",
  "@jobwire/sieve/jobs",
  "openapi-fetch",
  "ky",
  "./hey-api/index.js",
];

/** Time of `import()` in a new process, over that of an empty module: median and fastest of 20, taken in turns. */
export async function importTime(folder: string): Promise<string> {
  await writeFile(join(folder, empty), "");
  const times = new Map([empty, ...modules].map((name): [string, number[]] => [name, []]));
  for (let round = -1; round < rounds; round += 1) {
    for (const [name, list] of times) {
      const ms = timeOf(name, folder);
      // The first round warms the disk's cache.
      if (round >= 0) list.push(ms);
    }
  }
  const over = (name: string, pick: (list: readonly number[]) => number) =>
    `+${(pick(times.get(name) ?? []) - pick(times.get(empty) ?? [])).toFixed(1)}`;
  const fastest = (list: readonly number[]) => Math.min(...list);
  return markdownTable([
    ["`import()` in a new process, over an empty module", "median, ms", "fastest, ms"],
    ...modules.map((name) => [`\`${name}\``, over(name, median), over(name, fastest)]),
  ]);
}

function timeOf(name: string, cwd: string): number {
  const script = `const began = performance.now(); await import("${name}"); console.log(performance.now() - began);`;
  const options = { cwd, encoding: "utf8" } as const;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--input-type=module", "--eval", script],
    options,
  );
  if (status !== 0) throw new Error(`The import of ${name} failed: ${stderr}`);
  return Number(stdout);
}
