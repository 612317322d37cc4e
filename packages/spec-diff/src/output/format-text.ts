import { type Change, overall } from "../change.ts";
import { shortValue } from "../short-value.ts";
import { oneLine } from "./one-line.ts";
import { operationList, type Report, sentence } from "./report.ts";

type Paint = (text: string) => string;

/** Colours, or none. */
interface Colours {
  readonly breaking: Paint;
  readonly additive: Paint;
  readonly none: Paint;
  readonly dim: Paint;
  readonly bold: Paint;
}

function colours(on: boolean): Colours {
  const paint =
    (code: number): Paint =>
    (text) =>
      on ? `\u001b[${code}m${text}\u001b[0m` : text;
  return { breaking: paint(31), additive: paint(32), none: paint(2), dim: paint(2), bold: paint(1) };
}

/** The report for a terminal. */
export function formatText(report: Report, colour = false): string {
  const paint = colours(colour);
  const head = `${paint.bold(report.name)}  ${paint.dim(`${report.base} → ${report.head}`)}`;
  const told = report.changes.filter((change) => change.rule !== "documentation-changed");
  const docs = report.changes.length - told.length;
  const lines = [
    head,
    ...told.flatMap((change) => ["", ...changeLines(change, paint)]),
    ...(docs === 0
      ? []
      : ["", paint.dim(`${docs} ${docs === 1 ? "part is" : "parts are"} only described otherwise.`)]),
    "",
    ...report.notes.map((note) => paint.dim(note)),
    summary(report, paint),
  ];
  return `${lines.join("\n")}\n`;
}

function changeLines(change: Change, paint: Colours): readonly string[] {
  const verdict = overall(change.verdicts);
  const { wire, types, lifecycle } = change.verdicts;
  const axes = [`wire ${wire}`, `types ${types}${change.measured ? "" : "*"}`, `lifecycle ${lifecycle}`];
  const rows: readonly (readonly [string, string])[] = [
    ["verdicts", axes.join(", ")],
    ...(change.operations.length === 0 ? [] : [["operations", operationList(change)] as const]),
    ["at", change.pointer],
    ...(change.before === undefined && change.after === undefined
      ? []
      : [["was → is", `${shortValue(change.before)} → ${shortValue(change.after)}`] as const]),
    ["concerns", change.audience],
    ["migrate", change.howToMigrate],
    ...(change.overridden === undefined ? [] : [["overridden", change.overridden] as const]),
    ["fingerprint", change.fingerprint],
  ];
  return [
    `${paint[verdict](verdict.padEnd(8))}  ${paint.bold(sentence(change).replaceAll("`", ""))}`,
    ...rows.map(
      ([name, value]) => `          ${paint.dim(name.padEnd(11))} ${oneLine(value).replaceAll("`", "")}`,
    ),
  ];
}

function summary({ changes, bump, version }: Report, paint: Colours): string {
  if (changes.length === 0) return "No change.";
  const count = (verdict: string) => changes.filter((change) => overall(change.verdicts) === verdict).length;
  const parts = [
    `${count("breaking")} breaking`,
    `${count("additive")} additive`,
    `${count("none")} without effect`,
  ];
  const star = changes.every((change) => change.measured) ? "" : paint.dim(" * predicted, not measured");
  return `${paint.bold(`${bump} release`)} (from ${version}): ${parts.join(", ")}.${star}`;
}
