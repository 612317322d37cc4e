import { spawn } from "node:child_process";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { jobwire } from "./tools.ts";

/** How long a watching process takes from a change of a spec to the last of its files. */
export interface WatchDelays {
  readonly count: number;
  readonly medianMs: number;
  readonly longestMs: number;
}

/** Edits the spec of a provider again and again under `generate --watch`. */
export async function watchDelays(folder: string, provider: string, count: number): Promise<WatchDelays> {
  const child = spawn(process.execPath, [jobwire, "generate", provider, "--watch"], {
    cwd: folder,
    stdio: "pipe",
  });
  let runs = 0;
  child.stdout.on("data", () => {
    runs++;
  });
  while (runs === 0) await sleep(5);
  const spec = join(folder, "specs", provider, "openapi.yaml");
  const text = readFileSync(spec, "utf8");
  const generated = ["schema.ts", "operations.ts", "jobs.ts", "index.ts", "openapi.json"].map((name) =>
    join(folder, "packages", provider, "src/generated", name),
  );
  const delays: number[] = [];
  // The first ones warm it up.
  for (let edit = -10; edit < count; edit++) {
    await sleep(200);
    const before = runs;
    const changedAt = Date.now();
    writeFileSync(spec, text.replace(/(\n\s+summary: )/, `$1Edit ${edit + 20}. `));
    while (runs === before) await sleep(1);
    // The files themselves say when they were written, not when somebody looked.
    const written = Math.max(...generated.map((file) => statSync(file).ctimeMs));
    if (edit >= 0) delays.push(written - changedAt);
  }
  writeFileSync(spec, text);
  child.kill("SIGINT");
  delays.sort((a, b) => a - b);
  return { count, medianMs: delays[count >> 1] ?? Number.NaN, longestMs: delays.at(-1) ?? Number.NaN };
}
