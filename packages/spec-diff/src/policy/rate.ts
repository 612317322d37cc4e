import { type Change, overall, type Verdict, worst } from "../change.ts";

/** What a release has to be. */
export type Bump = "none" | "patch" | "minor" | "major";

/**
 * Which version the changes need. Below 1.0 a breaking change is a minor one and all else a patch; from 1.0 on it is major,
 * minor, patch. Nothing changed, nothing to release.
 */
export function rate(changes: readonly Change[], version: string): Bump {
  if (changes.length === 0) return "none";
  return bumpOf(worst(changes.map((change) => overall(change.verdicts))), version);
}

/** The bump for one verdict. */
export function bumpOf(verdict: Verdict, version: string): Bump {
  const isInitial = Number.parseInt(version, 10) === 0;
  if (verdict === "breaking") return isInitial ? "minor" : "major";
  return verdict === "additive" && !isInitial ? "minor" : "patch";
}

const order: readonly Bump[] = ["none", "patch", "minor", "major"];

/** Whether one bump is at least another. */
export function isAtLeast(bump: Bump, needed: Bump): boolean {
  return order.indexOf(bump) >= order.indexOf(needed);
}
