import { type Change, overall } from "./change.ts";
import { compareText } from "./json.ts";

const rank = { breaking: 0, additive: 1, none: 2 };

/** The worst first, then by what they concern: the same order on every machine. */
export function sortChanges(changes: readonly Change[]): readonly Change[] {
  return [...changes].sort(
    (a, b) =>
      rank[overall(a.verdicts)] - rank[overall(b.verdicts)] ||
      compareText(a.operation ?? "", b.operation ?? "") ||
      compareText(a.pointer, b.pointer) ||
      compareText(a.fingerprint, b.fingerprint),
  );
}
