import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runChange, runDiff, runDrift } from "../src/index.ts";
import { corpusBase } from "./corpus.ts";

let folder: string;
let out: string;
let err: string;

const io = () => ({
  folder,
  out: (text: string) => {
    out += text;
  },
  err: (text: string) => {
    err += text;
  },
});

function write(file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}

function git(...args: readonly string[]): void {
  const identity = [
    "-c",
    "user.name=test",
    "-c",
    "user.email=test@example.com",
    "-c",
    "commit.gpgsign=false",
  ];
  execFileSync("git", [...identity, ...args], { cwd: folder, stdio: "ignore" });
}

const spec = JSON.stringify(corpusBase, null, 2);
const file = "specs/kiln/openapi.json";
const renamed = spec.replace('"operationId": "getReport"', '"operationId": "readReport"');
const described = spec.replace("Start a job.", "Start one job.");

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "jobwire-commands-"));
  [out, err] = ["", ""];
  write(file, spec);
  write("packages/kiln/package.json", JSON.stringify({ name: "@acme/kiln", version: "0.3.1" }));
  git("init", "-b", "main");
  git("add", ".");
  git("commit", "-m", "first");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("jobwire diff", () => {
  it("compares two files", async () => {
    write("a.json", spec);
    write("b.json", renamed);
    expect(await runDiff({ base: "a.json", head: "b.json", predictTypes: true }, io())).toBe(0);
    expect(out).toContain("readReport was called getReport");
    expect(out).toContain("major release (from 1.0.0): 1 breaking");
  });

  it("compares two files of any folder", async () => {
    write("a.json", spec);
    write("b.json", renamed);
    const [base, head] = [join(folder, "a.json"), join(folder, "b.json")];
    expect(await runDiff({ base, head, predictTypes: true, format: "json" }, io())).toBe(0);
    const { reports } = JSON.parse(out);
    expect(reports).toHaveLength(1);
    expect(reports[0].changes).toHaveLength(1);
  });

  it("compares a git revision with the working tree", async () => {
    write(file, renamed);
    await runDiff({ base: "HEAD", predictTypes: true, format: "json" }, io());
    const [report] = JSON.parse(out).reports;
    expect(report).toMatchObject({ name: "kiln", bump: "minor", version: "0.3.1", head: "working tree" });
    expect(report.changes).toHaveLength(1);
  });

  it("compares two revisions of one provider", async () => {
    write(file, described);
    git("commit", "-am", "second");
    await runDiff({ base: "HEAD~1", head: `HEAD:${file}`, provider: "kiln", predictTypes: true }, io());
    expect(out).toContain("patch release (from 0.3.1): 0 breaking, 0 additive, 1 without effect");
  });

  it("takes the release from the tag of the package's version, then from a packed tarball", async () => {
    write("packages/kiln/acme-kiln-0.3.1.tgz", "");
    writeFileSync(
      join(folder, "packages/kiln/acme-kiln-0.3.1.tgz"),
      tarball("package/dist/openapi.json", spec),
    );
    write(file, renamed);
    await runDiff({ base: "released", predictTypes: true }, io());
    expect(out).toContain("packages/kiln/acme-kiln-0.3.1.tgz → working tree");
    git("tag", "@acme/kiln@0.3.1");
    await runDiff({ base: "released", predictTypes: true }, io());
    expect(out).toContain("@acme/kiln@0.3.1 → working tree");
  });

  it("annotates the lines of the file for GitHub", async () => {
    write(file, renamed);
    await runDiff({ base: "HEAD", predictTypes: true, format: "github" }, io());
    const line = renamed.split("\n").findIndex((text) => text.includes("readReport")) + 1;
    expect(out).toContain(`::warning file=${file},line=${line},title=breaking`);
  });

  it("prints a table for a pull request, and fails when it is told to", async () => {
    write(file, renamed);
    const code = await runDiff(
      { base: "HEAD", predictTypes: true, format: "markdown", failOn: "minor" },
      io(),
    );
    expect(code).toBe(1);
    expect(out).toContain("| `readReport` was called `getReport` |  | **breaking** |  | readReport |");
  });

  it("takes a verdict from a reviewed override, and reports one that is not needed any more", async () => {
    write(file, renamed);
    await runDiff({ base: "HEAD", predictTypes: true, format: "json" }, io());
    const { fingerprint } = JSON.parse(out).reports[0].changes[0];
    const entry = (name: string) =>
      `- fingerprint: ${name}\n  types: none\n  reason: Nobody was ever given this method.\n`;
    write("specs/kiln/diff-overrides.yaml", entry(fingerprint) + entry("000000000000"));
    out = "";
    await runDiff({ base: "HEAD", predictTypes: true }, io());
    expect(out).toContain("patch release");
    expect(out).toContain("The override 000000000000 meets no change and can be removed.");
  });

  it("refuses an override without a reason", async () => {
    write("specs/kiln/diff-overrides.yaml", "- fingerprint: 000000000000\n  types: none\n");
    expect(await runDiff({ base: "HEAD", predictTypes: true }, io())).toBe(2);
    expect(err).toContain("specs/kiln/diff-overrides.yaml: entry 1 gives no reason");
  });

  it("leaves out a provider that is new, and says so", async () => {
    write("specs/new/openapi.json", spec);
    write(file, renamed);
    expect(await runDiff({ base: "HEAD", predictTypes: true, format: "json" }, io())).toBe(0);
    expect(JSON.parse(out).reports.map(({ name }: { name: string }) => name)).toEqual(["kiln"]);
    expect(err).toContain("new: not compared. HEAD:specs/new/openapi.json: there is no such file");
  });

  it("says what is wrong with a base that does not exist", async () => {
    expect(await runDiff({ base: "nowhere", predictTypes: true }, io())).toBe(2);
    expect(err).toContain("git has no such revision and path");
  });
});

