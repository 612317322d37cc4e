import { execFileSync, spawnSync } from "node:child_process";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { generate } from "./index.ts";
import { acmeSpec, temporaryProject, tools } from "./testing/temporary-project.ts";

const project = temporaryProject({ acme: acmeSpec });
afterAll(() => project.remove());

const program = `
import { createAcme } from "./packages/acme/src/jobs.ts";

const states = ["waiting", "drawing", "done"];
const seen = [];
const acme = createAcme({
  apiKey: "secret",
  fetch: async (url, init) => {
    seen.push(init.method + " " + new URL(url).pathname + " " + new Headers(init.headers).get("x-acme-key"));
    const state = init.method === "POST" ? states[0] : (states.shift(), states[0]);
    const body = { id: "rnd_9", state, created_at: "2026-05-01T08:00:00Z", ...(state === "done" && { picture: { url: "https://cdn.acme.example/9.png" } }) };
    return new Response(JSON.stringify(body), { status: init.method === "POST" ? 201 : 200, headers: { "content-type": "application/json" } });
  },
});
const job = await acme.jobs.render.run({ subject: "a coyote" }, { schedule: () => 1 });
console.log(JSON.stringify({ status: job.status, output: job.status === "succeeded" ? job.output.url : undefined, ref: job.ref, seen }));
`;

describe("a provider that nobody has written a line for", { timeout: 60_000 }, () => {
  it("becomes a package with one command", async () => {
    const result = await generate({ folder: project.folder });
    expect(result.providers).toMatchObject([
      { provider: "acme", outcome: "changed", operations: 3, kinds: ["render"] },
    ]);
    expect(result.providers[0]?.scaffolded).toContain("packages/acme/src/jobs.ts");
  });

  it("passes tsc under the strict settings of the workspace", () => {
    const { stdout } = spawnSync(tools.tsc, ["--noEmit", "-p", "packages/acme"], {
      cwd: project.folder,
      encoding: "utf8",
    });
    expect(stdout).toBe("");
  });

  it("runs a job", () => {
    project.write("program.ts", program);
    const output = execFileSync(process.execPath, ["--conditions=@jobwire/source", "program.ts"], {
      cwd: project.folder,
      encoding: "utf8",
    });
    const { seen, ref, ...job } = JSON.parse(output) as Readonly<Record<string, unknown>>;
    expect(job).toEqual({ status: "succeeded", output: "https://cdn.acme.example/9.png" });
    expect(ref).toMatchObject({ v: 1, provider: "acme", kind: "render", id: "rnd_9" });
    expect(seen).toEqual([
      "POST /v1/renders secret",
      "GET /v1/renders/rnd_9 secret",
      "GET /v1/renders/rnd_9 secret",
    ]);
  });

  it("is left alone by a second run, which reads no spec", async () => {
    const before = project.snapshot("packages/acme");
    const result = await generate({ folder: project.folder });
    expect(result.providers[0]?.outcome).toBe("unchanged");
    expect(project.snapshot("packages/acme")).toEqual(before);
  });

  it("gets an edited output back", async () => {
    const file = "packages/acme/src/generated/jobs.ts";
    const before = project.read(file);
    project.write(file, before.replace('"succeeded"', '"failed"'));
    const result = await generate({ folder: project.folder });
    expect(result.providers[0]?.changed).toEqual([file]);
    expect(project.read(file)).toBe(before);
  });

  it("keeps hand-written files as they are", async () => {
    const file = "packages/acme/src/refine.ts";
    project.write(file, `${project.read(file)}// by hand\n`);
    project.write("specs/acme/openapi.yaml", acmeSpec.replace("Draw a picture.", "Draw something."));
    const result = await generate({ folder: project.folder });
    expect(result.providers[0]?.outcome).toBe("changed");
    expect(project.read(file)).toContain("// by hand");
  });
});

it("writes every file whole", () => {
  expect(
    Object.keys(project.snapshot("packages/acme/src/generated"))
      .map((file) => file.slice(join(project.folder, "packages/acme/src/generated/").length))
      .sort(),
  ).toEqual([
    "index.ts",
    "jobs.ts",
    "kind-clients.ts",
    "openapi.json",
    "operations.ts",
    "schema.ts",
    "types.ts",
  ]);
});
