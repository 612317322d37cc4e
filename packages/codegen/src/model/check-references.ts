import type { Report } from "../diagnostics/report.ts";
import { didYouMean } from "../diagnostics/suggest.ts";
import { isArray, isObject, type Json, type JsonObject, ownObject, ownString } from "../json.ts";
import { type Path, parsePointer, valueAt } from "../path.ts";
import { follow } from "./schema.ts";

/** Checks that every reference inside the document leads somewhere. */
export function checkReferences(document: JsonObject, report: Report): void {
  check(document, document, [], report);
}

function check(document: JsonObject, value: Json, path: Path, report: Report): void {
  if (isArray(value))
    for (const [index, item] of value.entries()) check(document, item, [...path, index], report);
  if (!isObject(value)) return;
  const ref = ownString(value, "$ref");
  if (ref !== undefined && follow(document, ref) === undefined) {
    report.error([...path, "$ref"], `"${ref}" leads to nothing`, hintFor(document, ref));
  }
  for (const [key, entry] of Object.entries(value)) {
    // Examples and defaults are data; a `$ref` in them refers to nothing.
    const isNamed = path.at(-1) === "properties" || path.at(-2) === "components";
    const isData =
      !isNamed &&
      (key === "example" || key === "default" || key === "const" || key === "value" || key.startsWith("x-"));
    if (!isData && typeof entry === "object") check(document, entry, [...path, key], report);
  }
}

function hintFor(document: JsonObject, ref: string): string | undefined {
  const segments = parsePointer(ref.slice(1));
  const parent = valueAt(document, segments.slice(0, -1));
  const last = segments.at(-1);
  return last === undefined || !isObject(parent)
    ? undefined
    : didYouMean(last, Object.keys(ownObject({ parent }, "parent")));
}
