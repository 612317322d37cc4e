import { expect, it } from "vitest";
import type { Json, JsonObject } from "../json.ts";
import { compileDocument } from "../testing/compile-document.ts";

const answer = (content: Json) => ({ responses: { "200": { description: "Yes.", content } } });
const list = { type: "array", items: { type: "string" } };
const limit = { name: "limit", in: "query", schema: { type: "integer" } };

const operations: Readonly<Record<string, JsonObject>> = {
  openEvents: answer({ "text/event-stream": { schema: { type: "object" } } }),
  openPages: {
    ...answer({ "application/json": { schema: list } }),
    parameters: [{ name: "offset", in: "query", schema: { type: "integer" } }, limit],
    "x-jobwire": { pagination: { items: "", param: "offset", size: "limit" } },
  },
  formOf: {
    ...answer({ "application/json": { schema: list } }),
    requestBody: {
      content: { "multipart/form-data": { schema: { type: "object", properties: { a: {} } } } },
    },
  },
  styledQuery: {
    ...answer({ "application/json": { schema: list } }),
    parameters: [{ name: "ids", in: "query", style: "pipeDelimited", explode: false, schema: list }],
  },
};

function clientOf(names: readonly string[]): string {
  const paths = Object.fromEntries(
    names.map((name) => [`/${name}`, { post: { operationId: `do-${name}`, ...operations[name] } }]),
  );
  const { files, errors } = compileDocument({
    openapi: "3.1.0",
    info: { title: "A", version: "1" },
    servers: [{ url: "https://a.example" }],
    paths,
  });
  expect(errors).toEqual([]);
  return files["operations.ts"] ?? "";
}

it.each(Object.keys(operations))("a client has %s if an operation needs it, and nothing else", (name) => {
  const code = clientOf([name]);
  expect(code).toContain(`import { createClientWith, ${name} } from "@jobwire/client";`);
  expect(code).toMatch(new RegExp(`createClientWith<[^>]*>\\(\\{ \\w+: ${name} \\}, api, options\\)`));
});

it("a client of plain operations has none", () => {
  expect(clientOf([])).toMatch(/createClientWith<[^>]*>\(\{\}, api, options\)/);
});
