import { expect, it } from "vitest";
import { lockfileFaults } from "./lockfile.ts";
import { fileSetFaults, manifestFaults, type ProviderPackage, providerNameFaults } from "./providers.ts";
import { sourceFacts } from "./source-facts.ts";

function provider(name: string, change: Partial<ProviderPackage> = {}): ProviderPackage {
  const manifest = {
    name: `@jobwire/${name}`,
    description: `Typed client of ${name}`,
    exports: { ".": { default: "./dist/index.js" } },
    scripts: { test: `vitest run packages/${name}/` },
  };
  return { name, files: ["package.json", "src/index.ts"], manifest, ...change };
}

it("accepts provider packages that differ in name and description only", () => {
  const providers = [provider("nia"), provider("sieve")];
  expect([...fileSetFaults(providers), ...manifestFaults(providers)]).toEqual([]);
});

it("names the provider that lacks a file, and those that have it", () => {
  const files = ["package.json", "src/index.ts", "src/refine.ts"];
  expect(fileSetFaults([provider("nia", { files }), provider("sieve"), provider("nuon", { files })])).toEqual(
    [
      {
        where: "packages/sieve",
        message: expect.stringContaining("lacks src/refine.ts, which nia, nuon has"),
      },
    ],
  );
});

it.each([
  {
    field: "exports",
    value: { ".": { default: "./dist/index.js" }, "./extra": { default: "./dist/extra.js" } },
  },
  { field: "dependencies", value: { ky: "1" } },
])("refuses a provider whose $field differ", ({ field, value }) => {
  const changed = provider("sieve", { manifest: { ...provider("sieve").manifest, [field]: value } });
  expect(manifestFaults([provider("nia"), changed])).toEqual([
    { where: "packages/sieve/package.json", message: `"${field}" differs from packages/nia/package.json` },
  ]);
});

it("finds a provider named in a shared package", () => {
  const file = sourceFacts("packages/job-utils/src/a.ts", `// nothing here\nif (provider === "Sieve") {}\n`);
  expect(providerNameFaults([file], ["nia", "sieve"])).toEqual([
    { where: "packages/job-utils/src/a.ts:2", message: "names the provider Sieve" },
  ]);
  expect(providerNameFaults([sourceFacts("a.ts", "// insomnia")], ["nia"])).toEqual([]);
});

it.each([
  "    resolution: {tarball: file:nia.tgz}",
  "    resolution: {integrity: sha512-a, url: https://registry.example/nia.tgz}",
])("refuses the lockfile line %s", (line) => {
  expect(lockfileFaults(`lockfileVersion: '9.0'\n${line}\n`)).toEqual([
    { where: "pnpm-lock.yaml:2", message: "names a registry host or a tarball address" },
  ]);
});

it("accepts a lockfile of names, versions and checksums", () => {
  expect(lockfileFaults("  yaml@2.9.1:\n    resolution: {integrity: sha512-abc==}\n")).toEqual([]);
});
