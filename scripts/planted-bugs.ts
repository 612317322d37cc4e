/**
 * Plants one bug after the other in a copy of the tree, and counts which of them the tests notice.
 *
 * `pnpm planted-bugs [engine|client|spec|compiler|part of a file name…]`. Exits with 1 if a bug is not noticed, and at once if
 * a place where one is to be planted is no longer there. A bug in a spec or in the compiler is compiled first.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Bug, type Part, planted, testsOf } from "./planted-bugs/bugs.ts";
import { plant } from "./planted-bugs/plant.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

/** A copy of the checkout as it is, committed or not, with its packages installed. */
function copyOfTree(): string {
  const copy = mkdtempSync(join(tmpdir(), "planted-bugs-"));
  const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 2 ** 26,
  });
  for (const file of listed.split("\0").filter((name) => name !== "" && existsSync(join(root, name)))) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    cpSync(join(root, file), join(copy, file), { recursive: true, verbatimSymlinks: true });
  }
  run(copy, "pnpm", "install", "--offline", "--frozen-lockfile", "--reporter=silent");
  return copy;
}

interface Ended {
  readonly isGood: boolean;
  readonly output: string;
}

function run(cwd: string, command: string, ...args: string[]): Ended {
  const env = { ...process.env, PATH: `${join(cwd, "node_modules", ".bin")}${delimiter}${process.env.PATH}` };
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd,
    env,
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  return { isGood: status === 0, output: `${stdout}\n${stderr}` };
}

/** What vitest reports, as far as it is looked at. */
interface TestReport {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

/** The first test that fails, or the file of tests that does not load; `undefined` if there is none. */
function firstFailure(copy: string, part: Part): string | undefined {
  const report = join(copy, "coverage", "report.json");
  rmSync(report, { force: true });
  const json = ["--reporter", "json", "--outputFile", report];
  const { isGood, output } = run(copy, "vitest", "run", "--bail", "1", ...json, ...testsOf[part]);
  if (isGood) return undefined;
  if (!existsSync(report)) throw new Error(`vitest ended without a report:\n${output}`);
  const { testResults } = JSON.parse(readFileSync(report, "utf8")) as TestReport;
  const failed = testResults.flatMap(({ assertionResults }) =>
    assertionResults.filter(({ status }) => status === "failed").map(({ fullName }) => fullName),
  );
  const broken = testResults.find(
    ({ status, assertionResults }) => status === "failed" && assertionResults.length === 0,
  );
  return failed[0] ?? broken?.name.slice(copy.length + 1) ?? output.slice(-500);
}

/** What notices a bug: the compiler or a test; `undefined` if nothing does. */
function noticedBy(copy: string, { part, file, find, replace }: Bug): string | undefined {
  const path = join(copy, file);
  const before = readFileSync(path, "utf8");
  writeFileSync(path, plant(before, find, replace, file));
  try {
    if (part === "spec" || part === "compiler") {
      if (!run(copy, "pnpm", "generate").isGood) return "the compiler";
    }
    return firstFailure(copy, part);
  } finally {
    writeFileSync(path, before);
  }
}

const wanted = process.argv.slice(2);
const chosen = planted.filter(
  ({ part, file }) => wanted.length === 0 || wanted.some((word) => word === part || file.includes(word)),
);
if (chosen.length === 0) throw new Error(`There is no bug for ${wanted.join(" ")}`);
// A place that is gone is found before the first test runs.
for (const { file, find, replace } of chosen)
  plant(readFileSync(join(root, file), "utf8"), find, replace, file);

const copy = copyOfTree();
try {
  for (const part of new Set(chosen.map((bug) => bug.part))) {
    const failure = firstFailure(copy, part);
    if (failure !== undefined) throw new Error(`The tests fail before a bug is planted: ${failure}`);
  }
  let unnoticed = 0;
  for (const bug of chosen) {
    const witness = noticedBy(copy, bug);
    if (witness === undefined) unnoticed += 1;
    console.log(
      `${witness === undefined ? "MISSED" : "noticed"}  ${bug.file}: ${bug.harm}\n         ${witness ?? ""}`,
    );
  }
  console.log(`\n${chosen.length} bugs planted, ${chosen.length - unnoticed} noticed`);
  if (unnoticed > 0) process.exitCode = 1;
} finally {
  rmSync(copy, { recursive: true, force: true });
}
