import type { Change } from "./change.ts";
import { partKey } from "./collector.ts";
import { type Compared, compareDocuments } from "./compare-documents.ts";
import type { Part } from "./finding.ts";
import type { JsonObject } from "./json.ts";
import { sortChanges } from "./sort-changes.ts";
import { attribute } from "./types/attribute.ts";

/** Options of {@link diffSpecs}. */
export interface DiffOptions {
  /**
   * `measured` (default): both documents are compiled, and a consumer of the old types is compiled against the new ones.
   * `predicted`: the types verdict is derived from the schemas alone, which needs no compiler.
   */
  readonly types?: "measured" | "predicted";
}

/** What changed between two documents. */
export interface SpecDiff {
  readonly changes: readonly Change[];
  /** Why the types verdicts were not measured, if they were to be. */
  readonly notMeasured?: string;
}

/**
 * Compares two OpenAPI documents with their `x-jobs`: what changed, whom it breaks, how to migrate.
 *
 * @param base The old document, parsed and without references to other files.
 * @param head The new document.
 */
export async function diffSpecs(
  base: JsonObject,
  head: JsonObject,
  options: DiffOptions = {},
): Promise<SpecDiff> {
  const compared = compareDocuments(base, head);
  const changes = compared.predicted.map((one) => one.change);
  const parts = partsToMeasure(compared);
  if (options.types === "predicted" || parts.length === 0) return { changes: sortChanges(changes) };
  try {
    const { measure } = await import("./types/measure.ts");
    const measured = await measure({ base, head, parts, ...namesOf(compared) });
    return { changes: sortChanges(attribute(compared.predicted, measured)) };
  } catch (error) {
    const notMeasured = error instanceof Error ? error.message : String(error);
    return { changes: sortChanges(changes), notMeasured };
  }
}

/** Every part that a change reaches, words of documentation aside. */
function partsToMeasure({ predicted }: Compared): readonly Part[] {
  const parts = predicted.flatMap(({ change, parts }) => (isSilent(change) ? [] : parts));
  return [...new Map(parts.map((part) => [partKey(part), part])).values()];
}

const silent = new Set([
  "documentation-changed",
  "kind-added",
  "kind-removed",
  "frames-changed",
  "deprecated",
  "no-longer-deprecated",
]);

function isSilent({ rule }: Change): boolean {
  return silent.has(rule);
}

function namesOf({ matched, predicted }: Compared) {
  const renamed = predicted.filter(({ change }) => change.rule === "kind-renamed");
  return {
    pairs: new Map(matched.pairs.map((pair) => [pair.head.key, pair])),
    kinds: new Map(renamed.map(({ change }) => [String(change.after), String(change.before)])),
  };
}
