import type { Report } from "../diagnostics/report.ts";
import { isObject, type Json, type JsonObject, ownArray, ownObject, ownString } from "../json.ts";
import { parsePointer, valueAt } from "../path.ts";

/**
 * A component that is itself, or an alternative or a part of itself, with no property or list between, describes no
 * value and has no type. Recursion through a property, a list or a map is fine.
 */
export function checkCircles(document: JsonObject, report: Report): void {
  const schemas = ownObject(ownObject(document, "components"), "schemas");
  const done = new Set<string>();
  const open: string[] = [];
  const visit = (ref: string): void => {
    if (done.has(ref)) return;
    if (open.includes(ref)) {
      const circle = [...open.slice(open.indexOf(ref)), ref].map((step) =>
        parsePointer(step.slice(1)).at(-1),
      );
      report.error(
        parsePointer(ref.slice(1)),
        `refers to itself with nothing between: ${circle.join(" → ")}`,
        "put the reference into a property, a list or a map, or remove it",
      );
      return;
    }
    open.push(ref);
    for (const next of immediateRefs(valueAt(document, parsePointer(ref.slice(1))))) visit(next);
    open.pop();
    done.add(ref);
  };
  for (const name of Object.keys(schemas)) {
    visit(`#/components/schemas/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`);
  }
}

/** The references of a schema that stand for itself, or for one of its alternatives or parts. */
function immediateRefs(schema: Json | undefined): readonly string[] {
  if (!isObject(schema)) return [];
  const ref = ownString(schema, "$ref");
  const parts = ["allOf", "oneOf", "anyOf"].flatMap((keyword) => ownArray(schema, keyword));
  return [...(ref === undefined ? [] : [ref]), ...parts.flatMap(immediateRefs)];
}
