/**
 * Compiles real documents and type-checks all that comes out with `tsc --strict --skipLibCheck false`. Prints a table, and
 * fails if any has an error. `npm install --prefix bench/compiler` and `pnpm build` come first.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { freshFolder, jobwire, pathOf, type RealDocument, realDocuments, repository } from "./tools.ts";

const folder = freshFolder("documents");
mkdirSync(join(folder, "node_modules/@jobwire"), { recursive: true });
for (const name of ["client", "job-utils"])
  symlinkSync(join(repository, "packages", name), join(folder, "node_modules/@jobwire", name));

const compilerOptions = {
  strict: true,
  skipLibCheck: false,
  noEmit: true,
  target: "ES2022",
  lib: ["ES2022", "DOM", "DOM.Iterable", "DOM.AsyncIterable"],
  module: "nodenext",
  types: [],
};

interface Outcome {
  readonly operations: number;
  readonly schemas: number;
  readonly warnings: number;
  readonly errors: number;
}

function compile(document: RealDocument): Outcome {
  const config = {
    providers: { [document.name]: { spec: pathOf(document), folder: `src/${document.name}` } },
  };
  writeFileSync(join(folder, "jobwire.config.json"), JSON.stringify(config));
  const { stdout, stderr } = spawnSync(process.execPath, [jobwire, "generate", "--json"], {
    cwd: folder,
    encoding: "utf8",
  });
  const { ok, providers } = JSON.parse(stdout) as {
    readonly ok: boolean;
    readonly providers: readonly { readonly operations: number; readonly diagnostics: readonly object[] }[];
  };
  if (!ok) throw new Error(`${document.name} does not compile:\n${stdout}${stderr}`);
  writeFileSync(
    join(folder, "tsconfig.json"),
    JSON.stringify({ compilerOptions, include: [`src/${document.name}`] }),
  );
  const tsc = spawnSync(join(repository, "node_modules/.bin/tsc"), ["-p", "."], {
    cwd: folder,
    encoding: "utf8",
  });
  const errors = tsc.stdout.split("\n").filter((line) => line.includes("error TS"));
  for (const line of errors.slice(0, 5)) console.error(line);
  const types = readFileSync(join(folder, `src/${document.name}/generated/types.ts`), "utf8");
  return {
    operations: providers[0]?.operations ?? 0,
    schemas: types.match(/^export (type|interface) /gm)?.length ?? 0,
    warnings: providers[0]?.diagnostics.length ?? 0,
    errors: errors.length,
  };
}

const { dependencies } = JSON.parse(
  readFileSync(fileURLToPath(new URL("package.json", import.meta.url)), "utf8"),
) as { readonly dependencies: Readonly<Record<string, string>> };

console.log("| document | package | size | operations | schemas | warnings | errors of tsc |");
console.log("| --- | --- | ---: | ---: | ---: | ---: | ---: |");
try {
  for (const document of realDocuments) {
    const { operations, schemas, warnings, errors } = compile(document);
    const kilobytes = Math.round(statSync(pathOf(document)).size / 1000);
    const origin = `${document.package} ${dependencies[document.package]}`;
    console.log(
      `| ${document.name} | ${origin} | ${kilobytes} kB | ${operations} | ${schemas} | ${warnings} | ${errors} |`,
    );
    if (errors > 0) process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
