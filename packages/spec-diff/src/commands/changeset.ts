import { type Change, overall } from "../change.ts";
import { oneLine } from "../output/one-line.ts";
import { operationList, type Report, sentence } from "../output/report.ts";

/** The text of a changeset, fit for a changelog; the same report gives the same bytes. */
export function changesetText({ changes, bump }: Report, packageName: string): string {
  const of = (verdict: string) => changes.filter((change) => overall(change.verdicts) === verdict);
  const [breaking, additive] = [of("breaking"), of("additive")];
  const parts = [
    `---\n${JSON.stringify(packageName)}: ${bump}\n---`,
    headline(breaking.length, additive.length),
    ...(breaking.length === 0 ? [] : [`**Breaking**\n\n${breaking.map(breakingLine).join("\n")}`]),
    ...(additive.length === 0 ? [] : [`**Other changes**\n\n${additive.map(otherLine).join("\n")}`]),
  ];
  return `${parts.join("\n\n")}\n`;
}

/** The first line stands in the changelog beside the commit. */
function headline(breaking: number, additive: number): string {
  const count = (number: number, word: string) => `${number} ${word}${number === 1 ? "" : "s"}`;
  if (breaking > 0 && additive > 0)
    return `The API description changed: ${count(breaking, "breaking change")}, ${count(additive, "other")}.`;
  if (breaking > 0) return `The API description changed: ${count(breaking, "breaking change")}.`;
  return additive > 0
    ? `The API description changed: ${count(additive, "change")}, none of them breaking.`
    : "The API is described better; nothing else changed.";
}

function breakingLine(change: Change): string {
  const operations =
    change.operations.length === 0 || change.subject.includes(`\`${change.operation}\``)
      ? ""
      : ` (${operationList(change)})`;
  return `- ${capital(sentence(change))}${operations}. ${oneLine(change.howToMigrate)}`;
}

function otherLine(change: Change): string {
  return `- ${capital(sentence(change))}.`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
