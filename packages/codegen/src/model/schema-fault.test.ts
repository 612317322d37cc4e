import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { expect, it } from "vitest";
import { type Json, type JsonObject, own } from "../json.ts";
import { schemaFault } from "./schema-fault.ts";

const leaf = fc.oneof(
  fc.constantFrom<Json>({}, true, { type: "string" }, { type: "integer" }, { type: ["number", "null"] }),
  fc.constantFrom<Json>({ type: "boolean" }, { enum: ["a", 1, null] }, { const: { a: 1 } }, { minimum: 2 }),
  fc.constantFrom<Json>({ minLength: 2 }, { maxLength: 1 }, { pattern: "^a" }, { exclusiveMaximum: 2 }),
  fc.constantFrom<Json>({ $ref: "#/components/schemas/Tree" }, { minItems: 2 }, { uniqueItems: true }),
  fc.constantFrom<Json>({ required: ["a"] }, { maxProperties: 1 }, { multipleOf: 0.5 }, { maximum: 1 }),
);
const schemas = fc.letrec<{ readonly schema: Json }>((tie) => ({
  schema: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    leaf,
    fc.record({
      type: fc.constant("array"),
      items: tie("schema"),
      prefixItems: fc.array(tie("schema"), { minLength: 1, maxLength: 2 }),
    }),
    fc.record({
      properties: fc.dictionary(fc.constantFrom("a", "b"), tie("schema")),
      additionalProperties: fc.oneof(fc.boolean(), tie("schema")),
    }),
    fc.record({ properties: fc.record({ a: tie("schema") }), required: fc.constantFrom(["a"], ["b"], []) }),
    fc.record({ allOf: fc.array(tie("schema"), { minLength: 1, maxLength: 2 }) }),
    fc.record({ oneOf: fc.array(tie("schema"), { minLength: 1, maxLength: 3 }) }),
    fc.record({ anyOf: fc.array(tie("schema"), { minLength: 1, maxLength: 3 }), not: tie("schema") }),
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    fc.record({ if: tie("schema"), then: tie("schema"), else: tie("schema") }),
    fc.record({ patternProperties: fc.record({ "^a": tie("schema") }), propertyNames: tie("schema") }),
  ),
})).schema;
const values = fc.letrec<{ readonly value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    fc.constantFrom<Json>("", "a", "ab", "b", 0, 1, 1.25, 2, -1, true, null, { a: 1 }, { left: {}, x: 1 }),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom("a", "b", "c", "left"), tie("value"), {
      maxKeys: 3,
      noNullPrototype: true,
    }),
  ),
})).value;

const tree: JsonObject = { type: "object", properties: { left: { $ref: "#/components/schemas/Tree" } } };

/** Ajv's verdict. For some unions with `not` it makes code that does not run; those are left out. */
function judge(validate: (value: Json) => unknown, value: Json): boolean | undefined {
  try {
    return validate(value) === true;
  } catch (error) {
    if (error instanceof ReferenceError) return undefined;
    throw error;
  }
}

it("finds a fault exactly where Ajv does", () => {
  fc.assert(
    fc.property(schemas, values, (schema, value) => {
      const document = { components: { schemas: { Tree: tree, It: schema } } };
      const ajv = new Ajv2020({ unevaluated: false, strict: false, validateSchema: false, logger: false });
      ajv.addSchema({ ...document, $id: "d" }, "d");
      const isValid = judge(ajv.compile({ $ref: "d#/components/schemas/It" }), value);
      if (isValid === undefined) return;
      const node = {
        value: own(document.components.schemas, "It") as JsonObject,
        path: ["components", "schemas", "It"],
      };
      const fault = schemaFault(document, node, value);
      expect(fault === undefined, fault).toBe(isValid);
    }),
    { numRuns: 2000 },
  );
});

it("ends where a schema is nothing but itself", () => {
  const document = { components: { schemas: { A: { allOf: [{ $ref: "#/components/schemas/A" }] } } } };
  const node = { value: { $ref: "#/components/schemas/A" }, path: [] };
  expect(schemaFault(document, node, {})).toContain("has a schema that contains itself");
});

it("says where, and what was meant of several branches", () => {
  const schema = {
    oneOf: [{ type: "string" }, { properties: { a: { properties: { b: { type: "integer" } } } } }],
  };
  expect(schemaFault({}, { value: schema, path: [] }, { a: { b: "x" } })).toBe("/a/b must be integer");
});
