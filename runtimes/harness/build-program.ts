import { writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type BuildOptions, build } from "esbuild";
import type { Settings } from "../program/settings.ts";
import type { Runtime } from "./runtimes.ts";

const programFolder = fileURLToPath(new URL("../program/", import.meta.url));
const common: BuildOptions = {
  bundle: true,
  format: "esm",
  target: "es2022",
  // JSON modules keep their `with { type: "json" }`.
  supported: { "import-attributes": true },
  logLevel: "warning",
};

/** Builds the program for a runtime into the consumer project, and gives its file. */
export async function buildProgram(
  { name, entry, packaging }: Runtime,
  folder: string,
  { apisUrl, awkwardUrl, reportUrl }: Omit<Settings, "runtime">,
): Promise<string> {
  const file = join(folder, `${name.toLowerCase().replaceAll(" ", "")}.js`);
  await build({
    ...common,
    entryPoints: [join(programFolder, `${entry}.ts`)],
    outfile: file,
    // What is imported is found beside the file that is written, in the consumer project.
    packages: "external",
    define: {
      JOBWIRE_RUNTIME: JSON.stringify(name),
      JOBWIRE_APIS_URL: JSON.stringify(apisUrl),
      JOBWIRE_AWKWARD_URL: JSON.stringify(awkwardUrl),
      JOBWIRE_REPORT_URL: JSON.stringify(reportUrl),
    },
  });
  if (packaging === "installed") return file;
  const bundle = file.replace(/\.js$/, ".bundle.js");
  const conditions = entry === "worker" ? ["workerd", "worker", "browser"] : ["browser"];
  await build({ ...common, entryPoints: [file], outfile: bundle, platform: "browser", conditions });
  if (entry === "worker") await writeFile(bundle.replace(/\.js$/, ".capnp"), workerConfig(bundle));
  return bundle;
}

/** Builds one program into one file for a page, with the packages of the project that the file is in. */
export async function bundleForBrowser(
  program: string,
  outfile: string,
  options: Pick<BuildOptions, "alias" | "define">,
): Promise<void> {
  const { define = {}, alias = {} } = options;
  const unresolved = outfile.replace(/\.js$/, ".unresolved.js");
  const entryPoints = [join(programFolder, `${program}.ts`)];
  await build({ ...common, entryPoints, outfile: unresolved, packages: "external", define });
  await build({
    ...common,
    // Aliases are found from here.
    absWorkingDir: dirname(outfile),
    entryPoints: [unresolved],
    outfile,
    platform: "browser",
    conditions: ["browser"],
    alias,
  });
}

/** The settings of workerd: one worker, which may call this machine. */
function workerConfig(bundle: string): string {
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "program", worker = (
      modules = [(name = "program.js", esModule = embed "${basename(bundle)}")],
      compatibilityDate = "2026-11-01",
    )),
    (name = "internet", network = (allow = ["public", "private"])),
  ],
);
`;
}
