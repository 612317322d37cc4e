import type { Report } from "../diagnostics/report.ts";
import { isObject, type Json, type JsonObject, own, ownObject, ownString } from "../json.ts";

/** The OpenAPI version of a document: `3.0`, `3.1` or `3.2`; anything else is an error. */
export function checkVersion(document: JsonObject, report: Report): "3.0" | "3.1" | "3.2" | undefined {
  if (own(document, "swagger") !== undefined) {
    report.error(
      ["swagger"],
      "Swagger 2.0 is not supported",
      "convert it first: npx swagger2openapi --yaml swagger.yaml > openapi.yaml",
    );
    return undefined;
  }
  const given = own(document, "openapi");
  if (typeof given === "number") {
    const fact = `the version is the number ${given}, and must be a text`;
    report.error(
      ["openapi"],
      fact,
      `write it out: openapi: ${Number.isInteger(given) ? `${given}.1` : given}.0`,
    );
    return undefined;
  }
  const version = ownString(document, "openapi");
  if (version === undefined) {
    report.error(
      [],
      'this is no OpenAPI document: it has no "openapi" version',
      "start it with: openapi: 3.1.0",
    );
    return undefined;
  }
  const minor = /^(3\.[012])(\.\d+)?(-.*)?$/.exec(version)?.[1];
  if (minor === undefined) {
    report.error(["openapi"], `OpenAPI ${version} is not supported`, "supported are 3.0, 3.1 and 3.2");
    return undefined;
  }
  if (minor === "3.2") refuseNewKeywords(document, report);
  return minor as "3.0" | "3.1" | "3.2";
}

const newInPathItem = ["query", "additionalOperations"];
const newInComponents = ["mediaTypes"];
const newInMediaType = ["prefixEncoding", "itemEncoding"];

/** Of 3.2 only `itemSchema` is understood. What is not understood must not be dropped in silence. */
function refuseNewKeywords(document: JsonObject, report: Report): void {
  const refuse = (path: (string | number)[], keyword: string) =>
    report.error(
      [...path, keyword],
      `"${keyword}" of OpenAPI 3.2 is not supported`,
      "of 3.2 only itemSchema is",
    );
  if (own(document, "$self") !== undefined) refuse([], "$self");
  for (const keyword of newInComponents) {
    if (own(ownObject(document, "components"), keyword) !== undefined) refuse(["components"], keyword);
  }
  for (const [path, item] of Object.entries(ownObject(document, "paths"))) {
    for (const keyword of newInPathItem)
      if (own(item, keyword) !== undefined) refuse(["paths", path], keyword);
  }
  walk(document, [], (value, path) => {
    for (const keyword of newInMediaType)
      if (isMediaType(path) && own(value, keyword) !== undefined) refuse([...path], keyword);
    if (own(value, "in") === "querystring" && path.includes("parameters")) {
      report.error(
        [...path, "in"],
        '"in: querystring" of OpenAPI 3.2 is not supported',
        "declare one parameter for each name",
      );
    }
  });
}

function isMediaType(path: readonly (string | number)[]): boolean {
  return path.at(-2) === "content";
}

function walk(
  value: Json,
  path: readonly (string | number)[],
  visit: (value: JsonObject, path: readonly (string | number)[]) => void,
): void {
  if (Array.isArray(value)) for (const [index, item] of value.entries()) walk(item, [...path, index], visit);
  if (!isObject(value)) return;
  visit(value, path);
  for (const [key, entry] of Object.entries(value)) walk(entry, [...path, key], visit);
}
