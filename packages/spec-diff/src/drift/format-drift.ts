import type { Change } from "../change.ts";
import { operationList, sentence } from "../output/report.ts";
import { shortValue } from "../short-value.ts";
import type { Drift } from "./find-drift.ts";

/** The drift of one provider as Markdown. */
export function formatDrift(provider: string, document: string, drift: Drift): string {
  const { lacking, dropped, contradicting, unconfirmed } = drift;
  if (lacking.length + dropped.length + contradicting.length + unconfirmed.length === 0)
    return `# ${provider}: no drift from ${document}\n`;
  const parts = [
    `# ${provider}: drift from ${document}`,
    `${lacking.length} that we lack, ${dropped.length} that they dropped, ${contradicting.length} that contradict, ${unconfirmed.length} that only we say.`,
    ...section("What we lack", lacking),
    ...section("What they dropped", dropped),
    ...section("What contradicts", contradicting),
    ...section("What only we say", unconfirmed),
  ];
  return `${parts.join("\n\n")}\n`;
}

function section(title: string, changes: readonly Change[]): readonly string[] {
  return changes.length === 0 ? [] : [`## ${title}`, changes.map(line).join("\n")];
}

/** "is new" and "is gone" are said from our document to theirs. */
function line(change: Change): string {
  const values =
    change.rule.endsWith("-added") || change.rule.endsWith("-removed")
      ? ""
      : ` (${shortValue(change.before)} here, ${shortValue(change.after)} there)`;
  const operations = change.operations.length === 0 ? "" : ` — ${operationList(change)}`;
  return `- ${sentence(change).replaceAll("<", "&lt;")}${values.replaceAll("<", "&lt;")}${operations}`;
}
