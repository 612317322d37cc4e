import { describe, expect, it } from "vitest";
import type { Json } from "../json.ts";
import { viewSchema } from "./view.ts";

const components = {
  schemas: { Name: { type: "string" }, Loop: { allOf: [{ $ref: "#/components/schemas/Loop" }] } },
};

function view(schema: Json, direction: "request" | "response" = "response") {
  return viewSchema({ root: { components }, value: schema, pointer: "/s" }, direction);
}

describe("the view of a schema", () => {
  it.each<[string, Json]>([
    ["a list of types", { type: ["string", "null"] }],
    ["nullable", { type: "string", nullable: true }],
    ["a union with null", { anyOf: [{ type: "string" }, { type: "null" }] }],
    ["a union of a reference with null", { oneOf: [{ $ref: "#/components/schemas/Name" }, { const: null }] }],
  ])("knows a text or null written as %s", (_, schema) => {
    const { types, nullable, variants } = view(schema);
    expect({ types: [...(types ?? [])], nullable, variants }).toEqual({
      types: ["string"],
      nullable: true,
      variants: undefined,
    });
  });

  it("brings the parts of allOf together", () => {
    const { properties } = view({
      allOf: [
        { type: "object", properties: { a: { type: "string" } }, required: ["b"] },
        { properties: { b: { type: "string" } } },
      ],
    });
    expect([...properties].map(([name, { required }]) => [name, required])).toEqual([
      ["a", false],
      ["b", true],
    ]);
  });

  it("leaves out what does not travel in a direction", () => {
    const schema = { properties: { id: { readOnly: true }, key: { writeOnly: true } } };
    expect([...view(schema, "request").properties.keys()]).toEqual(["key"]);
    expect([...view(schema, "response").properties.keys()]).toEqual(["id"]);
  });

  it("comes to an end where a schema is composed of itself", () => {
    expect(view({ $ref: "#/components/schemas/Loop" }).types).toBeUndefined();
  });
});
