/** CPU time of a comparison of GitHub's document: wire and lifecycle, then types for up to 20 changed operations. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type Change, diffSpecs, type JsonObject, overall } from "../../packages/spec-diff/src/index.ts";
import { cpuSeconds } from "./cpu-seconds.ts";

const require = createRequire(import.meta.url);
const limitSeconds = 5;

function read(name: string): JsonObject {
  const file = require
    .resolve(`${name}/package.json`)
    .replace("package.json", "generated/api.github.com.json");
  return JSON.parse(readFileSync(file, "utf8")) as JsonObject;
}

async function timed<T>(name: string, run: () => Promise<T>): Promise<T> {
  const before = cpuSeconds();
  const startedAt = performance.now();
  const result = await run();
  const cpu = cpuSeconds() - before;
  const wall = (performance.now() - startedAt) / 1000;
  console.log(
    `${name.padEnd(58)} ${cpu.toFixed(2)} s CPU, ${wall.toFixed(2)} s ${cpu <= limitSeconds ? "" : "TOO SLOW"}`,
  );
  return result;
}

function counts(changes: readonly Change[]): string {
  const of = (verdict: string) => changes.filter((change) => overall(change.verdicts) === verdict).length;
  return `${changes.length} changes: ${of("breaking")} breaking, ${of("additive")} additive, ${of("none")} none`;
}

/** The document with a property added to the answers of the first operations. */
function edited(document: JsonObject, operations: number): JsonObject {
  const copy = structuredClone(document) as JsonObject;
  let left = operations;
  for (const item of Object.values(copy.paths as JsonObject)) {
    for (const [method, operation] of Object.entries(item as JsonObject)) {
      if (left === 0 || method !== "get") continue;
      const parameters = ((operation as JsonObject).parameters ?? []) as JsonObject[];
      Object.assign(operation as object, {
        parameters: [...parameters, { name: "jobwire_bench", in: "query", schema: { type: "string" } }],
      });
      left--;
    }
  }
  return copy;
}

const head = read("@octokit/openapi");
const before = read("octokit-openapi-before");
const few = edited(head, 20);

const self = await timed("wire and lifecycle, with itself", () =>
  diffSpecs(head, structuredClone(head), { types: "predicted" }),
);
console.log(`  ${counts(self.changes)}`);
const releases = await timed("wire and lifecycle, two releases", () =>
  diffSpecs(before, head, { types: "predicted" }),
);
console.log(`  ${counts(releases.changes)}`);
const twenty = await timed("wire and lifecycle, 20 operations changed", () =>
  diffSpecs(head, few, { types: "predicted" }),
);
console.log(`  ${counts(twenty.changes)}`);
const measured = await timed("the same with types measured, compilers included", () => diffSpecs(head, few));
console.log(`  ${counts(measured.changes)}; ${measured.notMeasured ?? "measured"}`);
