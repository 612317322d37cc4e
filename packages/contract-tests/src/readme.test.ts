import { execFile } from "node:child_process";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { simulatedInternet } from "./simulated-internet.ts";

const root = new URL("../../../", import.meta.url);
const folder = new URL(`../.readme/${process.pid}/`, import.meta.url);
const fence = /^```ts\n(.*?)^```$/gms;

interface Snippet {
  readonly name: string;
  readonly file: URL;
  readonly code: string;
}

/** What vitest's JSON says of a file; we read these parts. */
interface FileResult {
  readonly name: string;
  readonly status: string;
  readonly message: string;
  readonly assertionResults: readonly object[];
}

const snippets = await readSnippets();

async function readSnippets(): Promise<readonly Snippet[]> {
  const packages = (await readdir(new URL("packages/", root))).sort();
  const found = await Promise.all(
    ["", ...packages.map((name) => `packages/${name}/`)].map(async (path) => {
      const text = await readFile(new URL(`${path}README.md`, root), "utf8").catch(() => "");
      const stem = path === "" ? "root" : path.split("/")[1];
      return [...text.matchAll(fence)].map(([, code = ""], index) => ({
        name: `${path}README.md, snippet ${index + 1}`,
        file: new URL(`${stem}-${index + 1}${isTest(code) ? ".spec" : ""}.ts`, folder),
        code,
      }));
    }),
  );
  return found.flat();
}

/** Whether a snippet is a test itself, which no other test can run. */
function isTest(code: string): boolean {
  return code.includes('from "vitest"');
}

beforeAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await Promise.all(snippets.map(({ file, code }) => writeFile(file, code)));
  await writeFile(
    new URL("vitest.config.ts", folder),
    `const resolve = { conditions: ["@jobwire/source", "module", "node"] };
export default { resolve, ssr: { resolve }, test: { include: ["*.spec.ts"] } };`,
  );
  await writeFile(
    new URL("tsconfig.json", folder),
    '{ "extends": "../../tsconfig.json", "include": ["*.ts"] }',
  );
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe("the TypeScript of every README", () => {
  test("is there", () => {
    expect(snippets.length).toBeGreaterThan(12);
  });

  test("passes the strict type check", { timeout: 60_000 }, async () => {
    const tsc = fileURLToPath(new URL("node_modules/.bin/tsc", root));
    const checked = promisify(execFile)(tsc, ["-p", fileURLToPath(folder), "--noEmit"]);
    await expect(checked.catch((error: { stdout: string }) => error.stdout)).resolves.toMatchObject({
      stdout: "",
    });
  });

  describe("those that are tests", () => {
    const tests = snippets.filter(({ code }) => isTest(code));
    let results: readonly FileResult[] = [];

    // One process for all of them: most of the time goes into starting it.
    beforeAll(async () => {
      const vitest = fileURLToPath(new URL("node_modules/.bin/vitest", root));
      const output = fileURLToPath(new URL("results.json", folder));
      const args = ["run", "--root", fileURLToPath(folder), "--reporter=json", `--outputFile=${output}`];
      await promisify(execFile)(vitest, args).catch(() => {}); // what failed is in the results
      results = (JSON.parse(await readFile(output, "utf8")) as { testResults: FileResult[] }).testResults;
    }, 60_000);

    test.each(tests)("passes: $name", ({ file }) => {
      const result = results.find(({ name }) => name === fileURLToPath(file));
      expect(result).toMatchObject({ status: "passed", message: "" });
      expect(result?.assertionResults.length).toBeGreaterThan(0);
    });
  });

  test.each(snippets.filter(({ code }) => !isTest(code)))(
    "runs: $name",
    { timeout: 20_000 },
    async ({ file }) => {
      const internet = await simulatedInternet();
      vi.stubGlobal("fetch", internet.fetch);
      for (const [name, value] of Object.entries(internet.environment)) vi.stubEnv(name, value);
      const log = vi.spyOn(console, "log").mockImplementation(() => {});
      await import(/* @vite-ignore */ pathToFileURL(fileURLToPath(file)).href);
      expect(log).toHaveBeenCalled();
      expect(internet.refusals()).toEqual([]);
    },
  );
});
