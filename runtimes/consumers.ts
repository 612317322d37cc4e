/**
 * Packs the packages, installs the tarballs in an empty project outside the workspace, and compiles a consumer of them with
 * the compilers and the settings that users have, the declarations of the packages included. Fails if any finds a fault.
 */
import { cp, writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createConsumerProject } from "./harness/consumer-project.ts";
import { forEachOf } from "./harness/for-each-of.ts";
import { mswPackages } from "./harness/msw-versions.ts";
import { runCommand } from "./harness/run-command.ts";
import { formatTable } from "./harness/table.ts";

const compilers = ["5.4", "5.9", "6", "7"];
const nodenext = { module: "nodenext", moduleResolution: "nodenext" };
const bundler = { module: "esnext", moduleResolution: "bundler" };
const browser = { lib: ["ES2022", "DOM", "DOM.Iterable", "DOM.AsyncIterable"], types: [] };
const server = { lib: ["ES2022"], types: ["node"] };

/** Settings that users have, by name. */
const styles: Readonly<Record<string, object>> = {
  strict: { ...nodenext, ...browser, strict: true },
  "strict, bundler": { ...bundler, ...browser, strict: true },
  lax: { ...bundler, ...browser, strict: false },
  exact: {
    ...nodenext,
    ...browser,
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
  },
  "no DOM": { ...nodenext, ...server, strict: true },
  // Declarations of msw are not ours to check.
  "msw 3": { ...bundler, ...browser, strict: true, skipLibCheck: true },
  "msw 2": { ...bundler, ...browser, strict: true, skipLibCheck: true, paths: pathsTo("msw2") },
};

/** What is compiled: everything but msw's handlers, or these alone. */
const included = (style: string): string => (style.startsWith("msw") ? "msw" : "src");

function pathsTo(msw: string): object {
  const folder = `./node_modules/${msw}`;
  return {
    msw: [`${folder}/lib/core/index.d.ts`],
    "msw/node": [`${folder}/lib/node/index.d.ts`],
    "msw/browser": [`${folder}/lib/browser/index.d.ts`],
  };
}

const here = fileURLToPath(new URL(".", import.meta.url));
await using project = await createConsumerProject(["@types/node@24.19.2", ...mswPackages]);
await cp(join(here, "consumer"), join(project.folder, "src"), { recursive: true });
await cp(join(here, "consumer-msw"), join(project.folder, "msw"), { recursive: true });

/** Compiles the consumer once; gives the seconds that it took, or the faults. */
async function compile(compiler: string, style: string): Promise<{ seconds?: string; faults?: string }> {
  const file = `tsconfig-${compiler}-${style.replaceAll(/\W/g, "")}.json`;
  const compilerOptions = {
    target: "ES2022",
    noEmit: true,
    resolveJsonModule: true,
    // The declarations of packages are checked, those of the compiler itself are not.
    skipDefaultLibCheck: true,
    ...styles[style],
  };
  await writeFile(
    join(project.folder, file),
    JSON.stringify({ include: [included(style)], compilerOptions }),
  );
  const tsc = join(here, "node_modules", `typescript${compiler}`, "bin", "tsc");
  const began = Date.now();
  const { code, output } = await runCommand(
    { command: process.execPath, args: [tsc, "-p", file] },
    { cwd: project.folder, timeoutMs: 120_000 },
  );
  return code === 0 ? { seconds: ((Date.now() - began) / 1000).toFixed(1) } : { faults: output };
}

const names = Object.keys(styles);
const rows = compilers.map((compiler) => [`TypeScript ${compiler}`, ...names.map(() => "")]);
const cases = compilers.flatMap((compiler, row) =>
  names.map((style, index) => ({ compiler, style, row, column: index + 1 })),
);
const failures: string[] = [];
await forEachOf(cases, availableParallelism(), async ({ compiler, style, row, column }) => {
  const { seconds, faults } = await compile(compiler, style);
  (rows[row] ?? [])[column] = seconds ?? "FAILED";
  if (faults !== undefined) failures.push(`✗ TypeScript ${compiler}, ${style}:\n${faults}`);
});

console.log(formatTable([["seconds", ...names], ...rows]));
for (const failure of failures) console.error(failure);
console.log(`${cases.length} compilations, ${failures.length} failures`);
if (failures.length > 0) process.exitCode = 1;
