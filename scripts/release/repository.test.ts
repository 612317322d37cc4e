import { expect, test } from "vitest";
import { withRepository } from "./repository.ts";

const manifest = '{\n  "name": "@acme/acme",\n  "version": "1.0.0"\n}\n';

test("a manifest says which repository publishes it, and where the package is in it", () => {
  const written = withRepository(manifest, "packages/acme", {
    GITHUB_SERVER_URL: "https://github.example",
    GITHUB_REPOSITORY: "acme/jobs",
  });
  expect(JSON.parse(written)).toEqual({
    name: "@acme/acme",
    version: "1.0.0",
    repository: { type: "git", url: "git+https://github.example/acme/jobs.git", directory: "packages/acme" },
  });
  expect(written.endsWith("}\n")).toBe(true);
});

test("without a workflow it stays as it is", () => {
  expect(withRepository(manifest, "packages/acme", {})).toBe(manifest);
});
