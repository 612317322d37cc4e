import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { afterAll, expect, it } from "vitest";
import { generate } from "./index.ts";
import { temporaryProject, tools } from "./testing/temporary-project.ts";

const fixture = (file: string) => readFileSync(new URL(`../fixtures/types/${file}`, import.meta.url), "utf8");
const project = temporaryProject({ types: fixture("openapi.yaml") });
afterAll(() => project.remove());

it("makes the types that the schemas mean, under tsc --strict with library checks", {
  timeout: 60_000,
}, async () => {
  const { providers } = await generate({ folder: project.folder });
  expect(providers).toMatchObject([{ outcome: "changed", diagnostics: [] }]);
  project.write("assertions.ts", fixture("assertions.ts"));
  project.write(
    "tsconfig.json",
    JSON.stringify({
      extends: "./tsconfig.base.json",
      compilerOptions: { skipLibCheck: false, isolatedDeclarations: false },
      include: ["assertions.ts", "packages/types/src"],
    }),
  );
  const { stdout } = spawnSync(tools.tsc, ["--noEmit"], { cwd: project.folder, encoding: "utf8" });
  expect(stdout).toBe("");
});
