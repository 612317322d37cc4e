import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createReport } from "../diagnostics/report.ts";
import { SpecError } from "../diagnostics/spec-error.ts";
import { loadDocument } from "./load-document.ts";
import { locateFindings } from "./source-map.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "jobwire-overlay-"));
  write("apis/acme.json", JSON.stringify(document));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const document = {
  openapi: "3.1.0",
  info: { title: "Acme", version: "1" },
  tags: [{ name: "a" }],
  paths: { "/jobs": { get: { summary: "List.", tags: ["a"] }, post: {} }, "/internal": { get: {} } },
};
const head = "overlay: 1.0.0\ninfo: { title: T, version: '1' }\nextends: ../../apis/acme.json\nactions:\n";

function write(file: string, text: string): string {
  const path = join(folder, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

function load(actions: string, start = head) {
  const report = createReport();
  const file = write("specs/acme/overlay.yaml", start + actions);
  return { ...loadDocument({ file, folder }, report), report };
}

function problems(actions: string, start = head): readonly string[] {
  try {
    load(actions, start);
  } catch (error) {
    if (!(error instanceof SpecError)) throw error;
    return error.diagnostics.map(({ file, line, fact }) => `${file}:${line}: ${fact}`);
  }
  return [];
}

describe("an overlay", () => {
  it("merges objects, joins lists, and replaces what else was there", () => {
    const { document: result } = load(
      "  - { target: $, update: { x-jobs: { job: { read: getJob } }, tags: [{ name: b }] } }\n" +
        "  - { target: \"$.paths['/jobs'].get\", update: { operationId: listJobs, summary: All. } }\n" +
        "  - { target: $.paths.*.get.tags, update: c }\n",
    );
    expect(result).toMatchObject({
      "x-jobs": { job: { read: "getJob" } },
      tags: [{ name: "a" }, { name: "b" }],
      paths: { "/jobs": { get: { operationId: "listJobs", summary: "All.", tags: ["a", "c"] } } },
    });
  });

  it("takes away what a target names, from the end of a list", () => {
    const { document: result } = load(
      "  - { target: $, update: { tags: [{ name: b }, { name: c }] } }\n" +
        "  - { target: \"$.tags[?@.name != 'b']\", remove: true }\n" +
        "  - { target: \"$.paths['/internal']\", remove: true }\n",
    );
    expect(result.tags).toEqual([{ name: "b" }]);
    expect(Object.keys(result.paths ?? {})).toEqual(["/jobs"]);
  });

  it("leaves the document on the disk as it is, and reads both files", () => {
    const { files } = load("  - { target: $.info, update: { title: Other } }\n");
    expect(files.map((file) => file.split("/").at(-1))).toEqual(["overlay.yaml", "acme.json"]);
  });

  it("is where an error in what it brought in is shown", () => {
    const { report, sources } = load(
      "  - target: $\n    update:\n      x-jobs:\n        job:\n          read: getJob\n          id: /nothing\n",
    );
    report.error(["x-jobs", "job", "id"], "wrong");
    report.error(["paths", "/jobs"], "wrong too");
    const found = locateFindings(report.findings, sources).map(({ file, line }) => `${file}:${line}`);
    expect(found).toEqual(["apis/acme.json:1", "specs/acme/overlay.yaml:10"]);
  });

  it.each([
    ["  - { target: \"$.paths['/gone']\", remove: true }\n", ":5: $.paths['/gone'] is not in the document"],
    ["  - { target: $x, remove: true }\n", ':5: "$x" is no JSONPath'],
    ["  - { target: $, copy: $.info }\n", ':5: "copy" is not a key of Overlay 1.0 here'],
    ["  - { update: {} }\n", ':5: "target" is missing'],
    ["  - { target: $ }\n", ":5: this action does nothing"],
    ["  {}\n", ":4: an overlay has a list of actions"],
  ])("says what is wrong with %j", (actions, problem) => {
    expect(problems(actions)[0]).toContain(`specs/acme/overlay.yaml${problem}`);
  });

  it.each([
    ["extends: https://acme.example/openapi.json", "is refused: a document is not read from the network"],
    ["extends: ../../../../etc/passwd", ""],
    ["extends: ./gone.yaml", "leads to nothing"],
    ["", "does not say which document it is for"],
  ])("refuses %j", (line, problem) => {
    const found = problems("  - { target: $, update: {} }\n", `overlay: 1.0.0\n${line}\nactions:\n`);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(problem);
  });
});

it("does not take the whole document away", () => {
  expect(problems("  - { target: $, remove: true }\n").join()).toContain(
    "the whole document cannot be removed",
  );
});
