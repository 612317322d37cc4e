import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { run } from "../run.ts";

const fixture = fileURLToPath(new URL("../../../codegen/fixtures/acme", import.meta.url));
let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "jobwire-simulate-"));
  mkdirSync(join(folder, "node_modules"));
  cpSync(fixture, join(folder, "specs/acme"), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the command until `use` is done with the address. */
async function simulate(argv: readonly string[], use: (url: string) => Promise<void> = async () => {}) {
  const ended = new AbortController();
  let [out, err] = ["", ""];
  let started: (url: string) => void = () => {};
  const url = new Promise<string>((resolve) => {
    started = resolve;
  });
  const running = run(["simulate", ...argv], {
    folder,
    signal: ended.signal,
    out: (text) => {
      out += text;
      started(/http:\S+/.exec(text)?.[0] ?? "");
    },
    err: (text) => {
      err += text;
    },
  });
  const first = await Promise.race([url, running]);
  if (typeof first === "string") await use(first);
  ended.abort();
  return { code: await running, out, err };
}

const key = { "x-acme-key": "any", "content-type": "application/json" };

describe("jobwire simulate", () => {
  it("serves the API of a provider until it is ended", async () => {
    const { code, out } = await simulate(["acme", "--speed", "0.001"], async (url) => {
      const body = JSON.stringify({ subject: "a coyote" });
      const made = await fetch(`${url}/renders`, { method: "POST", headers: key, body });
      const { id, state } = (await made.json()) as { readonly id: string; readonly state: string };
      expect([made.status, state]).toEqual([201, "waiting"]);
      const read = await fetch(`${url}/renders/${id}`, { headers: key });
      expect(read.status).toBe(200);
    });
    expect(code).toBe(0);
    expect(out).toMatch(
      /^Acme is simulated at http:\/\/127\.0\.0\.1:\d+\/v1\n {2}render: started by createRender; plays success/,
    );
  });

  it("does what a scenario says, from a document by its path", async () => {
    writeFileSync(
      join(folder, "stuck.yaml"),
      "existing:\n  - { kind: render, id: rnd_5, timeline: [{ frame: broken }] }\n",
    );
    await simulate(["specs/acme/openapi.yaml", "--scenario", "stuck.yaml", "--lenient"], async (url) => {
      expect(await (await fetch(`${url}/renders/rnd_5`)).json()).toMatchObject({ state: "broken" });
    });
  });

  it.each([
    [["acmee"], 2, 'did you mean "acme"?'],
    [["acme", "--port", "many"], 2, "--port many: this is no port"],
    [["acme", "--speed", "0"], 2, "--speed 0: this is no speed"],
    [["acme", "--scenario", "gone.json"], 2, "gone.json: there is no such scenario"],
    [["acme", "--scenario", "wrong.json"], 2, "nothing"],
    [["broken.yaml"], 1, "this is no valid YAML"],
  ] as const)("answers %j with %i", async (argv, expected, problem) => {
    writeFileSync(join(folder, "broken.yaml"), "openapi: [");
    writeFileSync(join(folder, "wrong.json"), '{ "jobs": { "nothing": {} } }');
    const { code, err } = await simulate(argv);
    expect(err).toContain(problem);
    expect(code).toBe(expected);
  });
});
