import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createReport } from "../diagnostics/report.ts";
import { SpecError } from "../diagnostics/spec-error.ts";
import { loadDocument } from "./load-document.ts";
import { locateFindings } from "./source-map.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "jobwire-load-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(file: string, text: string): string {
  const path = join(folder, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

function load(text: string, file = "specs/acme/openapi.yaml") {
  const report = createReport();
  const loaded = loadDocument({ file: write(file, text), folder }, report);
  return {
    ...loaded,
    report,
    errors: locateFindings(report.findings, loaded.sources).map(
      ({ file, line, fact }) => `${file}:${line}: ${fact}`,
    ),
  };
}

const head = "openapi: 3.1.0\ninfo: { title: T, version: '1' }\n";

describe("a document in several files", () => {
  it("becomes one: reusable objects move into components, all else in place", () => {
    write(
      "specs/acme/schemas/job.yaml",
      "Job: { type: object, properties: { next: { $ref: '#/Job' }, owner: { $ref: ../people.json#/Person } } }\n",
    );
    write("specs/acme/people.json", '{ "Person": { "type": "string" } }');
    write(
      "specs/acme/paths/jobs.yaml",
      "get:\n  responses:\n    '200': { content: { application/json: { schema: { $ref: ../schemas/job.yaml#/Job } } } }\n",
    );
    write("specs/acme/jobs.yaml", "job: { read: getJob }\n");
    const { document, errors, files } = load(
      `${head}x-jobs: { $ref: ./jobs.yaml }\npaths:\n  /jobs: { $ref: ./paths/jobs.yaml }\n`,
    );
    expect(errors).toEqual([]);
    expect(document).toEqual({
      openapi: "3.1.0",
      info: { title: "T", version: "1" },
      "x-jobs": { job: { read: "getJob" } },
      paths: {
        "/jobs": {
          get: {
            responses: {
              "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/Job" } } } },
            },
          },
        },
      },
      components: {
        schemas: {
          Job: {
            type: "object",
            properties: {
              next: { $ref: "#/components/schemas/Job" },
              owner: { $ref: "#/components/schemas/Person" },
            },
          },
          Person: { type: "string" },
        },
      },
    });
    expect(files).toHaveLength(5);
  });

  it("gives two files' schemas of one name two names", () => {
    write("specs/acme/a.yaml", "Item: { type: string }\n");
    write("specs/acme/b.yaml", "Item: { type: number }\n");
    const { document } = load(
      `${head}paths: {}\ncomponents:\n  schemas:\n    Pair: { type: object, properties: { a: { $ref: a.yaml#/Item }, b: { $ref: b.yaml#/Item } } }\n`,
    );
    expect(document).toMatchObject({
      components: { schemas: { Item: { type: "string" }, "b-Item": { type: "number" } } },
    });
  });

  it("says file and line of what is wrong in a file", () => {
    write("specs/acme/jobs.yaml", "# a comment\njob:\n  read: getJob\n");
    const { report, sources } = load(`${head}paths: {}\nx-jobs: { $ref: jobs.yaml }\n`);
    report.error(["x-jobs", "job", "read"], "wrong");
    expect(locateFindings(report.findings, sources)).toMatchObject([
      { file: "specs/acme/jobs.yaml", line: 3, column: 3 },
    ]);
  });

  it("leads back to the root document", () => {
    write(
      "specs/acme/page.yaml",
      "Page: { type: array, items: { $ref: 'openapi.yaml#/components/schemas/Job' } }\n",
    );
    const { document, errors } = load(
      `${head}paths: {}\ncomponents: { schemas: { Job: { type: string }, List: { allOf: [{ $ref: page.yaml#/Page }] } } }\n`,
    );
    expect(errors).toEqual([]);
    expect(document).toMatchObject({
      components: { schemas: { Page: { items: { $ref: "#/components/schemas/Job" } } } },
    });
  });

  it.each([
    ["https://evil.example/x.yaml", "references to the network or to a URL are not followed"],
    ["file:///etc/passwd", "references to the network or to a URL are not followed"],
    ["//evil.example/x.yaml", "references to the network or to a URL are not followed"],
    ["/etc/passwd", "it leads out of the spec's folder"],
    ["../other/secret.yaml", "it leads out of the spec's folder"],
    ["%2e%2e/other/secret.yaml", "it leads out of the spec's folder"],
    ["link/secret.yaml", "it leads out of the spec's folder"],
    ["gone.yaml", "there is no such file, or it cannot be read"],
    ["broken.yaml", "line 1: this is no valid YAML"],
    ["good.yaml#/Nothing", "has no /Nothing"],
  ])("refuses %s", (ref, reason) => {
    write("specs/other/secret.yaml", "{ type: string }");
    write("specs/acme/broken.yaml", "a: ]");
    write("specs/acme/good.yaml", "A: { type: string }");
    symlinkSync(join(folder, "specs/other"), join(folder, "specs/acme/link"));
    const { errors } = load(
      `${head}paths: {}\ncomponents:\n  schemas:\n    A: { $ref: ${JSON.stringify(ref)} }\n`,
    );
    expect(errors).toHaveLength(1);
    expect(errors[0]).toContain("specs/acme/openapi.yaml:6:");
    expect(errors[0]).toContain(reason);
  });

  it("does not follow references in data", () => {
    const { errors } = load(
      `${head}paths: {}\ncomponents:\n  schemas:\n    A: { type: object, example: { $ref: gone.yaml }, default: { $ref: gone.yaml } }\n`,
    );
    expect(errors).toEqual([]);
  });
});

