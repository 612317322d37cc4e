import { readdir, readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { readGolden } from "./golden.ts";
import { definitionsOf, packages } from "./providers.ts";
import { closedEnums } from "./spec-closed-enums.ts";
import { readSpec } from "./spec-document.ts";
import { invalidExamples } from "./spec-invalid-examples.ts";
import { invalidFrames } from "./spec-invalid-frames.ts";
import { missingExamples } from "./spec-missing-examples.ts";
import { strayGeneration } from "./spec-stray-generation.ts";
import { unsourcedConstraints } from "./spec-unsourced-constraints.ts";

const specs = new URL("../../../specs/", import.meta.url);

describe.each(Object.keys(packages))("the spec of %s", async (provider) => {
  const spec = await readSpec(provider);

  test("every example fits its schema", () => {
    expect(invalidExamples(spec)).toEqual([]);
  });

  test("every frame fits the answer that it patches, and says its word", () => {
    expect(invalidFrames(spec)).toEqual([]);
  });

  test("every constraint names its source", () => {
    expect(unsourcedConstraints(spec)).toEqual([]);
  });

  test("every body that is sent or answered has an example", () => {
    expect(missingExamples(spec)).toEqual([]);
  });

  test("no enum of an answer is closed in the generated types", async () => {
    const types = new URL(`../../${provider}/src/generated/schema.ts`, import.meta.url);
    expect(closedEnums(spec, await readFile(types, "utf8"))).toEqual([]);
  });
});

const generations = (await readdir(specs, { recursive: true })).filter((file) =>
  /^\w+\/examples\/generations\/.+\.json$/.test(file),
);

test("there are bodies of other generations", () => {
  expect(generations).not.toEqual([]);
});

test.each(generations)("the oracle says what job %s is", async (file) => {
  const [provider = ""] = file.split("/");
  const body: unknown = JSON.parse(await readFile(new URL(file, specs), "utf8"));
  const definitions = definitionsOf(packages[provider] ?? {});
  expect(strayGeneration(body, await readGolden(provider), definitions)).toEqual([]);
});
