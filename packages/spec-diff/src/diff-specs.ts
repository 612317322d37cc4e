import type { Change } from "./change.ts";
import { partKey } from "./collector.ts";
import { type Compared, compareDocuments } from "./compare-documents.ts";
import { fromSwagger } from "./drift/from-swagger.ts";
import type { Part } from "./finding.ts";
import { type JsonObject, ownString } from "./json.ts";
import { operationNames } from "./lifecycle/operation-names.ts";
import { sortChanges } from "./sort-changes.ts";
import { attribute } from "./types/attribute.ts";
import { isCertain } from "./types/certain.ts";
import { kindsOfOperations } from "./types/kind-operations.ts";
import type { Measurable, Measurement } from "./types/measure.ts";

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

/** Two documents, OpenAPI 3 or Swagger 2.0, parsed and without references to other files. */
export interface DocumentPair {
  readonly base: JsonObject;
  readonly head: JsonObject;
}

/**
 * Compares two OpenAPI documents with their `x-jobs`: what changed, whom it breaks, how to migrate.
 *
 * @param base The old document, OpenAPI 3 or Swagger 2.0, parsed and without references to other files.
 * @param head The new document.
 */
export async function diffSpecs(
  base: JsonObject,
  head: JsonObject,
  options: DiffOptions = {},
): Promise<SpecDiff> {
  const [diff] = await diffPairs([{ base, head }], options);
  return diff ?? { changes: [] };
}

/** Compares pairs of documents. The compiler runs once for all of them. */
export async function diffPairs(
  pairs: readonly DocumentPair[],
  options: DiffOptions = {},
): Promise<readonly SpecDiff[]> {
  const compared = pairs.map((pair) => {
    const [base, head] = [inOpenApi3(pair.base), inOpenApi3(pair.head)];
    const result = compareDocuments(base, head);
    return { base, head, result, parts: options.types === "predicted" ? [] : partsToMeasure(result) };
  });
  const measurable = compared.filter(({ parts }) => parts.length > 0);
  const inputs = measurable.map(({ base, head, result, parts }) => ({
    base,
    head,
    parts,
    ...namesOf(result),
  }));
  const measured = inputs.length === 0 ? [] : await measureOrSay(inputs);
  return compared.map((one) => {
    const answer = measured[measurable.indexOf(one)];
    const predicted = one.result.predicted.map(({ change }) => change);
    if (answer === undefined) return { changes: sortChanges(predicted) };
    return answer instanceof Error
      ? { changes: sortChanges(predicted), notMeasured: answer.message }
      : { changes: sortChanges(attribute(one.result.predicted, answer, kindsOf(one.head))) };
  });
}

/** A document of Swagger 2.0 in the words of OpenAPI 3. */
function inOpenApi3(document: JsonObject): JsonObject {
  return ownString(document, "swagger") === undefined ? document : fromSwagger(document);
}

/** Measures, or says for each why it cannot be: a comparison without the compiler is worth more than none. */
async function measureOrSay(inputs: readonly Measurable[]): Promise<readonly Measurement[]> {
  try {
    const { measure } = await import("./types/measure.ts");
    return await measure(inputs);
  } catch (error) {
    const reason = error instanceof Error ? error : new Error(String(error), { cause: error });
    return inputs.map(() => reason);
  }
}

/** Every part that a change reaches, what needs no compiler aside. */
function partsToMeasure({ predicted }: Compared): readonly Part[] {
  const parts = predicted.flatMap(({ change, parts }) => (isCertain(change.rule) ? [] : parts));
  return [...new Map(parts.map((part) => [partKey(part), part])).values()];
}

function kindsOf(document: JsonObject) {
  return kindsOfOperations(document, operationNames(document));
}

function namesOf({ matched, predicted }: Compared) {
  const renamed = predicted.filter(({ change }) => change.rule === "kind-renamed");
  return {
    pairs: new Map(matched.pairs.map((pair) => [pair.head.key, pair])),
    kinds: new Map(renamed.map(({ change }) => [String(change.after), String(change.before)])),
  };
}
