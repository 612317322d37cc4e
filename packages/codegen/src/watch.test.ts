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
