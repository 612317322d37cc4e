import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { afterAll, afterEach, expect, it } from "vitest";
import { generate, type JobwireConfig } from "./index.ts";
import { acmeSpec, temporaryProject } from "./testing/temporary-project.ts";

const changing = ["mkdirSync", "writeFileSync", "renameSync", "rmSync"] as const;
const originals = Object.fromEntries(changing.map((name) => [name, fs[name]]));
const project = temporaryProject();
afterEach(revive);
afterAll(() => project.remove());

class Killed extends Error {}

/** From its n-th change of the file system on, the process does nothing more. Gives how many changes it did. */
function killAt(step: number): () => number {
  let done = 0;
  for (const name of changing) {
    const original = originals[name] as (...args: unknown[]) => unknown;
    Object.assign(fs, {
      [name]: (...args: unknown[]) => {
        if (done >= step) throw new Killed();
        done++;
        return original(...args);
      },
    });
  }
  syncBuiltinESMExports();
  return () => done;
}

function revive(): void {
  Object.assign(fs, originals);
  syncBuiltinESMExports();
}

const config: JobwireConfig = {
  providers: {
    acme: { spec: "specs/acme/openapi.yaml", folder: "src/acme" },
    birds: { spec: "specs/birds/openapi.yaml", types: "src/birds" },
  },
};
const old = acmeSpec.replace("Draw a picture.", "Draw something.");
/** Without one of the types, so that files differ in length. */
const fresh = acmeSpec.replace("description: How big.", "description: How large the picture is.");

function writeSpecs(text: string): void {
  for (const name of ["acme", "birds"]) project.write(`specs/${name}/openapi.yaml`, text);
}

async function outputOf(text: string): Promise<Readonly<Record<string, string>>> {
  writeSpecs(text);
  await generate({ folder: project.folder, config });
  return project.snapshot("src");
}

it("of several providers is finished by the next one, wherever it was killed", {
  timeout: 120_000,
}, async () => {
  const after = await outputOf(fresh);
  const before = await outputOf(old);
  const seen = new Set<string>();
  for (let step = 0; ; step++) {
    expect(await outputOf(old)).toEqual(before);
    writeSpecs(fresh);
    const changes = killAt(step);
    const ended = await generate({ folder: project.folder, config }).then(
      () => "ended",
      (error: unknown) => (error instanceof Killed ? "killed" : String(error)),
    );
    revive();
    expect(["ended", "killed"]).toContain(ended);
    for (const [file, text] of Object.entries(project.snapshot("src")))
      if (!file.includes(".swap")) expect([before[file], after[file]]).toContain(text);
    await generate({ folder: project.folder, config });
    expect(project.snapshot("src")).toEqual(after);
    seen.add(ended);
    if (ended === "ended" && changes() < step) break;
  }
  expect([...seen].sort()).toEqual(["ended", "killed"]);
});
