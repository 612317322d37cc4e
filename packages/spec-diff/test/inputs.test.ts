import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { runChange, runDiff } from "../src/index.ts";
import { corpusBase } from "./corpus.ts";
import { type TestProject, testProject } from "./project.ts";

const spec = JSON.stringify(corpusBase, null, 2);
const renamed = spec.replace('"operationId": "getReport"', '"operationId": "readReport"');
const manifest = (name: string) => JSON.stringify({ name, version: "0.3.1" });

let project: TestProject;
afterEach(() => project.remove());

interface Shown {
  readonly name: string;
  readonly base: string;
  readonly bump: string;
  readonly changes: readonly { readonly rule: string; readonly subject: string; readonly before?: unknown }[];
}

async function diff(
  base: string,
  more: { readonly head?: string; readonly provider?: string } = {},
  io = project.io,
) {
  await runDiff({ base, predictTypes: true, format: "json", ...more }, io);
  return JSON.parse(project.said()).reports as readonly Shown[];
}

describe("a document in several files", () => {
  const root = `openapi: 3.1.0
info: { title: Acme, version: 1.0.0 }
paths:
  /things:
    get:
      operationId: listThings
      responses:
        "200":
          description: All.
          content: { application/json: { schema: { $ref: "schemas/thing.yaml#/Thing" } } }
`;
  const thing = 'Thing:\n  type: object\n  properties: { size: { $ref: "./size.yaml" } }\n';

  it("is read with the files of its revision, whatever lies in the working tree", async () => {
    project = testProject();
    project.write("specs/acme/openapi.yaml", root);
    project.write("specs/acme/schemas/thing.yaml", thing);
    project.write("specs/acme/schemas/size.yaml", "type: integer\n");
    project.commit("first");
    project.write("specs/acme/schemas/size.yaml", "type: string\n");
    const [uncommitted] = await diff("HEAD");
    expect(uncommitted?.changes).toMatchObject([{ rule: "type-changed", before: "integer" }]);
    project.commit("second");
    expect((await diff("HEAD~1", { head: "HEAD" }))[0]?.changes).toHaveLength(1);
    expect((await diff("HEAD~1", { head: "HEAD~1" }))[0]?.changes).toEqual([]);
    const paths = { head: "HEAD:specs/acme/openapi.yaml" };
    expect((await diff("HEAD~1:specs/acme/openapi.yaml", paths))[0]?.changes).toHaveLength(1);
  });

  it("is refused with the reference that leads to nothing", async () => {
    project = testProject();
    project.write("specs/acme/openapi.yaml", root);
    project.commit("first");
    expect(await runDiff({ base: "HEAD", predictTypes: true }, project.io)).toBe(2);
    expect(project.said()).toContain('"schemas/thing.yaml#/Thing" leads to nothing');
  });

  it("may be an overlay on a document that lies elsewhere in the project", async () => {
    project = testProject();
    const overlay = (title: string) =>
      `overlay: 1.0.0\ninfo: { title: Ours, version: 1.0.0 }\nextends: ../../vendor/acme.json\nactions:\n  - target: $.paths["/v1/report"].get\n    update: { operationId: ${title} }\n`;
    project.write("vendor/acme.json", spec);
    project.write("specs/acme/overlay.yaml", overlay("getReport"));
    project.commit("first");
    project.write("specs/acme/overlay.yaml", overlay("readReport"));
    expect((await diff("HEAD"))[0]?.changes).toMatchObject([
      { rule: "operation-renamed", before: "getReport" },
    ]);
  });
});

