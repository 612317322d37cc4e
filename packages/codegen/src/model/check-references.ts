import type { Report } from "../diagnostics/report.ts";
import { didYouMean } from "../diagnostics/suggest.ts";
import { isArray, isObject, type Json, type JsonObject, ownObject, ownString } from "../json.ts";
import { parsePointer, valueAt } from "../path.ts";
import { follow } from "./schema.ts";

/** Checks that every reference inside the document leads somewhere. */
export function checkReferences(document: JsonObject, report: Report): void {
  const known = new Map<string, boolean>();
  const leads = (ref: string): boolean => {
    const found = known.get(ref) ?? follow(document, ref) !== undefined;
    known.set(ref, found);
    return found;
  };
  // One path that grows and shrinks: a copy for each of a million places would take longer than all else.
  const path: (string | number)[] = [];
  const check = (value: Json): void => {
    if (isArray(value)) {
      for (const [index, item] of value.entries()) descend(index, item);
      return;
    }
    if (!isObject(value)) return;
    const ref = ownString(value, "$ref");
    if (ref !== undefined && !leads(ref))
      report.error([...path, "$ref"], `"${ref}" leads to nothing`, hintFor(document, ref));
    // Examples and defaults are data; a `$ref` in them refers to nothing.
    const isNamed = path.at(-1) === "properties" || path.at(-2) === "components";
    for (const key of Object.keys(value)) if (isNamed || !isData(key)) descend(key, value[key] as Json);
  };
  const descend = (key: string | number, value: Json): void => {
    if (typeof value !== "object" || value === null) return;
    path.push(key);
    check(value);
    path.pop();
  };
  check(document);
}

function isData(key: string): boolean {
  return key === "example" || key === "default" || key === "const" || key === "value" || key.startsWith("x-");
}

function hintFor(document: JsonObject, ref: string): string | undefined {
  const segments = parsePointer(ref.slice(1));
  const parent = valueAt(document, segments.slice(0, -1));
  const last = segments.at(-1);
  return last === undefined || !isObject(parent)
    ? undefined
    : didYouMean(last, Object.keys(ownObject({ parent }, "parent")));
}
