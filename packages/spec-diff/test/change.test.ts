import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runChange } from "../src/index.ts";
import { corpusBase } from "./corpus.ts";
import { type TestProject, testProject } from "./project.ts";

const spec = JSON.stringify(corpusBase, null, 2);
const file = "specs/kiln/openapi.json";
const renamed = spec.replace('"operationId": "getReport"', '"operationId": "readReport"');
const described = spec.replace("Start a job.", "Start one job.");
const front = (bump: string) => `---\n"@acme/kiln": ${bump}\n---\n\nText.\n`;

let project: TestProject;
let asked: string[];

/** npm knows the packages that a test says; all else is not there. */
const io = (npm: "missing" | "unreachable" = "unreachable") => ({
  ...project.io,
  run: async (program: string, args: readonly string[], folder: string) => {
    if (program === "git") {
      const { execFileSync } = await import("node:child_process");
      return execFileSync(program, args, { cwd: folder, stdio: ["ignore", "pipe", "ignore"] });
    }
    asked.push(args[1] ?? "");
    throw new Error(npm === "missing" ? "npm error code E404" : "npm error code ENOTFOUND");
  },
});
const check = (npm?: "missing" | "unreachable") => runChange({ check: true, predictTypes: true }, io(npm));
const change = () => runChange({ predictTypes: true }, io());

beforeEach(() => {
  asked = [];
  project = testProject();
  project.write(file, spec);
  project.write("packages/kiln/package.json", JSON.stringify({ name: "@acme/kiln", version: "0.3.1" }));
});
afterEach(() => project.remove());

describe("after a release", () => {
  beforeEach(() => {
    project.commit("first");
    project.git("tag", "@acme/kiln@0.3.1");
  });

  it("asks for a changeset of everything since the tag, and takes the one that the named command writes", async () => {
    project.write(file, renamed);
    project.commit("rename an operation");
    project.write(file, renamed.replace("Start a job.", "Start one job."));
    project.commit("describe an operation");
    expect(await check()).toBe(1);
    expect(project.said()).toBe(
      "kiln: the spec changed since @acme/kiln@0.3.1 and needs a minor release, but .changeset/spec-kiln.md is missing.\n" +
        "  - `readReport` was called `getReport`\n" +
        "Run `jobwire change kiln` and commit the file.\n",
    );
    expect(await change()).toBe(0);
    expect(await check()).toBe(0);
    project.commit("say so");
    expect(await check()).toBe(0);
    expect(project.said()).toContain(
      "kiln: minor since @acme/kiln@0.3.1, and .changeset/spec-kiln.md says minor.",
    );
    expect(asked).toEqual([]);
  });

  it("does not count a changeset that was written by hand: what it describes is not known", async () => {
    project.write(".changeset/words.md", front("major"));
    project.write(file, described);
    project.commit("words");
    expect(await check()).toBe(1);
    expect(project.said()).toContain("needs a patch release, but .changeset/spec-kiln.md is missing");
  });
});

describe("before the first release", () => {
  it("counts from the commit that last changed a hand-written changeset of the package", async () => {
    project.commit("first");
    project.write(file, renamed);
    project.write(".changeset/first-release.md", front("minor"));
    project.commit("first release");
    expect(await check()).toBe(0);
    expect(project.said()).toMatch(/^kiln: no change since [0-9a-f]{7,} \(before the first release\)\.\n$/);
    project.write(file, spec);
    project.commit("rename it back");
    expect(await check()).toBe(1);
    expect(project.said()).toContain("needs a minor release");
    expect(await change()).toBe(0);
    project.commit("say so");
    expect(await check()).toBe(0);
    const written = project.read(".changeset/spec-kiln.md");
    expect(await change()).toBe(0);
    expect(project.read(".changeset/spec-kiln.md")).toBe(written);
    expect(asked).toEqual([]);
  });

  it("counts from where the branch left the main branch when there is no changeset", async () => {
    project.commit("first");
    project.git("checkout", "-b", "topic");
    project.write(file, renamed);
    project.commit("rename an operation");
    expect(await check()).toBe(1);
    project.git("checkout", "main");
    expect(await check()).toBe(0);
  });

  it("has nothing to ask of a document that is new", async () => {
    project.write("README.md", "Nothing yet.");
    project.git("add", "README.md");
    project.git("commit", "-m", "first");
    expect(await check()).toBe(0);
    expect(project.said()).toMatch(
      /^kiln: not compared\. new since [0-9a-f]{7,}, nothing is released yet\.\n$/,
    );
  });

  it("says so when git knows nothing", async () => {
    expect(await check()).toBe(0);
    expect(project.said()).toBe(
      "kiln: not compared. nothing is released yet, and git knows no commit to compare with.\n",
    );
  });
});

describe("a release without its tag", () => {
  beforeEach(() => {
    project.write("packages/kiln/CHANGELOG.md", "# @acme/kiln\n\n## 0.3.1\n\n- Text.\n");
    project.commit("release");
  });

  it.each(["missing", "unreachable"] as const)(
    "is asked of npm, and passes if it is %s there",
    async (npm) => {
      project.write(file, renamed);
      expect(await check(npm)).toBe(0);
      expect(asked).toEqual(
        npm === "missing" ? ["@acme/kiln@0.3.1", "@acme/kiln@latest"] : ["@acme/kiln@0.3.1"],
      );
      expect(project.said()).toContain(
        "kiln: not compared. 0.3.1 is about to be released, or git has no tag @acme/kiln@0.3.1 (git fetch --tags)",
      );
    },
  );
});

describe("a shallow clone", () => {
  it("says that it may miss the base", async () => {
    project.write(".changeset/first-release.md", front("minor"));
    project.commit("first");
    project.write(file, renamed);
    project.commit("rename an operation");
    const clone = testProject();
    try {
      clone.git("fetch", "--depth=1", `file://${project.folder}`, "main");
      clone.git("checkout", "FETCH_HEAD");
      const code = await runChange({ check: true, predictTypes: true }, { ...clone.io, run: io().run });
      expect(code).toBe(0);
      expect(clone.said()).toContain("This clone is shallow");
    } finally {
      clone.remove();
    }
  });
});
