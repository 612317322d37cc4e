import { describe, expect, it } from "vitest";
import { validate } from "./index.ts";

const reasons = (schema: unknown, value: unknown) =>
  validate(schema, value).map(({ pointer, reason }) => `${pointer} ${reason}`);

describe("validate", () => {
  it.each<[unknown, unknown, readonly string[]]>([
    [{ type: "string" }, 7, [" must be string, is number"]],
    [{ type: ["string", "null"] }, null, []],
    [{ type: "string", nullable: true }, null, []],
    [{ type: "integer" }, 1.5, [" must be integer, is number"]],
    [{ type: "integer" }, 2.0, []],
    [{ type: "number", multipleOf: 0.1 }, 0.3, []],
    [{ minimum: 1, exclusiveMaximum: 3 }, 3, [" must be less than 3"]],
    [{ minLength: 2 }, "é", [" must have at least 2 characters"]],
    [{ maxLength: 1 }, "😀", []],
    [{ pattern: "^a" }, "ba", [" must match ^a"]],
    [{ const: { a: [1] } }, { a: [1] }, []],
    [{ enum: ["a", 1] }, "b", [' must be one of "a", 1, is "b"']],
    [
      { type: "array", items: { type: "string" }, minItems: 3 },
      ["a", 1],
      [" must have at least 3 items", "/1 must be string, is number"],
    ],
    [{ prefixItems: [{ type: "string" }], items: false }, ["a", 1], ["/1 must not be there"]],
    [{ uniqueItems: true }, [{ a: 1 }, { a: 1 }], [" must not hold an item twice"]],
    [{ contains: { const: 1 } }, [2], [" holds no item of the kind asked for"]],
    [
      { required: ["a"], properties: { "a/b": { type: "string" } } },
      { "a/b": 1 },
      [' misses "a"', "/a~1b must be string, is number"],
    ],
    [
      { properties: { a: true }, additionalProperties: false },
      { b: 1 },
      ["/b is no known property; known: a"],
    ],
    [{ additionalProperties: { type: "number" } }, { b: "x" }, ["/b must be number, is string"]],
    [{ patternProperties: { "^x-": { type: "string" } }, additionalProperties: false }, { "x-a": "1" }, []],
    [{ propertyNames: { pattern: "^[a-z]+$" } }, { A: 1 }, [" must match ^[a-z]+$"]],
    [{ minProperties: 1 }, {}, [" must have at least 1 properties"]],
    [{ dependentRequired: { a: ["b"] } }, { a: 1 }, [' misses "b", needed with "a"']],
    [{ required: ["constructor"] }, {}, [' misses "constructor"']],
    [{ allOf: [{ required: ["a"] }, { required: ["b"] }] }, {}, [' misses "a"', ' misses "b"']],
    [{ anyOf: [{ type: "string" }, { type: "null" }] }, 1, [" fits none of the alternatives"]],
    [{ oneOf: [{ type: "number" }, { type: "integer" }] }, 1, [" fits 2 of the alternatives, must fit one"]],
    [{ not: { type: "null" } }, null, [" is what it must not be"]],
    [
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      { if: { properties: { a: { const: 1 } } }, then: { required: ["b"] }, else: { required: ["c"] } },
      { a: 1 },
      [' misses "b"'],
    ],
    [true, 1, []],
    [false, 1, [" must not be there"]],
  ])("%j of %j", (schema, value, expected) => {
    expect(reasons(schema, value)).toEqual(expected);
  });

  it("follows references, also round in circles", () => {
    const root = {
      $defs: {
        node: { type: "object", properties: { next: { $ref: "#/$defs/node" }, n: { type: "integer" } } },
      },
      $ref: "#/$defs/node",
    };
    expect(reasons(root, { next: { next: { n: "x" } } })).toEqual([
      "/next/next/n must be integer, is string",
    ]);
  });

  it("chooses by discriminator, so that the reason is of the right alternative", () => {
    const option = (type: string, required: string) => ({
      properties: { type: { const: type } },
      required: [required],
    });
    const schema = { oneOf: [option("a", "x"), option("b", "y")], discriminator: { propertyName: "type" } };
    expect(reasons(schema, { type: "b" })).toEqual([' misses "y"']);
  });

  it("lets words pass that an open enum does not list", () => {
    expect(validate({ enum: ["a"] }, "b", { openEnums: true })).toEqual([]);
    expect(validate({ enum: ["a"] }, 1, { openEnums: true })).toHaveLength(1);
  });

  it("names a reference out of the document", () => {
    expect(() => validate({ $ref: "other.yaml#/x" }, 1)).toThrow("Bundle it first");
  });
});