describe("a project that is laid out otherwise", () => {
  it("is read as its config says, in a folder of a larger repository", async () => {
    project = testProject("clients");
    project.write(
      "jobwire.config.json",
      JSON.stringify({ specs: "apis", folders: "libs/sdk/src", scope: "@acme" }),
    );
    project.write("libs/sdk/package.json", manifest("@acme/sdk"));
    project.write("apis/kiln/openapi.json", spec);
    project.write("../.changeset/first.md", '---\n"@acme/sdk": minor\n---\n\nFirst.\n');
    project.commit("first");
    project.write("apis/kiln/openapi.json", renamed);
    expect(await diff("HEAD")).toMatchObject([
      { name: "kiln", bump: "minor", changes: [{ rule: "operation-renamed" }] },
    ]);
    expect(await runChange({ check: true, predictTypes: true }, project.io)).toBe(1);
    expect(project.said()).toContain("../.changeset/spec-kiln.md is missing");
    expect(await runChange({ predictTypes: true }, project.io)).toBe(0);
    expect(project.read("../.changeset/spec-kiln.md")).toContain('"@acme/sdk": minor');
    expect(project.read("libs/sdk/src/kiln/generated/operations.ts")).toContain("readReport");
    expect(await runChange({ check: true, predictTypes: true }, project.io)).toBe(0);
  });

  it("takes the config that is named, and says what is wrong with one", async () => {
    project = testProject();
    project.write("apis/kiln/openapi.json", spec);
    project.write("other.json", JSON.stringify({ specs: "apis" }));
    project.commit("first");
    project.write("apis/kiln/openapi.json", renamed);
    const io = { ...project.io, config: "other.json" };
    expect((await diff("HEAD", {}, io))[0]?.changes).toHaveLength(1);
    expect(await runDiff({ base: "HEAD", predictTypes: true }, { ...io, config: "none.json" })).toBe(2);
    expect(project.said()).toContain("none.json: there is no such config file");
    expect(await runDiff({ base: "HEAD", provider: "kilm", predictTypes: true }, io)).toBe(2);
    expect(project.said()).toContain('no provider "kilm": did you mean "kiln"?');
  });
});

describe("what is released", () => {
  /** Packs a folder with npm, as publishing does. */
  function pack(folder: string, into: string): void {
    execFileSync("npm", ["pack", folder, "--pack-destination", into, "--ignore-scripts", "--silent"], {
      cwd: folder,
      stdio: "ignore",
    });
  }

  function publishable(): void {
    project = testProject();
    project.write("specs/kiln/openapi.json", renamed);
    project.write("packages/kiln/package.json", manifest("@acme/kiln"));
    project.write("packages/kiln/dist/openapi.json", spec);
    project.write("packages/kiln/dist/other/openapi.json", "{}");
  }

  it("is in a tarball that npm packed, named or lying in the package's folder", {
    timeout: 30_000,
  }, async () => {
    publishable();
    pack(join(project.folder, "packages/kiln"), project.folder);
    const change = { rule: "operation-renamed", before: "getReport" };
    expect(await diff("acme-kiln-0.3.1.tgz", { provider: "kiln" })).toMatchObject([{ changes: [change] }]);
    pack(join(project.folder, "packages/kiln"), join(project.folder, "packages/kiln"));
    const [report] = await diff("released");
    expect(report).toMatchObject({ base: "packages/kiln/acme-kiln-0.3.1.tgz", changes: [change] });
  });

  it("is asked of npm at last: the package's version, else the latest", { timeout: 30_000 }, async () => {
    publishable();
    const asked: string[] = [];
    const run = async (program: string, args: readonly string[]) => {
      if (program !== "npm") throw new Error("no repository");
      const [, wanted = "", , into = ""] = args;
      asked.push(wanted);
      if (wanted !== "@acme/kiln@latest") throw new Error("npm error code E404");
      pack(join(project.folder, "packages/kiln"), into);
      return new Uint8Array();
    };
    const [report] = await diff("released", {}, { ...project.io, run });
    expect(asked).toEqual(["@acme/kiln@0.3.1", "@acme/kiln@latest"]);
    expect(report).toMatchObject({ base: "acme-kiln-0.3.1", bump: "minor" });
    expect(report?.changes).toHaveLength(1);
  });

  it("may be nowhere", async () => {
    publishable();
    const run = (said: string) => async (): Promise<Uint8Array> => {
      throw new Error(said);
    };
    const code = await runDiff({ base: "released" }, { ...project.io, run: run("npm error code E404") });
    expect(code).toBe(2);
    expect(project.said()).toContain("no release of @acme/kiln was found");
    await runDiff({ base: "released" }, { ...project.io, run: run("connect ECONNREFUSED") });
    expect(project.said()).toContain("the registry could not be asked for @acme/kiln");
  });

  it("is the provider's own document where one package holds several", { timeout: 30_000 }, async () => {
    project = testProject();
    project.write("jobwire.config.json", JSON.stringify({ folders: "sdk/src" }));
    project.write("sdk/package.json", manifest("sdk"));
    for (const [name, document] of [
      ["ash", renamed],
      ["kiln", spec],
    ] as const) {
      project.write(`specs/${name}/openapi.json`, renamed);
      project.write(`sdk/dist/${name}/generated/openapi.json`, document);
    }
    pack(join(project.folder, "sdk"), join(project.folder, "sdk"));
    const reports = await diff("released");
    expect(reports.map(({ name, changes }) => [name, changes.length])).toEqual([
      ["ash", 0],
      ["kiln", 1],
    ]);
  });
});
