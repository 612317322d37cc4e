import { describe, expect, it } from "vitest";
import { type Allowance, ARROW, arrowFaults, PROVIDER_ARROW } from "./arrow.ts";
import { singleUseFaults } from "./single-use.ts";
import { sourceFacts } from "./source-facts.ts";

function messages(packageName: string, file: string, text: string): string[] {
  const allowance = packageName === "nia" ? PROVIDER_ARROW : (ARROW[packageName] as Allowance);
  return arrowFaults(sourceFacts(`packages/${packageName}/src/${file}`, text), packageName, allowance).map(
    ({ where, message }) => `${where.split("/src/")[1]} ${message}`,
  );
}

describe("what each package may import", () => {
  it.each([
    ["nia", "index.ts", `import { createClient } from "@jobwire/client";`],
    ["nia", "index.ts", `import type { Job } from "@jobwire/job-utils";`],
    ["nia", "generated/jobs.ts", `export type { Job } from "@jobwire/job-utils";`],
    ["nia", "jobs.ts", `import { bindJobs } from "@jobwire/job-utils"; import { x } from "./index.ts";`],
    [
      "nia",
      "index.ts",
      `import type { Bound } from "./jobs.ts"; import { kinds } from "./generated/jobs.ts";`,
    ],
    ["client", "fetcher.ts", `import createFetcher from "openapi-fetch";`],
    ["testing", "msw.ts", `import { http } from "msw";`],
    ["testing", "server.ts", `import { createServer } from "node:http";`],
    ["testing", "server/listen.ts", `import { createServer } from "node:http"; const p = process.pid;`],
    ["testing", "record.ts", `import type { Job } from "@jobwire/job-utils";`],
    ["codegen", "load.ts", `import { readFileSync } from "node:fs"; import YAML from "yaml";`],
    [
      "codegen",
      "model/check.ts",
      `import schema from "../../schemas/x-jobs.schema.json" with { type: "json" };`,
    ],
    ["jobwire", "cli.ts", `const { compile } = await import("@jobwire/codegen");`],
  ])("lets %s/src/%s write %s", (packageName, file, text) => {
    expect(messages(packageName, file, text)).toEqual([]);
  });

  it.each([
    ["nia", "index.ts", `import { x } from "@jobwire/sieve";`, "index.ts:1 may not import @jobwire/sieve"],
    [
      "nia",
      "jobs.ts",
      `type X = import("@jobwire/sieve/jobs").X;`,
      "jobs.ts:1 may not import @jobwire/sieve",
    ],
    [
      "nia",
      "index.ts",
      `import { run } from "@jobwire/job-utils";`,
      "index.ts:1 may only `import type` from @jobwire/job-utils",
    ],
    [
      "nia",
      "refine.ts",
      `import { type Job } from "@jobwire/job-utils";`,
      "refine.ts:1 may only `import type` from @jobwire/job-utils",
    ],
    [
      "nia",
      "generated/jobs.ts",
      `\nexport * from "@jobwire/job-utils";`,
      "generated/jobs.ts:2 may only `import type` from @jobwire/job-utils",
    ],
    [
      "nia",
      "index.ts",
      `export { createNia } from "./jobs.ts";`,
      "index.ts:1 loads src/jobs.ts at run time, which alone may load @jobwire/job-utils",
    ],
    ["nia", "index.ts", `import x from "openapi-fetch";`, "index.ts:1 may not import openapi-fetch"],
    ["nia", "index.ts", `import x from "@jobwire/codegen";`, "index.ts:1 may not import @jobwire/codegen"],
    [
      "nia",
      "index.ts",
      `import x from "../../client/src/index.ts";`,
      "index.ts:1 reaches out of its package: ../../client/src/index.ts",
    ],
    [
      "job-utils",
      "loop.ts",
      `import type { Reply } from "@jobwire/client";`,
      "loop.ts:1 may not import @jobwire/client",
    ],
    [
      "job-utils",
      "loop.ts",
      `import { setTimeout } from "node:timers";`,
      "loop.ts:1 runs on every runtime but imports node:timers",
    ],
    ["client", "send.ts", `await import("fs");`, "send.ts:1 runs on every runtime but imports fs"],
    ["client", "send.ts", `import ky from "ky";`, "send.ts:1 may not import ky"],
    [
      "testing",
      "record.ts",
      `import { Job } from "@jobwire/job-utils";`,
      "record.ts:1 may only `import type` from @jobwire/job-utils",
    ],
    [
      "testing",
      "index.ts",
      `export { serve } from "./server.ts";`,
      "index.ts:1 loads src/server.ts at run time, which alone may load node:",
    ],
    ["testing", "index.ts", `import { http } from "msw";`, "index.ts:1 may not import msw"],
    [
      "codegen",
      "load.ts",
      `import { x } from "@jobwire/client";`,
      "load.ts:1 may not import @jobwire/client",
    ],
    ["jobwire", "cli.ts", `import { x } from "@jobwire/nia";`, "cli.ts:1 may not import @jobwire/nia"],
  ])("forbids %s/src/%s to write %s", (packageName, file, text, expected) => {
    expect(messages(packageName, file, text)).toEqual([expected]);
  });
});

describe("process in a package for every runtime", () => {
  it.each([
    `const key = process.env["KEY"];`,
    `export class Client { static pid = process.pid; }`,
    `const env = globalThis.process?.env;`,
    `const p = process;`,
    `if (typeof process !== "undefined") start();`,
  ])("is found at load: %s", (text) => {
    expect(messages("client", "send.ts", text)).toEqual(["send.ts:1 reads `process` while the module loads"]);
  });

  it.each([
    `export function key() { return process.env["KEY"]; }`,
    `export const key = () => globalThis.process?.env["KEY"];`,
    `const table = { process: 1 }; table.process;`,
    `export type Env = typeof process.env;`,
    `// process.env`,
  ])("may be read later, or only be named: %s", (text) => {
    expect(messages("client", "send.ts", text)).toEqual([]);
  });
});

describe("packages used from exactly one file", () => {
  const user = (path: string) => sourceFacts(path, `import type { Client } from "openapi-fetch";`);

  it("accepts one file", () => {
    expect(singleUseFaults([user("a.ts"), sourceFacts("b.ts", "")], ["openapi-fetch"])).toEqual([]);
  });

  it.each([
    { files: [], where: "packages" },
    { files: [user("a.ts"), user("b.ts")], where: "a.ts, b.ts" },
  ])("refuses $where", ({ files, where }) => {
    const message = "openapi-fetch must be imported from exactly one file";
    expect(singleUseFaults(files, ["openapi-fetch"])).toEqual([{ where, message }]);
  });
});

it("does not take an unreadable file for one without imports", () => {
  expect(() => sourceFacts("a.ts", "import {")).toThrow("a.ts");
});
