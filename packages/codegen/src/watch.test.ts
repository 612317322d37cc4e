import { afterAll, expect, it } from "vitest";
import type { GenerateResult } from "./index.ts";
import { acmeSpec, temporaryProject } from "./testing/temporary-project.ts";
import { watch } from "./watch.ts";

const project = temporaryProject({ acme: acmeSpec });
afterAll(() => project.remove());

it("generates again when a spec changes, keeps on after an error, and ends with its signal", {
  timeout: 60_000,
}, async () => {
  const ended = new AbortController();
  const waiting: ((result: GenerateResult) => void)[] = [];
  const results: GenerateResult[] = [];
  const nextRun = () => new Promise<GenerateResult>((resolve) => waiting.push(resolve));
  const first = nextRun();
  const watching = watch({
    folder: project.folder,
    signal: ended.signal,
    onRun(result) {
      results.push(result);
      waiting.shift()?.(result);
    },
  });
  expect((await first).providers[0]?.outcome).toBe("changed");

  const broken = nextRun();
  project.write("specs/acme/openapi.yaml", acmeSpec.replace("output: /picture", "output: /pictures"));
  expect((await broken).ok).toBe(false);

  const mended = nextRun();
  project.write("specs/acme/openapi.yaml", acmeSpec.replace("Draw a picture.", "Draw something."));
  expect((await mended).providers[0]?.changed).toContain("packages/acme/src/generated/jobs.ts");

  ended.abort();
  await watching;
});

it("watches an overlay and the document that it extends", { timeout: 60_000 }, async () => {
  const other = temporaryProject();
  other.write("vendor/acme.yaml", acmeSpec);
  const overlay = (title: string) =>
    `overlay: 1.0.0\nextends: ../../vendor/acme.yaml\nactions: [{ target: $.info, update: { title: ${title} } }]\n`;
  other.write("specs/acme/overlay.yaml", overlay("One"));
  const ended = new AbortController();
  const waiting: ((result: GenerateResult) => void)[] = [];
  const nextRun = () => new Promise<GenerateResult>((resolve) => waiting.push(resolve));
  const first = nextRun();
  const watching = watch({
    folder: other.folder,
    signal: ended.signal,
    onRun: (result) => waiting.shift()?.(result),
  });
  await first;
  const second = nextRun();
  other.write("specs/acme/overlay.yaml", overlay("Two"));
  await second;
  expect(other.read("packages/acme/src/generated/operations.ts")).toContain("The Two API as data.");
  const third = nextRun();
  other.write("vendor/acme.yaml", acmeSpec.replace("Draw a picture.", "Draw something."));
  await third;
  expect(other.read("packages/acme/src/generated/operations.ts")).toContain("Draw something.");
  ended.abort();
  await watching;
  other.remove();
});
