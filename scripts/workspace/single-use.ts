import { packageOf } from "./arrow.ts";
import type { Fault } from "./fault.ts";
import type { SourceFacts } from "./source-facts.ts";

/** Packages that are pinned and replaceable because exactly one source file knows them. */
export const SINGLE_USE: readonly string[] = ["openapi-fetch", "openapi-typescript"];

/** A fault for each package of the list that is imported from no file or from several. */
export function singleUseFaults(
  files: readonly SourceFacts[],
  names: readonly string[] = SINGLE_USE,
): Fault[] {
  return names.flatMap((name) => {
    const users = files
      .filter((file) => file.imports.some(({ specifier }) => packageOf(specifier) === name))
      .map((file) => file.path);
    if (users.length === 1) return [];
    return [
      { where: users.join(", ") || "packages", message: `${name} must be imported from exactly one file` },
    ];
  });
}
