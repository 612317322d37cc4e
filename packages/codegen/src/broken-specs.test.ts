import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Diagnostic, formatDiagnostic, generate } from "./index.ts";
import { acmeSpec, temporaryProject } from "./testing/temporary-project.ts";

const spec = "specs/acme/openapi.yaml";
const generated = "packages/acme/src/generated";
const project = temporaryProject({ acme: acmeSpec });
let before: Readonly<Record<string, string>> = {};

beforeAll(async () => {
  await generate({ folder: project.folder });
  before = project.snapshot(generated);
});
afterAll(() => project.remove());

interface Broken {
  readonly name: string;
  /** What is replaced in the good spec, and by what. */
  readonly replace: readonly [from: string, to: string];
  /** Text of the line at which the error must point; default: the replacement. */
  readonly at?: string;
  readonly path: string;
  readonly fact: string;
  readonly hint?: string;
}

const broken: readonly Broken[] = [
  {
    name: "pointer with a slip",
    replace: ["createdAt: /created_at", "createdAt: /createdAt"],
    path: "x-jobs › render › createdAt",
    fact: '/createdAt leaves the body of getRender: no "createdAt" below the root',
    hint: "did you mean /created_at?",
  },
  {
    name: "pointer into the wrong object",
    replace: ["output: /picture", "output: /url"],
    path: "x-jobs › render › output",
    fact: '/url leaves the body of getRender: no "url" below the root',
    hint: "did you mean /picture/url?",
  },
  {
    name: "key that does not exist",
    replace: ["succeeded: [done]", "completed: [done]"],
    path: "x-jobs › render › status › completed",
    fact: '"completed" is not a key of x-jobs here',
    hint: "keys: at, when, queued, running, requires_action, succeeded, failed, cancelled, timed_out, unknown",
  },
  {
    name: "key with a slip",
    replace: ["progress: { percent: /percent }", "progres: { percent: /percent }"],
    path: "x-jobs › render › progres",
    fact: '"progres" is not a key of x-jobs here',
    hint: 'did you mean "progress"?',
  },
  {
    name: "word of the enum without a status",
    replace: ["      cancelled: [stopped]\n", ""],
    at: "    status:",
    path: "x-jobs › render › status",
    fact: "not mapped: stopped",
    hint: "put it under one of queued, running, requires_action, succeeded, failed, cancelled, timed_out, unknown",
  },
  {
    name: "documented word of an open status without a status",
    replace: [
      "state: { type: string, enum: [waiting, drawing, done, broken, stopped] }",
      "state: { type: string, examples: [waiting, drawing, paused] }",
    ],
    at: "    status:",
    path: "x-jobs › render › status",
    fact: "not mapped: paused",
  },
  {
    name: "word that the enum does not have",
    replace: ["failed: [broken]", "failed: [broken, brocken]"],
    path: "x-jobs › render › status › failed › 1",
    fact: '"brocken" is no value of /state',
    hint: 'did you mean "broken"?',
  },
  {
    name: "word mapped twice",
    replace: ["failed: [broken]", "failed: [broken, done]"],
    path: "x-jobs › render › status › failed › 1",
    fact: '"done" already means succeeded',
  },
  {
    name: "operation that does not exist",
    replace: ["cancel: cancelRender", "cancel: stopRender"],
    path: "x-jobs › render › cancel",
    fact: 'no operation "stopRender" in this document',
    hint: "operations: cancelRender, createRender, getRender",
  },
  {
    name: "start that does not say the id",
    replace: [
      "start: createRender",
      "start: { operation: createRender, params: { render_id: $response.body#/renderId } }",
    ],
    path: "x-jobs › render › start › params › render_id",
    fact: "$response.body#/renderId exists neither in the request nor in the response of createRender",
    hint: "in its answer: id, state, created_at, finished_at, percent, picture, problem",
  },
  {
    name: "condition on a word that cannot be",
    replace: ["at: /state\n", "at: /state\n      when: [{ if: { /state: droning }, then: running }]\n"],
    at: "when: [",
    path: "x-jobs › render › status › when › 0 › if › /state",
    fact: '"droning" is no value of /state',
    hint: 'did you mean "drawing"?',
  },
  {
    name: "condition on a value of another type",
    replace: ["at: /state\n", "at: /state\n      when: [{ if: { /state: false }, then: running }]\n"],
    at: "when: [",
    path: "x-jobs › render › status › when › 0 › if › /state",
    fact: "false cannot stand at /state, which is a string",
    hint: "the condition would never hold",
  },
  {
    name: "then that is no status",
    replace: ["at: /state\n", "at: /state\n      when: [{ if: { /state: drawing }, then: finished }]\n"],
    at: "when: [",
    path: "x-jobs › render › status › when › 0 › then",
    fact: '"finished" is none of the words that may stand here',
    hint: "one of: queued, running, requires_action, succeeded, failed, cancelled, timed_out, unknown",
  },
  {
    name: "missing part of a kind",
    replace: ["    id: /id\n", ""],
    at: "  render:",
    path: "x-jobs › render",
    fact: '"id" is missing',
    hint: "The job id, in the body of `read`, in list items and (unless `start.params` says otherwise) in the body of `start`.",
  },
  {
    name: "frame that does not fit the schema",
    replace: ["percent: 50 }", "percent: half }"],
    at: "      drawing: {",
    path: "x-jobs › render › frames › drawing",
    fact: "the body that this frame makes does not fit its schema: /percent must be integer",
  },
  {
    name: "frame that says another word",
    replace: ["drawing: { state: drawing", "drawing: { state: done"],
    path: "x-jobs › render › frames › drawing",
    fact: 'the body that this frame makes says "done" at /state, not "drawing"',
  },
  {
    name: "two operations of one name",
    replace: ["operationId: cancelRender", "operationId: getRender"],
    at: "      operationId: getRender\n      summary: Stop",
    path: "paths › /renders/{render_id} › delete › operationId",
    fact: '"getRender" is the operationId of GET /renders/{render_id} too',
    hint: "every operation needs a name of its own",
  },
  {
    name: "name that is no name",
    replace: ["operationId: cancelRender", "operationId: 'x(); throw 1; //'"],
    path: "paths › /renders/{render_id} › delete › operationId",
    fact: '"x(); throw 1; //" is no name of an operation',
  },
  {
    name: "path parameter that is not declared",
    replace: ["/renders/{render_id}:", "/renders/{id}:"],
    at: "    get:",
    path: "paths › /renders/{id} › get",
    fact: "{id} of the path is not declared as a parameter",
    hint: "declared: render_id",
  },
  {
    name: "reference to nothing",
    replace: [
      'picture: { $ref: "#/components/schemas/Picture" }',
      'picture: { $ref: "#/components/schemas/Pictures" }',
    ],
    path: "components › schemas › Render › properties › picture › $ref",
    fact: '"#/components/schemas/Pictures" leads to nothing',
    hint: 'did you mean "Picture"?',
  },
  {
    name: "reference to the network",
    replace: [
      'picture: { $ref: "#/components/schemas/Picture" }',
      'picture: { $ref: "http://169.254.169.254/latest/meta-data" }',
    ],
    path: "components › schemas › Render › properties › picture › $ref",
    fact: '"http://169.254.169.254/latest/meta-data" is refused: references to the network or to a URL are not followed',
  },
  {
    name: "reference out of the folder",
    replace: [
      'picture: { $ref: "#/components/schemas/Picture" }',
      'picture: { $ref: "../../../../etc/passwd" }',
    ],
    path: "components › schemas › Render › properties › picture › $ref",
    fact: '"../../../../etc/passwd" is refused: it leads out of the spec\'s folder',
  },
  {
    name: "reference to a file that is not there",
    replace: [
      'picture: { $ref: "#/components/schemas/Picture" }',
      'picture: { $ref: "./pictures.yaml#/Picture" }',
    ],
    path: "components › schemas › Render › properties › picture › $ref",
    fact: '"./pictures.yaml#/Picture" leads to nothing: there is no such file, or it cannot be read',
  },
  {
    name: "Swagger 2.0",
    replace: ["openapi: 3.1.0", 'swagger: "2.0"'],
    path: "swagger",
    fact: "Swagger 2.0 is not supported",
    hint: "convert it first: npx swagger2openapi --yaml swagger.yaml > openapi.yaml",
  },
  {
    name: "YAML that does not parse",
    replace: ["      failed: [broken]", "      failed: [broken\n      oops: ]x: {"],
    at: "      oops: ]x: {",
    path: "",
    fact: "this is no valid YAML:",
  },
];

