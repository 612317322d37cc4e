import type { Report } from "../diagnostics/report.ts";
import { didYouMean } from "../diagnostics/suggest.ts";
import { isArray, isObject, type Json, type JsonObject, own, ownString } from "../json.ts";
import { type Path, parsePointer, valueAt } from "../path.ts";
import { shapeAt, shapes } from "./shapes.ts";

/**
 * Objects, lists and schemas stand where OpenAPI wants them. Whatever else stands there would be passed over without a
 * word, or stop the type generator. A section that was left empty is `null` in YAML, and harmless.
 */
export function checkShape(document: JsonObject, report: Report): void {
  // One path that grows and shrinks: a copy for each of a million places would take longer than all else.
  const path: (string | number)[] = [];
  const inside = (key: string | number, value: Json, expected: string): void => {
    path.push(key);
    check(value, expected);
    path.pop();
  };
  const check = (value: Json, expected: string): void => {
    if (value === null && !isNeeded(expected, path)) return;
    const fault = faultOf(value, expected);
    if (fault !== undefined) {
      report.error([...path], fault, `here stands ${kindOf(value)}`);
    } else if (isArray(value)) {
      const entry = expected.endsWith("[]") ? expected.slice(0, -2) : "any";
      for (const [index, item] of value.entries()) inside(index, item, entry);
    } else if (isObject(value)) checkEntries(value, expected);
  };
  const checkEntries = (value: JsonObject, expected: string): void => {
    if (expected.startsWith("{")) {
      const entry = expected.slice(1, -1);
      for (const key of Object.keys(value))
        if (!isExtension(key, entry)) inside(key, value[key] as Json, entry);
      return;
    }
    const shape = shapes[expected];
    if (shape === undefined) return;
    for (const key of Object.keys(value)) {
      const wanted = Object.hasOwn(shape, key) ? shape[key] : undefined;
      if (wanted !== undefined) inside(key, value[key] as Json, wanted);
    }
    checkRef(document, value, expected, path, report);
    if (expected === "schema") checkTypes(value, path, report);
  };
  check(document, "document");
}

/** Nobody leaves a schema or an entry of a list empty and means nothing by it. */
function isNeeded(expected: string, path: Path): boolean {
  return expected === "schema" || expected === "media" || typeof path.at(-1) === "number";
}

function faultOf(value: Json, expected: string): string | undefined {
  if (expected === "any") return undefined;
  if (expected === "text") return typeof value === "string" ? undefined : "this must be a text";
  if (expected.endsWith("[]")) return isArray(value) ? undefined : "this must be a list";
  if (isObject(value)) return undefined;
  if (expected !== "schema") return "this must be an object";
  return typeof value === "boolean" ? undefined : "this must be a schema: an object, or true or false";
}

/** `x-…` beside paths and status codes is no path and no status code. */
function isExtension(key: string, entry: string): boolean {
  return (entry === "pathItem" || entry === "response") && key.startsWith("x-");
}

/** A `$ref` is a text, and that of a schema leads to a schema. */
function checkRef(document: JsonObject, value: JsonObject, expected: string, at: Path, report: Report): void {
  const given = own(value, "$ref");
  if (given === undefined) return;
  if (typeof given !== "string") {
    report.error([...at, "$ref"], "this must be a text", `here stands ${kindOf(given)}`);
    return;
  }
  if (expected !== "schema" || !given.startsWith("#/")) return;
  const target = targetOf(given);
  if (valueAt(document, target) === undefined || shapeAt(target) === "schema") return;
  report.error(
    [...at, "$ref"],
    `"${given}" leads to something that is no schema`,
    "schemas that are referred to stand in components.schemas",
  );
}

function targetOf(ref: string): Path {
  try {
    return parsePointer(decodeURIComponent(ref.slice(1)));
  } catch {
    return parsePointer(ref.slice(1));
  }
}

const typeNames: readonly string[] = ["string", "number", "integer", "boolean", "object", "array", "null"];

/** A slip in a type would make the value unknown to everybody who uses it. */
function checkTypes(schema: JsonObject, at: Path, report: Report): void {
  const type = own(schema, "type");
  if (type === undefined) return;
  for (const name of isArray(type) ? type : [type]) {
    if (typeof name !== "string") {
      report.error([...at, "type"], "a type is a text, or a list of texts", `types: ${typeNames.join(", ")}`);
      return;
    }
    if (typeNames.includes(name)) continue;
    const fact = `"${name}" is no type of a value, so the value counts as unknown`;
    report.warning([...at, "type"], fact, didYouMean(ownString(schema, "type") ?? name, typeNames, "types"));
  }
}

function kindOf(value: Json): string {
  if (value === null) return "nothing (null)";
  if (isObject(value)) return "an object";
  return isArray(value) ? "a list" : JSON.stringify(value).slice(0, 40);
}