describe("versions", () => {
  it("reads 3.0 in the words of 3.1", () => {
    const { document } = load(
      "openapi: 3.0.3\ninfo: { title: T, version: '1' }\npaths: {}\ncomponents:\n  schemas:\n    A: { type: string, nullable: true, enum: [a] }\n    B: { nullable: true, allOf: [{ $ref: '#/components/schemas/A' }] }\n    C: { type: integer, minimum: 0, exclusiveMinimum: true, maximum: 9, exclusiveMaximum: false }\n",
    );
    expect(document.components).toEqual({
      schemas: {
        A: { type: ["string", "null"], enum: ["a", null] },
        B: { anyOf: [{ allOf: [{ $ref: "#/components/schemas/A" }] }, { type: "null" }] },
        C: { type: "integer", exclusiveMinimum: 0, maximum: 9 },
      },
    });
  });

  it("takes itemSchema of 3.2 for one event, and refuses what else is new", () => {
    const { document, errors } = load(
      "openapi: 3.2.0\ninfo: { title: T, version: '1' }\npaths:\n  /a:\n    query: {}\n    get:\n      responses:\n        '200': { content: { text/event-stream: { itemSchema: { type: object } } } }\n",
    );
    expect(errors).toEqual(['specs/acme/openapi.yaml:5: "query" of OpenAPI 3.2 is not supported']);
    expect(JSON.stringify(document)).toContain('"text/event-stream":{"schema":{"type":"object"}}');
  });

  it.each([
    ['swagger: "2.0"', "Swagger 2.0 is not supported"],
    ["openapi: 4.0.0", "OpenAPI 4.0.0 is not supported"],
    ["title: no", 'this is no OpenAPI document: it has no "openapi" version'],
  ])("refuses %s", (text, fact) => {
    expect(load(text).errors[0]).toContain(fact);
  });
});

