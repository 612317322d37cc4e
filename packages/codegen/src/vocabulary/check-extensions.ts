import type { Report } from "../diagnostics/report.ts";
import { didYouMean } from "../diagnostics/suggest.ts";
import { type Json, type JsonObject, own, ownObject } from "../json.ts";
import { ownJson } from "../own-files.ts";
import type { Path } from "../path.ts";
import { validate } from "./validate.ts";

let schemas: { readonly jobs: JsonObject; readonly jobwire: JsonObject } | undefined;

/** Checks `x-jobs` and every `x-jobwire` of a document against the vocabulary. */
export function checkExtensions(document: JsonObject, report: Report): void {
  schemas ??= {
    jobs: ownJson("schemas", "x-jobs.schema.json") as JsonObject,
    jobwire: ownJson("schemas", "x-jobwire.schema.json") as JsonObject,
  };
  checkRootNames(document, report);
  const jobs = own(document, "x-jobs");
  if (jobs !== undefined) check(schemas.jobs, schemas.jobs, jobs, "x-jobs", ["x-jobs"], report);
  for (const { value, path, place } of extensions(document)) {
    check(
      schemas.jobwire,
      ownObject(ownObject(schemas.jobwire, "$defs"), place),
      value,
      "x-jobwire",
      path,
      report,
    );
  }
}

const rootNames: readonly string[] = ["x-jobs", "x-jobwire"];

/** A misspelt key would leave all kinds out and pass for an API without jobs. */
function checkRootNames(document: JsonObject, report: Report): void {
  for (const name of Object.keys(document)) {
    if (!/^x-?jobs?(wires?)?$/i.test(name) || rootNames.includes(name)) continue;
    report.error([name], `"${name}" is no key of the document`, didYouMean(name, rootNames, "keys"));
  }
}

function check(
  root: JsonObject,
  schema: JsonObject,
  value: Json,
  name: string,
  path: Path,
  report: Report,
): void {
  for (const { at, fact, hint } of validate(root, schema, value, name))
    report.error([...path, ...at], fact, hint);
}

interface Extension {
  readonly value: Json;
  readonly path: Path;
  readonly place: "root" | "operation" | "schema";
}

/** Every `x-jobwire` with what it stands on. */
function extensions(document: JsonObject): readonly Extension[] {
  const found: Extension[] = [];
  const root = own(document, "x-jobwire");
  if (root !== undefined) found.push({ value: root, path: ["x-jobwire"], place: "root" });
  collect(ownObject(document, "components"), ["components"], found);
  collect(ownObject(document, "paths"), ["paths"], found);
  return found;
}

function collect(value: Json, start: Path, found: Extension[]): void {
  const path = [...start];
  const visit = (node: Json): void => {
    if (typeof node !== "object" || node === null) return;
    if (Array.isArray(node)) {
      for (const [index, item] of node.entries()) descend(index, item);
      return;
    }
    const isOperation = path[0] === "paths" && path.length === 3;
    for (const [key, entry] of Object.entries(node)) {
      if (key === "x-jobwire")
        found.push({ value: entry, path: [...path, key], place: isOperation ? "operation" : "schema" });
      else if (key !== "example" && key !== "examples" && !key.startsWith("x-")) descend(key, entry);
    }
  };
  const descend = (key: string | number, node: Json): void => {
    path.push(key);
    visit(node);
    path.pop();
  };
  visit(value);
}
