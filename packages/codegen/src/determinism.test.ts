import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { isObject, type Json, type JsonObject, mapObject, own, ownObject } from "./json.ts";
import { parseText } from "./load/parse-text.ts";
import { compileDocument } from "./testing/compile-document.ts";

const providers = ["nia", "nullspace", "sieve", "nuon"];

function specOf(provider: string): JsonObject {
  return parseText(
    readFileSync(new URL(`../../../specs/${provider}/openapi.yaml`, import.meta.url), "utf8"),
  ) as JsonObject;
}

function reversed(value: Json | undefined): JsonObject {
  return Object.fromEntries(Object.entries(isObject(value) ? value : {}).reverse());
}

/** The same document with everything the other way round whose order means nothing. */
function turned(document: JsonObject): JsonObject {
  const paths = mapObject(reversed(own(document, "paths")), (item) =>
    mapObject(reversed(item), (operation) =>
      isObject(operation) && isObject(operation.responses)
        ? { ...operation, responses: reversed(operation.responses) }
        : operation,
    ),
  );
  const components = mapObject(reversed(own(document, "components")), reversed);
  return { ...reversed(document), paths, components, "x-jobs": reversed(own(document, "x-jobs")) };
}

describe.each(providers)("%s", (provider) => {
  it("gives the same bytes whatever the order of paths, operations, statuses, components and kinds", () => {
    const document = specOf(provider);
    expect(compileDocument(turned(document), provider)).toEqual(compileDocument(document, provider));
  });

  it("keeps the order of properties", () => {
    const document = specOf(provider);
    const schemas = ownObject(ownObject(document, "components"), "schemas");
    const [name, schema] =
      Object.entries(schemas).find(([, value]) => Object.keys(ownObject(value, "properties")).length > 3) ??
      [];
    const wanted = Object.keys(ownObject(schema, "properties"));
    const emitted = JSON.parse(
      compileDocument(document, provider).files["openapi.json"] ?? "{}",
    ) as JsonObject;
    expect(
      Object.keys(
        ownObject(
          ownObject(ownObject(ownObject(emitted, "components"), "schemas"), name ?? ""),
          "properties",
        ),
      ),
    ).toEqual(wanted);
  });
});
