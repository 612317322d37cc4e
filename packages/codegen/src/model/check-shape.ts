import type { Report } from "../diagnostics/report.ts";
import { isObject, type Json, type JsonObject, own } from "../json.ts";
import type { Path } from "../path.ts";

/**
 * The maps of a document that must be maps: whatever else stands there would be passed over without a word. A section
 * that was left empty is `null` in YAML, and harmless.
 */
export function checkShape(document: JsonObject, report: Report): void {
  const check = (value: Json | undefined, path: Path): void => {
    if (value !== undefined && value !== null && !isObject(value))
      report.error(path, "this must be an object", `here stands ${kindOf(value)}`);
  };
  const components = own(document, "components");
  check(own(document, "info"), ["info"]);
  check(own(document, "paths"), ["paths"]);
  check(components, ["components"]);
  for (const [name, section] of Object.entries(isObject(components) ? components : {})) {
    if (!name.startsWith("x-")) check(section, ["components", name]);
  }
  const paths = own(document, "paths");
  for (const [path, item] of Object.entries(isObject(paths) ? paths : {})) {
    if (!path.startsWith("x-")) check(item, ["paths", path]);
  }
}

function kindOf(value: Json): string {
  return Array.isArray(value) ? "a list" : JSON.stringify(value).slice(0, 40);
}