describe("jobwire change", () => {
  const changeset = () => readFileSync(join(folder, ".changeset/spec-kiln.md"), "utf8");

  it("compiles and writes one changeset, and changes nothing when it runs again", async () => {
    write(file, renamed);
    const args = { base: "HEAD", predictTypes: true };
    expect(await runChange(args, io())).toBe(0);
    const first = changeset();
    expect(first).toMatch(
      /^---\n"@acme\/kiln": minor\n---\n\nThe API description changed: 1 breaking change\.\n/,
    );
    expect(first).toContain(
      "- `readReport` was called `getReport`. Call `readReport` instead of `getReport`.",
    );
    expect(await runChange(args, io())).toBe(0);
    expect(changeset()).toBe(first);
    write(file, spec);
    expect(await runChange(args, io())).toBe(0);
    expect(changeset).toThrow("ENOENT");
  });

  it("fails a check without a changeset, or with one that is too small, and names the command", async () => {
    write(file, renamed);
    const args = { base: "HEAD", predictTypes: true, check: true };
    expect(await runChange(args, io())).toBe(1);
    expect(err).toContain("needs a minor release, but .changeset/spec-kiln.md is missing");
    expect(err).toContain("jobwire change kiln");
    write(".changeset/spec-kiln.md", '---\n"@acme/kiln": patch\n---\n\nText.\n');
    expect(await runChange(args, io())).toBe(1);
    expect(err).toContain(".changeset/spec-kiln.md says patch");
    write(".changeset/spec-kiln.md", '---\n"@acme/kiln": major\n---\n\nText.\n');
    expect(await runChange(args, io())).toBe(0);
  });

  it("passes a check when nothing changed", async () => {
    expect(await runChange({ base: "HEAD", check: true, predictTypes: true }, io())).toBe(0);
  });
});

describe("jobwire drift", () => {
  const published = {
    swagger: "2.0",
    info: { title: "Kiln", version: "7" },
    host: "api.kiln.example",
    basePath: "/v1",
    produces: ["application/json"],
    paths: {
      "/projects/{id}/runs/{run_id}": {
        get: {
          operationId: "GetRun",
          parameters: [
            { name: "id", in: "path", required: true, type: "string" },
            { name: "run_id", in: "path", required: true, type: "string" },
            { name: "verbose", in: "query", type: "boolean" },
          ],
          responses: { 200: { description: "OK", schema: { $ref: "#/definitions/app.Run" } } },
        },
      },
      "/other": { get: { responses: { 200: { description: "OK" } } } },
    },
    definitions: {
      "app.Run": {
        type: "object",
        properties: {
          id: { type: "string" },
          state: { type: "string", enum: ["active", "ok", "bad", "lost"] },
          log: { type: "string" },
          size: { type: "string" },
          owner: { $ref: "#/definitions/app.Owner" },
        },
      },
      "app.Owner": { type: "object", properties: { name: { type: "string", "x-nullable": true } } },
    },
  };

  it("lists what we lack, what they dropped and what contradicts, and leaves out what we do not have", async () => {
    write("theirs.json", JSON.stringify(published));
    const code = await runDrift(
      { provider: "kiln", document: "theirs.json", format: "json", fail: true },
      io(),
    );
    const drift = JSON.parse(out);
    const facts = (list: readonly { rule: string; subject: string }[]) =>
      list.map((change) => change.subject);
    expect(code).toBe(1);
    expect(facts(drift.lacking)).toEqual([
      "`owner` of `app.Run`",
      "`state` of `app.Run`",
      "query parameter `verbose` of `GetRun`",
    ]);
    expect(facts(drift.dropped)).toContain("`lines` of `app.Run`");
    expect(facts(drift.contradicting)).toContain("`size` of `app.Run`");
    expect(out).not.toContain("/other");
  });

  it("suggests a patch of our document", async () => {
    write("theirs.json", JSON.stringify(published));
    await runDrift({ provider: "kiln", document: "theirs.json", patch: "drift.yaml" }, io());
    const patch = readFileSync(join(folder, "drift.yaml"), "utf8");
    expect(patch).toContain("path: /components/schemas/Run/properties/owner");
    expect(patch).toContain("path: /components/schemas/Run/properties/state/enum\n");
    expect(patch).toContain('type:\n          - string\n          - "null"');
    expect(out).toContain("## What we lack");
  });

  it("says why an address cannot be read", async () => {
    const fetch = async () => {
      throw new TypeError("fetch failed", { cause: new Error("getaddrinfo ENOTFOUND kiln.example") });
    };
    const document = "https://kiln.example/openapi.json";
    expect(await runDrift({ provider: "kiln", document }, { ...io(), fetch })).toBe(2);
    expect(err).toBe(`${document}: cannot be fetched (getaddrinfo ENOTFOUND kiln.example)\n`);
  });
});

/** A tarball with one file. */
function tarball(name: string, text: string): Buffer {
  const content = Buffer.from(text);
  const header = Buffer.alloc(512);
  header.write(name, 0);
  header.write(content.length.toString(8).padStart(11, "0"), 124);
  const padding = Buffer.alloc((512 - (content.length % 512)) % 512);
  return gzipSync(Buffer.concat([header, content, padding, Buffer.alloc(1024)]));
}
