/**
 * Mutation testing: gets the code wrong in one place after the other, and reports what no test notices.
 *
 * `pnpm mutation [engine|normalizers|client|packages/job-utils/src/pace.ts|…] [--write]`. Without a name all areas run, which
 * is a task for the night. `--write` puts the result of whole areas into docs/measurements-tests.md. Exits with 1 if less
 * than 85 % of an area is noticed. Works on a copy of the tree.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { accepted } from "./mutation/accepted.ts";
import { type Area, areas, areasOf } from "./mutation/areas.ts";
import {
  type Mutant,
  mutantsOf,
  percentOf,
  reasonOf,
  reportOf,
  scoreOf,
  withSection,
} from "./mutation/score.ts";

/** The least share of the mutants of an area that the tests have to notice, in percent. */
const leastPercent = 85;

const root = fileURLToPath(new URL("..", import.meta.url));
const tools = `${root}scripts/mutation/node_modules`;
const output = `${root}coverage`; // not in version control
const document = `${root}docs/measurements-tests.md`;

function mutate({ name, mutate: files, tests }: Area, concurrency: number): Mutant[] {
  const config = `${output}/mutation-${name}.config.json`;
  const report = `${output}/mutation-${name}.json`;
  const options = {
    mutate: files,
    plugins: [`${tools}/@stryker-mutator/vitest-runner/dist/src/index.js`, "./scripts/mutation/messages.ts"],
    ignorers: ["messages"],
    testRunner: "vitest",
    vitest: { configFile: "scripts/mutation/vitest.config.ts", related: false },
    coverageAnalysis: "perTest",
    // What runs when a module is loaded is a table of the spec, and scripts/mutate-specs.ts mutates those; each of these
    // mutants would need a whole run of the tests.
    ignoreStatic: name === "normalizers",
    // The packages of the copy have to see each other and not the originals.
    symlinkNodeModules: false,
    buildCommand: "pnpm install --offline --frozen-lockfile",
    tempDirName: "coverage/mutation",
    ignorePatterns: ["coverage", "dist", ".turbo", "scripts/mutation/node_modules"],
    tsconfigFile: "none", // it would be read through the JavaScript API, which TypeScript 7 has not
    disableTypeChecks: false, // nothing checks types here, and the lines stay where they are
    timeoutMS: 10_000,
    timeoutFactor: 3,
    concurrency,
    reporters: ["progress-append-only", "json"],
    jsonReporter: { fileName: report },
    cleanTempDir: "always",
  };
  mkdirSync(output, { recursive: true });
  writeFileSync(config, JSON.stringify(options));
  const { status } = spawnSync(`${tools}/.bin/stryker`, ["run", config], {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, MUTATION_TESTS: tests.join(" ") },
  });
  if (status !== 0) throw new Error(`Stryker ended with ${status} in ${name}.`);
  return mutantsOf(JSON.parse(readFileSync(report, "utf8")));
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { write: { type: "boolean", default: false }, concurrency: { type: "string", default: "2" } },
});
const chosen = areasOf(positionals);
if (chosen.length === 0) throw new Error(`There is nothing to mutate in: ${positionals.join(" ")}`);

for (const area of chosen) {
  const mutants = mutate(area, Number(values.concurrency));
  const report = reportOf(area.name, mutants, accepted);
  const score = scoreOf(mutants);
  const unseen = score.survivors.filter((mutant) => reasonOf(mutant, accepted) === undefined).length;
  console.log(`\n${report}\n`);
  console.log(
    `${area.name}: ${percentOf(score).toFixed(1)} % noticed; ${unseen} survivors nobody has looked at`,
  );
  if (percentOf(score) < leastPercent) process.exitCode = 1;
  if (values.write && areas.includes(area)) {
    writeFileSync(document, withSection(readFileSync(document, "utf8"), area.name, report));
  }
}
