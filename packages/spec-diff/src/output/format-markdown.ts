import { type Change, overall } from "../change.ts";
import { shortValue } from "../short-value.ts";
import { oneLine } from "./one-line.ts";
import { operationList, type Report, sentence } from "./report.ts";

/** The report for a pull request. */
export function formatMarkdown({ name, base, head, changes, bump, version, notes }: Report): string {
  if (changes.length === 0) return `### ${name}: no change\n`;
  const rows = changes.filter((change) => change.rule !== "documentation-changed");
  const docs = changes.length - rows.length;
  const table = [
    "| change | wire | types | lifecycle | operations | was → is | to do |",
    "|---|---|---|---|---|---|---|",
    ...rows.map(row),
  ];
  const parts = [
    `### ${name}: ${bump} release`,
    `\`${base}\` → \`${head}\`, from version ${version}.`,
    ...(rows.length === 0 ? [] : [table.join("\n")]),
    ...(docs === 0 ? [] : [`${docs} ${docs === 1 ? "part is" : "parts are"} only described otherwise.`]),
    ...notes,
    ...(rows.length === 0
      ? []
      : [
          `<details><summary>Fingerprints for overrides</summary>\n\n${rows.map(fingerprintLine).join("\n")}\n\n</details>`,
        ]),
  ];
  return `${parts.join("\n\n")}\n`;
}

function row(change: Change): string {
  const { wire, types, lifecycle } = change.verdicts;
  const mark = (verdict: string) =>
    verdict === "breaking" ? "**breaking**" : verdict === "none" ? "" : verdict;
  const cells = [
    sentence(change),
    mark(wire),
    mark(types),
    mark(lifecycle),
    operationList(change),
    code(`${shortValue(change.before)} → ${shortValue(change.after)}`),
    change.howToMigrate,
  ];
  return `| ${cells.map(cell).join(" | ")} |`;
}

/** Text of a document is data: it must not end the cell, or become markup. */
function cell(text: string): string {
  return oneLine(text).replaceAll("|", "\\|").replaceAll("<", "&lt;");
}

function code(text: string): string {
  return `\`${text.replaceAll("`", "'")}\``;
}

function fingerprintLine(change: Change): string {
  return `- \`${change.fingerprint}\` ${overall(change.verdicts)}: ${cell(sentence(change))}`;
}
