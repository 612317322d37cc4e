import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const repository = fileURLToPath(new URL("../../../../", import.meta.url));

/** The text of the fixture spec: a provider that nobody has, with one kind of job. */
export const acmeSpec: string = readFileSync(
  join(repository, "packages/codegen/fixtures/acme/openapi.yaml"),
  "utf8",
);

/** A workspace in a folder of its own. */
export interface TemporaryProject {
  readonly folder: string;
  write(file: string, content: string): void;
  read(file: string): string;
  /** Every file below a folder with its content; links are not followed. */
  snapshot(below: string): Readonly<Record<string, string>>;
  remove(): void;
}

/** Makes a workspace that finds the packages of this one, and nothing else. */
export function temporaryProject(specs: Readonly<Record<string, string>> = {}): TemporaryProject {
  const folder = mkdtempSync(join(tmpdir(), "jobwire-"));
  const modules = join(folder, "node_modules", "@jobwire");
  mkdirSync(modules, { recursive: true });
  for (const name of ["client", "job-utils", "testing"])
    symlinkSync(join(repository, "packages", name), join(modules, name));
  cpSync(join(repository, "tsconfig.base.json"), join(folder, "tsconfig.base.json"));
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }\n');
  const config = {
    scope: "@jobwire",
    imports: ".ts",
    template: join(repository, "scripts/provider-template"),
  };
  writeFileSync(join(folder, "jobwire.config.json"), JSON.stringify(config));
  const project: TemporaryProject = {
    folder,
    write(file, content) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), content);
    },
    read: (file) => readFileSync(join(folder, file), "utf8"),
    snapshot: (below) => snapshot(join(folder, below)),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
  for (const [provider, text] of Object.entries(specs)) project.write(`specs/${provider}/openapi.yaml`, text);
  return project;
}

function snapshot(folder: string): Readonly<Record<string, string>> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return Object.fromEntries(
    entries.map((entry) => [
      join(entry.parentPath, entry.name),
      readFileSync(join(entry.parentPath, entry.name), "utf8"),
    ]),
  );
}

/** Where the tools of this workspace are. */
export const tools: { readonly tsc: string; readonly cli: string } = {
  tsc: join(repository, "node_modules/.bin/tsc"),
  cli: join(repository, "packages/jobwire/src/cli.ts"),
};
