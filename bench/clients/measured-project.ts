import { cp, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { type ConsumerProject, createConsumerProject } from "../../runtimes/harness/consumer-project.ts";
import { mustRun } from "../../runtimes/harness/run-command.ts";

const here = fileURLToPath(new URL(".", import.meta.url));

/** A project with the packed packages, the peers, the programs to measure, and hey-api's client of the Nia API. */
export interface MeasuredProject extends ConsumerProject {
  /** Name and version of each peer. */
  readonly peers: readonly string[];
}

export async function createMeasuredProject(): Promise<MeasuredProject> {
  const { dependencies } = JSON.parse(await readFile(join(here, "package.json"), "utf8")) as {
    dependencies: Readonly<Record<string, string>>;
  };
  const peers = Object.entries(dependencies).map(([name, version]) => `${name}@${version}`);
  const project = await createConsumerProject(peers);
  const { folder } = project;
  await cp(join(here, "programs"), folder, { recursive: true });
  // hey-api looks there for how files are imported.
  await writeFile(join(folder, "tsconfig.json"), `{ "compilerOptions": { "module": "nodenext" } }`);
  // Generated as TypeScript, and compiled file by file as a user of it does.
  await mustRun(
    {
      command: join(folder, "node_modules", ".bin", "openapi-ts"),
      args: ["--input", "node_modules/@jobwire/nia/dist/openapi.json", "--output", "hey-api", "--silent"],
    },
    folder,
  );
  const generated = await readdir(join(folder, "hey-api"), { recursive: true });
  await build({
    entryPoints: generated
      .filter((file) => file.endsWith(".ts"))
      .map((file) => join(folder, "hey-api", file)),
    outdir: join(folder, "hey-api"),
    target: "es2022",
    logLevel: "warning",
  });
  return { ...project, peers, [Symbol.asyncDispose]: () => project[Symbol.asyncDispose]() };
}
