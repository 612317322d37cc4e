const rules: ReadonlySet<string> = new Set([
  "documentation-changed",
  "kind-added",
  "kind-removed",
  "frames-changed",
  "deprecated",
  "no-longer-deprecated",
]);

/** Whether a rule's types verdict needs no compiler: a name alone decides, or types have no part in it. */
export function isCertain(rule: string): boolean {
  return rules.has(rule);
}
