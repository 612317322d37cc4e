import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isArray, isObject, type Json, type JsonObject, own } from "../json.ts";
import { parseText } from "../load/parse-text.ts";
import { ownJson } from "../own-files.ts";
import { validate } from "./validate.ts";

const schema = ownJson("schemas", "x-jobs.schema.json") as JsonObject;
const ajv = new Ajv2020({ strict: false }).compile(schema);

const blocks = ["nia", "nullspace", "sieve", "nuon"].map((provider) => {
  const spec = parseText(
    readFileSync(new URL(`../../../../specs/${provider}/openapi.yaml`, import.meta.url), "utf8"),
  );
  return JSON.parse(JSON.stringify(own(spec, "x-jobs"))) as JsonObject;
});

/** Every place in a value, as the keys that lead there. */
function places(value: Json, path: readonly string[] = []): readonly (readonly string[])[] {
  const entries = isArray(value)
    ? value.map((item, index) => [String(index), item] as const)
    : isObject(value)
      ? Object.entries(value)
      : [];
  return [path, ...entries.flatMap(([key, entry]) => places(entry, [...path, key]))];
}

function replaceAt(value: Json, [key, ...rest]: readonly string[], replacement: Json): Json {
  if (key === undefined) return replacement;
  if (isArray(value))
    return value.map((item, index) => (String(index) === key ? replaceAt(item, rest, replacement) : item));
  return { ...(value as JsonObject), [key]: replaceAt(own(value, key) ?? null, rest, replacement) };
}

describe("validate", () => {
  it("finds nothing in the blocks of the four providers", () => {
    for (const block of blocks) expect(validate(schema, schema, block, "x-jobs")).toEqual([]);
  });

  it("agrees with Ajv on every block with one value replaced", () => {
    const wrong = fc.oneof(
      fc.jsonValue({ maxDepth: 2 }),
      fc.constantFrom<Json>(
        "/id",
        [],
        {},
        ["/a", "/a"],
        ["/a"],
        { operation: "x" },
        JSON.parse('{ "if": {}, "then": "x" }') as Json,
        0,
        "",
      ),
    );
    const choice = fc.constantFrom(
      ...blocks.flatMap((block) =>
        places(block)
          .filter((path) => path.length < 5)
          .map((path) => ({ block, path })),
      ),
    );
    fc.assert(
      fc.property(choice, wrong, ({ block, path }, replacement) => {
        const changed = replaceAt(block, path, replacement as Json);
        expect(validate(schema, schema, changed, "x-jobs").length === 0).toBe(ajv(changed));
      }),
      { numRuns: 400 },
    );
  });

  it("lets only the branch speak that was meant", () => {
    const kind = { read: "getJob", id: "/id", status: { at: "/status", failed: ["x"] } };
    const say = (more: JsonObject) =>
      validate(schema, schema, { job: { ...kind, ...more } }, "x-jobs").map(
        ({ at, fact }) => `${at.join(".")}: ${fact}`,
      );
    expect(say({ start: { operatoin: "pushJob" } })).toEqual([
      'job.start: "operation" is missing',
      'job.start.operatoin: "operatoin" is not a key of x-jobs here',
    ]);
    expect(say({ start: 3 })).toEqual(["job.start: a number cannot stand here"]);
    expect(say({ id: "id" })).toEqual(['job.id: "id" is not written as it must be here']);
    expect(say({ id: ["/id"] })).toEqual(["job.id: a list needs at least 2 entries here"]);
  });
});
