import { rename } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type TemporaryWorkspace, temporaryWorkspace } from "./support/temporary-workspace.ts";

const cli = "packages/jobwire/src/cli.ts";
const timeout = 90_000;

/** One way to break a document, and what the compiler says about it. */
interface Broken {
  readonly name: string;
  readonly break: (workspace: TemporaryWorkspace) => Promise<void>;
  /** File and line. */
  readonly place: RegExp;
  readonly cause: string;
  readonly hint: RegExp;
}

const spec = "specs/sieve/openapi.yaml";

const broken: readonly Broken[] = [
  {
    name: "an enum word without a status",
    break: ({ edit }) => edit(spec, /^( +)failed: \[error\]\n/m, ""),
    place: /specs\/sieve\/openapi\.yaml:\d+:\d+ x-jobs › job › status/,
    cause: "error",
    hint: /put .* (in|into|under)|status/i,
  },
  {
    name: "a pointer into nothing",
    break: ({ edit }) => edit(spec, "output: /outputs", "output: /outptus"),
    place: /specs\/sieve\/openapi\.yaml:\d+:\d+ x-jobs › job › output/,
    cause: "/outptus leaves the body of getJob",
    hint: /did you mean \/outputs\?/,
  },
  {
    name: "an unknown operation",
    break: ({ edit }) => edit(spec, "start: pushJob", "start: pushJbo"),
    place: /specs\/sieve\/openapi\.yaml:\d+:\d+ x-jobs › job › start/,
    cause: "pushJbo",
    hint: /did you mean "?pushJob"?\?/,
  },
  {
    name: "bad YAML",
    break: ({ edit }) => edit(spec, "output: /outputs", "output: [/outputs"),
    place: /specs\/sieve\/openapi\.yaml:\d+:\d+/,
    cause: "YAML",
    hint: /\S/,
  },
  {
    name: "a missing file",
    break: ({ folder }) => rename(join(folder, spec), join(folder, "specs/sieve/gone.yaml")),
    place: /specs\/sieve/,
    cause: "openapi.yaml",
    hint: /\S/,
  },
];

let workspace: TemporaryWorkspace;
beforeAll(async () => {
  workspace = await temporaryWorkspace();
}, timeout);
afterAll(() => workspace.remove());

describe("a document that cannot be compiled", () => {
  afterEach(() => workspace.restore(spec));

  test.each(broken)(
    "$name: stops with file, line, cause and hint, and leaves every generated file",
    { timeout },
    async (one) => {
      const before = await workspace.generatedFiles();
      expect(Object.keys(before).length).toBeGreaterThanOrEqual(24);
      await one.break(workspace);
      const { code, err, out } = await workspace.run(cli, "generate", "sieve");
      expect(code, `${out}${err}`).toBeGreaterThan(0);
      expect(err).toMatch(one.place);
      expect(err).toContain(one.cause);
      expect(err).toMatch(one.hint);
      expect(err).not.toMatch(/^ +at .*\(/m); // no stack of the compiler
      expect(await workspace.generatedFiles()).toEqual(before);
    },
  );

  test("is not left out by a compile of all", { timeout }, async () => {
    await rename(join(workspace.folder, spec), join(workspace.folder, "specs/sieve/gone.yaml"));
    const { code, err } = await workspace.run(cli, "generate");
    expect(code).toBe(1);
    expect(err).toContain("specs/sieve/openapi.yaml");
  });
});

describe("the main job", () => {
  const table = /\[queued\]\n( +)running: \[starting, installing, running\]/;
  const moved = "[queued, installing]\n$1running: [starting, running]";
  const file = "specs/nullspace/openapi.yaml";

  test("exits with 1 when one word of a status table moves, though every job of it runs as before", {
    timeout,
  }, async () => {
    await workspace.edit(file, table, moved);
    const { code, out, err } = await workspace.run("scripts/start.ts");
    await workspace.restore(file);
    expect(out).toMatch(/✗ specs\/nullspace\/golden\.yaml, agentRun/);
    expect(code, err).toBe(1);
  });
});
