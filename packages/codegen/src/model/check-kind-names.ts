import type { Report } from "../diagnostics/report.ts";
import { type Json, own } from "../json.ts";
import { isDeclarable } from "./names.ts";

/** Names that mean something else beside the definitions. */
const takenNames: ReadonlySet<string> = new Set([
  ...["refine", "definitions", "api", "then"],
  // What every object has: a table of kinds must not seem to hold one that it does not.
  ...Object.getOwnPropertyNames(Object.prototype),
]);

/** A kind's name becomes a constant, and with its old names it leads stored refs to one kind. */
export function checkKindNames(sources: readonly (readonly [string, Json])[], report: Report): void {
  const formerly = new Map<string, string>();
  for (const [name, source] of sources) {
    if (!isDeclarable(name) || takenNames.has(name))
      report.error(
        ["x-jobs", name],
        `"${name}" cannot be the name of a kind: code uses it for something else`,
      );
    for (const [index, old] of ((own(source, "formerly") as readonly string[] | undefined) ?? []).entries()) {
      const other = formerly.get(old) ?? (sources.some(([kind]) => kind === old) ? old : undefined);
      if (other !== undefined)
        report.error(
          ["x-jobs", name, "formerly", index],
          `"${old}" names ${other} already`,
          "a stored ref must lead to one kind",
        );
      formerly.set(old, name);
    }
  }
}
