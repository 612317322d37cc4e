/**
 * Measures the compiler beside its peers, each run in a process of its own and all in turn. Prints Markdown;
 * `docs/measurements-compiler.md` holds a run. `npm install --prefix bench/compiler` and `pnpm build` come first.
 */
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { type Cost, costsOf, type Tool } from "./cost-of.ts";
import {
  freshFolder,
  heyApi,
  jobwire,
  kubb,
  openapiTypescript,
  orval,
  pathOf,
  realDocuments,
  repository,
} from "./tools.ts";
import { watchDelays } from "./watch-delays.ts";

const rounds = Number(process.argv[2] ?? 7);
const neutral = freshFolder("peers");
const specs = join(repository, "specs");
const providers = readdirSync(specs);
const sizeOf = (provider: string) => statSync(join(specs, provider, "openapi.yaml")).size;
const largest = providers.reduce((a, b) => (sizeOf(a) > sizeOf(b) ? a : b));

/** A project with the specs of the four providers and nothing else. */
function project(name: string): string {
  const folder = freshFolder(name);
  mkdirSync(join(folder, "node_modules"));
  for (const provider of providers)
    cpSync(join(specs, provider, "openapi.yaml"), join(folder, "specs", provider, "openapi.yaml"));
  return folder;
}

/** Without any state of earlier runs, and without what `gone` names. */
function cold(name: string, folder: string, gone: readonly string[]): Tool {
  return {
    name,
    args: [jobwire, "generate"],
    cwd: folder,
    env: { NODE_COMPILE_CACHE: join(folder, "compiled") },
    prepare: () => {
      for (const below of ["node_modules/.cache", ...gone])
        rmSync(join(folder, below), { recursive: true, force: true });
    },
  };
}

function show(title: string, costs: ReadonlyMap<string, Cost>, base: string): void {
  const reference = costs.get(base);
  console.log(
    `\n${title}\n\n| | CPU | of the first | memory | of the first |\n| --- | ---: | ---: | ---: | ---: |`,
  );
  for (const [name, { cpuMs, memoryMB }] of costs) {
    const ratio = (cost: number, of: number | undefined) => (of === undefined ? "" : (cost / of).toFixed(2));
    console.log(
      `| ${name} | ${(cpuMs / 1000).toFixed(2)} s | ${ratio(cpuMs, reference?.cpuMs)} | ${Math.round(memoryMB)} MB | ${ratio(memoryMB, reference?.memoryMB)} |`,
    );
  }
}

const typesOfLargest = `openapi-typescript, ${largest} alone`;
const bare: Tool = {
  name: typesOfLargest,
  args: [openapiTypescript, join(specs, largest, "openapi.yaml"), "-o", join(neutral, "types.ts")],
  cwd: neutral,
};

console.log(
  `${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}, ${process.platform}-${process.arch}, ${cpus().length} × ${cpus()[0]?.model.trim()}, median of ${rounds} runs.`,
);
const empty = project("cold");
show(
  `Our four specs (${Math.round(providers.reduce((sum, name) => sum + sizeOf(name), 0) / 1000)} kB of YAML; the largest has ${Math.round(sizeOf(largest) / 1000)} kB)`,
  costsOf(
    [
      bare,
      cold("jobwire generate, cold, as in a fresh clone", empty, []),
      cold("jobwire generate, cold, without any output", project("nothing"), ["packages"]),
      cold("the same, the first run on a machine", project("first"), ["packages", "compiled"]),
    ],
    rounds,
  ),
  typesOfLargest,
);

const unchanged: Tool = { name: "unchanged", args: [jobwire, "generate"], cwd: empty };
const { wallMs, cpuMs } = costsOf([unchanged], rounds * 2).get("unchanged") ?? {
  wallMs: Number.NaN,
  cpuMs: 0,
};
const edited = join(empty, "packages", largest, "src/generated/jobs.ts");
const before = readFileSync(edited, "utf8");
writeFileSync(edited, `${before}// edited\n`);
costsOf([unchanged], 1);
const isNoticed = readFileSync(edited, "utf8") === before;
console.log(
  `\nNothing changed: ${wallMs.toFixed(0)} ms (${cpuMs.toFixed(0)} ms of CPU); an edited output is ${isNoticed ? "" : "NOT "}put right.`,
);

const delays = await watchDelays(empty, largest, 12);
console.log(
  `Watching: ${delays.medianMs.toFixed(0)} ms from the event to the last file written (${largest}, median of ${delays.count}; longest ${delays.longestMs.toFixed(0)} ms).`,
);

const [github] = realDocuments;
if (github !== undefined) {
  const document = pathOf(github);
  const types = freshFolder("types");
  const whole = freshFolder("whole");
  const config = (output: object) => JSON.stringify({ providers: { github: { spec: document, ...output } } });
  writeFileSync(join(types, "jobwire.config.json"), config({ types: "src" }));
  writeFileSync(join(whole, "jobwire.config.json"), config({ folder: "src" }));
  const out = (name: string) => join(neutral, name);
  writeFileSync(
    join(neutral, "kubb.config.mjs"),
    `import { defineConfig } from ${JSON.stringify(join(import.meta.dirname, "node_modules/@kubb/core/dist/index.js"))};
import { pluginClient } from ${JSON.stringify(join(import.meta.dirname, "node_modules/@kubb/plugin-client/dist/index.js"))};
import { pluginOas } from ${JSON.stringify(join(import.meta.dirname, "node_modules/@kubb/plugin-oas/dist/index.js"))};
import { pluginTs } from ${JSON.stringify(join(import.meta.dirname, "node_modules/@kubb/plugin-ts/dist/index.js"))};
export default defineConfig({ root: ".", input: { path: ${JSON.stringify(document)} }, output: { path: "kubb", clean: true, format: false, lint: false }, plugins: [pluginOas({ validate: false }), pluginTs(), pluginClient({ importPath: "fetch" })] });
`,
  );
  const ofJobwire = (cwd: string) => ({
    args: [jobwire, "generate"],
    cwd,
    prepare: () => rmSync(join(cwd, "src"), { recursive: true, force: true }),
  });
  const peers: readonly Tool[] = [
    { name: "openapi-typescript", args: [openapiTypescript, document, "-o", out("github.ts")], cwd: neutral },
    { name: "jobwire, types alone", ...ofJobwire(types) },
    { name: "jobwire, named operations", ...ofJobwire(whole) },
    { name: "hey-api", args: [heyApi, "-i", document, "-o", out("hey-api"), "--silent"], cwd: neutral },
    {
      name: "orval",
      args: [orval, "--input", document, "--output", out("orval.ts"), "--client", "fetch"],
      cwd: neutral,
    },
    { name: "kubb", args: [kubb, "generate", "--config", "kubb.config.mjs", "--silent"], cwd: neutral },
  ];
  show(
    "GitHub's document (13 MB of JSON)",
    costsOf(peers, Math.max(1, Math.ceil(rounds / 3))),
    "openapi-typescript",
  );
  for (const folder of [types, whole]) rmSync(folder, { recursive: true, force: true });
}
for (const folder of [neutral, empty]) rmSync(folder, { recursive: true, force: true });
