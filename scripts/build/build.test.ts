import { expect, it } from "vitest";
import { publishedSpecifiers } from "./declarations.ts";
import { copiedFiles, entryPoints, hasTypes } from "./manifest.ts";

const manifest = {
  name: "@jobwire/nia",
  exports: {
    ".": { "@jobwire/source": "./src/index.ts", types: "./dist/index.d.ts", default: "./dist/index.js" },
    "./jobs": { "@jobwire/source": "./src/jobs.ts", types: "./dist/jobs.d.ts", default: "./dist/jobs.js" },
    "./openapi.json": { "@jobwire/source": "./src/generated/openapi.json", default: "./dist/openapi.json" },
  },
};

it("builds each exported source and copies each exported document", () => {
  expect(entryPoints(manifest)).toEqual(["src/index.ts", "src/jobs.ts"]);
  expect(copiedFiles(manifest)).toEqual([["src/generated/openapi.json", "dist/openapi.json"]]);
  expect(hasTypes(manifest)).toBe(true);
});

it("builds a command from its bin field, without types", () => {
  const command = {
    name: "jobwire",
    bin: { jobwire: "./dist/cli.js" },
    exports: { "./package.json": "./package.json" },
  };
  expect(entryPoints(command)).toEqual(["src/cli.ts"]);
  expect(hasTypes(command)).toBe(false);
});

it.each([
  [`export type * from "./job.ts";`, `export type * from "./job.js";`],
  [`import "./setup.ts";`, `import "./setup.js";`],
  [`declare const a: import("../b/c.ts").C;`, `declare const a: import("../b/c.js").C;`],
  [`import { x } from "some/file.ts";`, `import { x } from "some/file.ts";`],
  [`/** reads "./job.ts" */`, `/** reads "./job.ts" */`],
])("publishes %s as %s", (source, published) => {
  expect(publishedSpecifiers(source)).toBe(published);
});
