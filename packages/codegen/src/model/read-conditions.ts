import { didYouMean } from "../diagnostics/suggest.ts";
import type { Path } from "../path.ts";
import type { ConditionsSource } from "./job-source.ts";
import type { Condition } from "./kind.ts";
import { type KindContext, reportLeft, type Target } from "./kind-context.ts";
import { typeOfJson } from "./variants.ts";
import { isReached, type Reached, walkPointer } from "./walk-pointer.ts";
import { knownWords } from "./words.ts";

type Scalar = string | number | boolean | null;

/** Conditions with their pointers followed and their values checked against what can stand there. */
export function readConditions(
  context: KindContext,
  target: Target,
  source: ConditionsSource,
  path: Path,
): readonly Condition[] {
  return Object.entries(source).flatMap(([pointer, given]) => {
    const at = walkPointer(context.document, target.node, pointer);
    const place = [...path, pointer];
    if (!isReached(at)) {
      reportLeft(context, target, pointer, at, place);
      return [];
    }
    const values = (Array.isArray(given) ? given : [given]) as readonly Scalar[];
    for (const value of values) checkValue(context, at, value, place);
    return [{ at, values }];
  });
}

/** A value that cannot stand at its pointer makes a condition that never holds. */
function checkValue(context: KindContext, at: Reached, value: Scalar, path: Path): void {
  if (value === null || at.types.has("unknown")) return;
  const type = typeOfJson(value);
  if (!at.types.has(type)) {
    const types = [...at.types].filter((name) => name !== "null").join(" or ");
    context.report.error(
      path,
      `${JSON.stringify(value)} cannot stand at ${at.pointer}, which is a ${types}`,
      "the condition would never hold",
    );
    return;
  }
  if (typeof value !== "string") return;
  const { words, closed } = knownWords(at.variants);
  if (!closed || words.includes(value)) return;
  context.report.error(path, `"${value}" is no value of ${at.pointer}`, didYouMean(value, words, "values"));
}
