import type { Path } from "../path.ts";

/**
 * What stands below the objects of OpenAPI 3.1, key by key: another of them, `x[]` a list, `{x}` a map, `text`, or `any`.
 * Keys that are not named here may hold anything.
 */
export const shapes: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  document: {
    info: "object",
    servers: "server[]",
    paths: "{pathItem}",
    components: "components",
    security: "object[]",
  },
  object: {},
  server: { url: "text", variables: "{object}" },
  components: {
    schemas: "{schema}",
    responses: "{response}",
    parameters: "{parameter}",
    requestBodies: "{body}",
    headers: "{header}",
    securitySchemes: "{object}",
    examples: "{object}",
    links: "{object}",
    callbacks: "{object}",
    pathItems: "{pathItem}",
  },
  pathItem: {
    parameters: "parameter[]",
    servers: "server[]",
    ...Object.fromEntries(
      "get put post delete options head patch trace".split(" ").map((method) => [method, "operation"]),
    ),
  },
  operation: {
    parameters: "parameter[]",
    requestBody: "body",
    responses: "{response}",
    security: "object[]",
  },
  parameter: { schema: "schema", content: "{media}" },
  header: { schema: "schema", content: "{media}" },
  body: { content: "{media}" },
  response: { headers: "{header}", content: "{media}" },
  media: { schema: "schema", itemSchema: "schema" },
  schema: {
    ...Object.fromEntries(
      ["properties", "patternProperties", "$defs", "definitions", "dependentSchemas"].map((key) => [
        key,
        "{schema}",
      ]),
    ),
    ...Object.fromEntries(["allOf", "anyOf", "oneOf", "prefixItems"].map((key) => [key, "schema[]"])),
    ...Object.fromEntries(
      "items additionalProperties not if then else contains propertyNames unevaluatedItems unevaluatedProperties"
        .split(" ")
        .map((key) => [key, "schema"]),
    ),
    enum: "any[]",
    discriminator: "discriminator",
  },
  discriminator: { propertyName: "text", mapping: "{text}" },
};

/** What OpenAPI has at a place of a document: the name of a shape, or nothing. */
export function shapeAt(path: Path): string | undefined {
  let shape: string | undefined = "document";
  for (const segment of path) {
    if (shape === undefined) return undefined;
    if (shape.endsWith("[]")) shape = shape.slice(0, -2);
    else if (shape.startsWith("{")) shape = shape.slice(1, -1);
    else shape = Object.hasOwn(shapes[shape] ?? {}, segment) ? shapes[shape]?.[segment] : undefined;
  }
  return shape;
}
