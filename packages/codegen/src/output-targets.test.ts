import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { addProvider, check, generate, initProject, type JobwireConfig } from "./index.ts";
import { acmeSpec, type TemporaryProject, temporaryProject, tools } from "./testing/temporary-project.ts";

let project: TemporaryProject;
afterEach(() => project.remove());

function files(below: string): readonly string[] {
  return Object.keys(project.snapshot(below))
    .map((file) => file.slice(project.folder.length + 1).replaceAll("\\", "/"))
    .sort();
}

function compile(settings: object, include: readonly string[]): string {
  project.write("tsconfig.json", JSON.stringify({ compilerOptions: { noEmit: true, ...settings }, include }));
  return spawnSync(tools.tsc, ["-p", "."], { cwd: project.folder, encoding: "utf8" }).stdout;
}

const strict = { strict: true, target: "ES2022", types: [], customConditions: ["@jobwire/source"] };

describe("output", { timeout: 60_000 }, () => {
  it("into a folder of an existing package makes sources and no package", async () => {
    project = temporaryProject({ acme: acmeSpec });
    const { ok } = await generate({ folder: project.folder, config: { folders: "src/apis" } });
    expect(ok).toBe(true);
    expect(files("src")).toEqual([
      ...["index", "jobs", "kind-clients"].map((name) => `src/apis/acme/generated/${name}.ts`),
      "src/apis/acme/generated/openapi.json",
      ...["operations", "schema", "types"].map((name) => `src/apis/acme/generated/${name}.ts`),
      ...["index", "jobs", "paths", "refine"].map((name) => `src/apis/acme/${name}.ts`),
    ]);
    expect(project.read("src/apis/acme/jobs.ts")).toContain('from "./generated/jobs.js"');
  });

  it.each([
    [".js", { module: "nodenext" }],
    ["", { module: "esnext", moduleResolution: "bundler" }],
    [".ts", { module: "nodenext", allowImportingTsExtensions: true }],
  ] as const)("whose imports end with %j passes tsc --strict", async (imports, settings) => {
    project = temporaryProject({ acme: acmeSpec });
    await generate({ folder: project.folder, config: { folders: "src", imports } });
    // The sources of the workspace's own packages are compiled along, and are imported by their own names.
    const own = {
      allowImportingTsExtensions: true,
      lib: ["ES2022", "DOM", "DOM.Iterable", "DOM.AsyncIterable"],
    };
    expect(compile({ ...strict, ...own, ...settings }, ["src"])).toBe("");
  });

  it("of types alone needs no package at all", async () => {
    project = temporaryProject({ acme: acmeSpec });
    const config: JobwireConfig = { providers: { acme: { types: "src/acme" } } };
    await generate({ folder: project.folder, config });
    expect(files("src")).toEqual(["src/acme/schema.ts", "src/acme/types.ts"]);
    expect(compile({ ...strict, module: "nodenext", lib: ["ES2022"] }, ["src"])).toBe("");
    expect((await check({ folder: project.folder, config })).ok).toBe(true);
  });

  it("into a package of its own works for every package manager", async () => {
    project = temporaryProject({ acme: acmeSpec });
    await generate({ folder: project.folder, config: { scope: "@team" } });
    const manifest = JSON.parse(project.read("packages/acme/package.json")) as Record<string, unknown>;
    expect(manifest).toMatchObject({
      name: "@team/acme",
      private: true,
      dependencies: { "@jobwire/client": expect.stringMatching(/^\^\d/) },
    });
    expect(JSON.stringify(manifest)).not.toMatch(/workspace:|catalog:|Jobwire contributors|\.\.\//);
  });

  it("of a new package takes the project's own template", async () => {
    project = temporaryProject({ acme: acmeSpec });
    project.write(
      "template/package.json",
      '{ "name": "{{package}}", "description": "{{title}} of {{provider}}" }',
    );
    project.write("template/src/extra.ts", "export {};\n");
    await generate({ folder: project.folder, config: { template: "template", scope: "@team" } });
    expect(JSON.parse(project.read("packages/acme/package.json"))).toEqual({
      name: "@team/acme",
      description: "Acme of acme",
    });
    expect(files("packages/acme/src")).toContain("packages/acme/src/extra.ts");
  });

  it.each([
    [{ packages: "a", folders: "b" }, "packages and folders cannot both be given"],
    [{ imports: ".mjs" }, '"imports" is one of "", ".js", ".ts"'],
    [{ providers: { acme: { types: "a", package: "b" } } }, "package and types cannot both be given"],
    [{ providers: { acme: { spec: 1 } } }, '"spec" must be a text'],
    [{ providers: { acme: { specs: "a" } } }, 'did you mean "spec"?'],
    [{ template: "gone" }, "there is no gone"],
  ])("is refused for the config %j", async (config, problem) => {
    project = temporaryProject({ acme: acmeSpec });
    project.write("jobwire.config.json", JSON.stringify(config));
    await expect(generate({ folder: project.folder })).rejects.toThrow(problem);
  });
});

describe("a document that belongs to somebody else", () => {
  it("stays where it is and gets its jobs by an overlay", async () => {
    project = temporaryProject();
    const [document = "", jobs = ""] = acmeSpec.split(/(?=x-jobs:)/);
    const [lifecycle = "", paths = ""] = jobs.split(/(?=paths:)/);
    project.write("vendor/acme.yaml", document + paths);
    const added = await addProvider("acme", { folder: project.folder, from: "vendor/acme.yaml" });
    expect(added).toEqual({ spec: "specs/acme/overlay.yaml", isNew: true });
    const first = await generate({ folder: project.folder });
    expect(first.providers).toMatchObject([{ operations: 3, kinds: [], diagnostics: [] }]);
    const overlay = project.read("specs/acme/overlay.yaml");
    const update = lifecycle.replace(/^/gm, "      ");
    project.write("specs/acme/overlay.yaml", overlay.replace("      x-jobwire: {}\n", `${update}\n`));
    const second = await generate({ folder: project.folder });
    expect(second.providers).toMatchObject([{ kinds: ["render"], diagnostics: [] }]);
    expect(project.read("vendor/acme.yaml")).toBe(document + paths);
    expect(await addProvider("acme", { folder: project.folder, from: "vendor/acme.yaml" })).toMatchObject({
      isNew: false,
    });
  });

  it("can have its overlay anywhere: the config then names both", async () => {
    project = temporaryProject();
    project.write("vendor/acme.yaml", acmeSpec);
    const options = { folder: project.folder, from: "vendor/acme.yaml", overlay: "vendor/acme.overlay.yaml" };
    expect(await addProvider("acme", options)).toEqual({
      spec: "vendor/acme.overlay.yaml",
      isNew: true,
      config: "jobwire.config.json",
    });
    expect(JSON.parse(project.read("jobwire.config.json"))).toMatchObject({
      scope: "@jobwire",
      providers: { acme: { spec: "vendor/acme.yaml", overlay: "vendor/acme.overlay.yaml" } },
    });
    expect((await generate({ folder: project.folder })).ok).toBe(true);
  });

  it("must exist", async () => {
    project = temporaryProject();
    const missing = addProvider("acme", { folder: project.folder, from: "gone.yaml" });
    await expect(missing).rejects.toThrow("gone.yaml: there is no such document");
    const alone = addProvider("acme", { folder: project.folder, overlay: "a.yaml" });
    await expect(alone).rejects.toThrow("an overlay needs the document that it is for");
  });
});

describe("initProject", () => {
  function fresh(files: Readonly<Record<string, string>>): string {
    project = temporaryProject();
    for (const [file, text] of Object.entries(files)) project.write(file, text);
    rmSync(join(project.folder, "jobwire.config.json"));
    return project.folder;
  }

  it.each([
    [
      "npm and yarn",
      { "package.json": '{ "name": "@team/root", "workspaces": ["apps/*", "packages/*"] }' },
      "packages",
    ],
    ["yarn 1", { "package.json": '{ "workspaces": { "packages": ["libs/*"] } }' }, "libs"],
    [
      "pnpm",
      { "package.json": '{ "name": "root" }', "pnpm-workspace.yaml": "packages:\n  - modules/*\n  - '!x'\n" },
      "modules",
    ],
  ])("puts packages where the workspaces of %s are", (_, files, packages) => {
    const folder = fresh(files);
    expect(initProject({ folder }).config.packages).toBe(packages);
    expect(JSON.parse(project.read("jobwire.config.json"))).toMatchObject({ packages });
  });

  it("puts sources into the only package where there are no workspaces", async () => {
    const folder = fresh({ "package.json": '{ "name": "app", "type": "module" }' });
    expect(initProject({ folder }).config).toMatchObject({ specs: "specs", folders: "src/apis" });
    expect((await generate({ folder })).ok).toBe(true);
    expect(files("src")).toContain("src/apis/example/jobs.ts");
  });

  it("adds a script and the dependency, keeps the indentation, and changes nothing twice", () => {
    const manifest =
      '{\n\t"name": "@team/root",\n\t"scripts": { "generate": "prisma generate" },\n\t"workspaces": ["packages/*"]\n}\n';
    const folder = fresh({ "package.json": manifest });
    const first = initProject({ folder });
    expect(first.done).toEqual([
      "jobwire.config.json: new",
      'package.json: script "generate:apis", development dependency jobwire',
      "specs/example/openapi.yaml: new",
    ]);
    expect(first.config.scope).toBe("@team");
    expect(project.read("package.json")).toMatch(
      /^\{\n\t"name": "@team\/root",\n\t"scripts": \{\n\t\t"generate": "prisma generate",\n\t\t"generate:apis": "jobwire generate"/,
    );
    const before = project.snapshot(".");
    expect(initProject({ folder }).done).toEqual([]);
    expect(project.snapshot(".")).toEqual(before);
  });

  it("imports sources by their own names where the compiler settings say so", () => {
    const folder = fresh({
      "package.json": '{ "workspaces": ["packages/*"] }',
      "tsconfig.json":
        '{ "compilerOptions": { "rewriteRelativeImportExtensions": true } } // JSON with comments',
      "bun.lock": "",
    });
    expect(initProject({ folder })).toMatchObject({ config: { imports: ".ts" }, packageManager: "bun" });
  });

  it("needs a package.json", () => {
    const folder = fresh({ "package.json": "{" });
    expect(() => initProject({ folder })).toThrow("package.json");
    expect(() => initProject({ folder: `${folder}/nowhere` })).toThrow("has no package.json");
  });
});

describe("a place outside of the project", () => {
  it.each([
    { packages: "../out" },
    { folders: "src/../../out" },
    { types: "/elsewhere/out" },
    { providers: { acme: { folder: "../../out" } } },
  ] satisfies readonly JobwireConfig[])("is no place for output: %j", async (config) => {
    project = temporaryProject({ acme: acmeSpec });
    await expect(generate({ folder: project.folder, config })).rejects.toThrow("is outside of the project");
  });
});

it("replaces nothing that is no file, and says so", async () => {
  project = temporaryProject({ acme: acmeSpec });
  project.write("packages/acme/src/generated/types.ts/kept.txt", "mine");
  await expect(generate({ folder: project.folder })).rejects.toThrow("types.ts");
  expect(project.read("packages/acme/src/generated/types.ts/kept.txt")).toBe("mine");
});

it("tells in the README of a new package how its jobs are run, or how to describe one", async () => {
  project = temporaryProject({ acme: acmeSpec });
  project.write("specs/plain/openapi.yaml", acmeSpec.replace(/\nx-jobs:[\s\S]*?\n(?=\S)/, "\n"));
  expect((await generate({ folder: project.folder })).ok).toBe(true);
  expect(project.read("packages/acme/README.md")).toContain(
    "const job = await acme.jobs.render.run({ /* … */ });",
  );
  expect(project.read("packages/plain/README.md")).toContain(
    "`jobwire help x-jobs` says how its document describes one.",
  );
});
