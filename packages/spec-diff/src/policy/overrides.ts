import { parse } from "yaml";
import type { Change, Verdict, Verdicts } from "../change.ts";
import { isArray, type Json, own, ownObject, ownString } from "../json.ts";

/** A person's judgement that differs from ours: the verdicts of one change, and why. */
export interface Override {
  readonly fingerprint: string;
  readonly verdicts: Partial<Verdicts>;
  readonly reason: string;
}

/** Changes with overrides brought in, and overrides that met no change. */
export interface Overridden {
  readonly changes: readonly Change[];
  readonly unused: readonly Override[];
}

/** An override file that cannot be used. */
export class OverrideError extends Error {
  override readonly name = "OverrideError";
}

const axes = ["wire", "types", "lifecycle"] as const;
const words: readonly Verdict[] = ["breaking", "additive", "none"];

/**
 * Reads `specs/<provider>/diff-overrides.yaml`: a list of `{ fingerprint, wire, types, lifecycle, reason }`.
 *
 * @throws {OverrideError} An entry is not understood or gives no reason.
 */
export function readOverrides(text: string, file: string): readonly Override[] {
  // Without numbers: a fingerprint may look like one.
  const value = parse(text, { schema: "failsafe" }) as Json;
  if (value === null || value === undefined) return [];
  if (!isArray(value)) throw new OverrideError(`${file}: the overrides are no list`);
  return value.map((entry, index) => readOverride(entry, `${file}: entry ${index + 1}`));
}

function readOverride(entry: Json, where: string): Override {
  const fingerprint = ownString(entry, "fingerprint");
  const reason = ownString(entry, "reason")?.trim();
  if (fingerprint === undefined || !/^[0-9a-f]{12}$/.test(fingerprint))
    throw new OverrideError(`${where} names no fingerprint of 12 hex digits`);
  if (reason === undefined || reason.length < 10)
    throw new OverrideError(`${where} gives no reason; say in a sentence why our verdict is wrong`);
  const unknown = Object.keys(ownObject({ entry }, "entry")).find(
    (key) => !["fingerprint", "reason", ...axes].includes(key),
  );
  if (unknown !== undefined) throw new OverrideError(`${where}: "${unknown}" is no key of an override`);
  const verdicts = axes.flatMap((axis) => {
    const word = own(entry, axis);
    if (word === undefined) return [];
    const verdict = words.find((known) => known === word);
    if (verdict === undefined)
      throw new OverrideError(`${where}: ${axis} is ${String(word)}; there are ${words.join(", ")}`);
    return [[axis, verdict] as const];
  });
  return { fingerprint, reason, verdicts: Object.fromEntries(verdicts) };
}

/** Replaces the verdicts of the changes that overrides name. */
export function applyOverrides(changes: readonly Change[], overrides: readonly Override[]): Overridden {
  const byName = new Map(overrides.map((override) => [override.fingerprint, override]));
  const used = new Set<string>();
  const result = changes.map((change) => {
    const override = byName.get(change.fingerprint);
    if (override === undefined) return change;
    used.add(override.fingerprint);
    return { ...change, verdicts: { ...change.verdicts, ...override.verdicts }, overridden: override.reason };
  });
  return { changes: result, unused: overrides.filter(({ fingerprint }) => !used.has(fingerprint)) };
}
