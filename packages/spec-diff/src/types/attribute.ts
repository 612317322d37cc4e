import { type Change, type Verdict, worst } from "../change.ts";
import { partKey } from "../collector.ts";
import type { Predicted } from "../compare-documents.ts";
import type { Part } from "../finding.ts";
import { isCertain } from "./certain.ts";
import type { Measured } from "./measure.ts";

const order: readonly Verdict[] = ["none", "additive", "breaking"];

/**
 * Brings what the compiler says about a whole part to the changes in it. The prediction says which of several changes is
 * to blame; the compiler says what the part as a whole does, and it has the last word.
 */
export function attribute(
  predicted: readonly Predicted[],
  measured: ReadonlyMap<string, Measured>,
  kindsOf: KindsOf,
): readonly Change[] {
  const worstOfPart = new Map<string, Verdict>();
  for (const { change, parts } of predicted) {
    for (const key of parts.flatMap((part) => [partKey(part), ...kindKeys(part, kindsOf)]))
      worstOfPart.set(key, worst([worstOfPart.get(key) ?? "none", change.verdicts.types]));
  }
  return predicted.map((one) => judged(one, measured, worstOfPart));
}

/** The kinds of job that use an operation, by its key. */
export type KindsOf = ReadonlyMap<string, readonly string[]>;

/** The types of a kind hold those of its operations: what changes in these may be to blame for what the kind does. */
function kindKeys({ operation, part }: Part, kindsOf: KindsOf): readonly string[] {
  const kinds = part === "kind" ? [] : (kindsOf.get(operation) ?? []);
  return kinds.map((kind) => partKey({ operation: kind, part: "kind" }));
}

function judged(
  { change, parts }: Predicted,
  measured: ReadonlyMap<string, Measured>,
  worstOfPart: ReadonlyMap<string, Verdict>,
): Change {
  if (isCertain(change.rule)) return change;
  const keys = parts.map(partKey).filter((key) => measured.has(key));
  if (keys.length === 0) return change;
  const verdicts = keys.map((key) =>
    verdictFor(change, measured.get(key)?.verdict ?? "none", worstOfPart.get(key) ?? "none"),
  );
  const types = worst(verdicts);
  const isWorse = types === "breaking" && change.verdicts.types !== "breaking";
  return {
    ...change,
    measured: keys.length === parts.length,
    verdicts: { ...change.verdicts, types },
    // A rule says what to do about values; that types break as well is news to it.
    ...(isWorse && { howToMigrate: withTypes(change.howToMigrate) }),
  };
}

function withTypes(howToMigrate: string): string {
  const advice = "Compile your code against the new package: types that it names are others.";
  return howToMigrate === "Nothing." ? advice : `${howToMigrate} ${advice}`;
}

function verdictFor({ verdicts, rule }: Change, measured: Verdict, predicted: Verdict): Verdict {
  const own = verdicts.types;
  if (isByName(rule)) return worst([own, "none"]);
  if (order.indexOf(measured) > order.indexOf(predicted)) return own === predicted ? measured : own;
  return order.indexOf(own) > order.indexOf(measured) ? measured : own;
}

/** A name that is gone breaks code whatever stands behind it. */
function isByName(rule: string): boolean {
  return rule === "kind-renamed" || rule === "kind-removed" || rule === "kind-added";
}