describe("text that is no document", () => {
  it.each([
    ["a: [1, 2", 1],
    ["a:\n  b: 1\n c: 2", 3],
    ["a: 1\na: 2", 2],
    ["- 1", 1],
    ["", 1],
  ])("is refused with its line: %j", (text, line) => {
    try {
      load(text);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(SpecError);
      expect((error as SpecError).diagnostics).toMatchObject([{ file: "specs/acme/openapi.yaml", line }]);
    }
  });

  it("is refused with the line of a slip in JSON", () => {
    expect(() => load('{\n  "openapi": "3.1.0",\n  "info": ,\n}', "specs/acme/openapi.json")).toThrow(
      /openapi\.json:3:\d+\n {4}this is no valid JSON/,
    );
  });

  it("is refused when it is nested more deeply than it can be read", () => {
    const depth = 50_000;
    expect(() => load(`${head}x: ${"[".repeat(depth)}${"]".repeat(depth)}\n`)).toThrow(/nested too deeply/);
  });

  it("is refused when an alias contains itself", () => {
    expect(load(`${head}paths: &a { /x: *a }\n`).errors[0]).toContain("a YAML alias contains itself");
  });

  it("is refused when aliases make it explode", () => {
    const levels = Array.from(
      { length: 9 },
      (_, index) =>
        `l${index}: &l${index} [${Array(9)
          .fill(index === 0 ? "x" : `*l${index - 1}`)
          .join(", ")}]`,
    );
    expect(() => load(`${levels.join("\n")}\nopenapi: 3.1.0\n`)).toThrow(/alias/i);
  });
});

describe("a text that is no document", () => {
  function refusal(text: string | Uint8Array, file = "specs/acme/openapi.yaml") {
    const path = write(file, "");
    writeFileSync(path, text);
    try {
      loadDocument({ file: path, folder }, createReport());
    } catch (error) {
      if (error instanceof SpecError) return error.diagnostics[0];
    }
    return undefined;
  }

  it.each([
    [
      "bytes that are no UTF-8",
      Buffer.from("openapi: 3.1.0\ninfo: \xff\n", "latin1"),
      2,
      7,
      "this is no UTF-8 text",
      undefined,
    ],
    [
      "a number that YAML alone has",
      `${head}x: [1, .inf]\n`,
      3,
      8,
      "a number here is infinite, too large, or none",
      undefined,
    ],
    [
      "a number that is too large",
      '{\n  "x": 1e999\n}\n',
      2,
      8,
      "a number here is infinite, too large, or none",
      undefined,
    ],
    [
      "a path with braces and without quotes",
      `${head}x-jobs: { job: { start: { operation: POST /jobs/{id}, params: {} } } }\n`,
      3,
      49,
      "this is no valid YAML: Unexpected flow-map-start",
      'a path with {…} stands in quotes: "POST /jobs/{job_id}"',
    ],
    [
      "several documents",
      `${head}---\nx: 1\n`,
      3,
      1,
      "this is no valid YAML: the file holds several documents",
      "remove all but one, and the lines with ---",
    ],
  ] as const)("is refused with its place: %s", (_, text, line, column, fact, hint) => {
    const found = refusal(text);
    expect(found).toMatchObject({ file: "specs/acme/openapi.yaml", line, column });
    expect(found?.fact).toContain(fact);
    expect(found?.hint).toBe(hint);
  });

  it("is none if it says .inf and 1e999 in words", () => {
    expect(load(`${head}x-note: "from .inf to 1e999"\n`).errors).toEqual([]);
  });

  it("is refused if there is no file but something else, which may have no end", () => {
    const file = join(folder, "specs/acme/openapi.yaml");
    mkdirSync(file, { recursive: true });
    try {
      loadDocument({ file, folder }, createReport());
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({ diagnostics: [{ fact: "this is no file" }] });
    }
  });

  it("says what to write for a version that is a number", () => {
    const { report } = load("openapi: 3.1\ninfo: { title: T, version: '1' }\n");
    expect(report.findings).toMatchObject([
      {
        path: ["openapi"],
        fact: "the version is the number 3.1, and must be a text",
        hint: "write it out: openapi: 3.1.0",
      },
    ]);
  });
});