describe.each(broken)("$name", ({ replace: [from, to], at = to, path, fact, hint }) => {
  it("is an error with its place, cause and hint, and touches nothing", async () => {
    expect(acmeSpec.split(from)).toHaveLength(2);
    const text = acmeSpec.replace(from, () => to);
    project.write(spec, text);
    const result = await generate({ folder: project.folder });
    const errors = result.providers.flatMap((provider) => provider.diagnostics);
    const line = text.slice(0, text.indexOf(at.trimEnd())).split("\n").length;
    const found = errors.find((error) => error.fact.startsWith(fact));
    expect(errors.map(formatDiagnostic).join("\n")).toContain(fact);
    expect({ file: found?.file, path: found?.path.join(" › "), line: found?.line }).toEqual({
      file: spec,
      path,
      line,
    });
    if (hint !== undefined) expect(found?.hint).toBe(hint);
    expect(found?.frame).toContain(`> ${line} |`);
    expect(result).toMatchObject({ ok: false, providers: [{ outcome: "failed", changed: [] }] });
    expect(project.snapshot(generated)).toEqual(before);
  });
});

it("shows all errors of a run, in the order of the document", async () => {
  project.write(
    spec,
    acmeSpec
      .replace("id: /id", "id: /ident")
      .replace("output: /picture", "output: /pictur")
      .replace("cancel: cancelRender", "cancel: nothing"),
  );
  const { providers } = await generate({ folder: project.folder });
  const errors = (providers[0]?.diagnostics ?? []).map(({ path }: Diagnostic) => path.join("."));
  expect(errors).toEqual([
    "x-jobs.render.start",
    "x-jobs.render.cancel",
    "x-jobs.render.id",
    "x-jobs.render.output",
  ]);
});

it("writes no provider when one has errors", async () => {
  project.write(spec, acmeSpec.replace("Draw a picture.", "Draw something."));
  project.write("specs/bad/openapi.yaml", "openapi: 3.1.0\npaths: [");
  const { ok, providers } = await generate({ folder: project.folder });
  expect(ok).toBe(false);
  expect(providers.map(({ provider, outcome }) => [provider, outcome])).toEqual([
    ["acme", "held"],
    ["bad", "failed"],
  ]);
  expect(project.snapshot(generated)).toEqual(before);
});

it("says that a spec is missing", async () => {
  const config = { providers: { gone: { spec: "specs/gone/openapi.yaml" } } };
  const { providers } = await generate({ folder: project.folder, config, providers: ["gone"] });
  expect(providers[0]?.diagnostics.map(formatDiagnostic)).toEqual([
    "specs/gone/openapi.yaml\n    there is no such file",
  ]);
});
