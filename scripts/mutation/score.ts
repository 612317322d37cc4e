import type { Accepted } from "./accepted.ts";

/** A mutant, and what became of it. */
export interface Mutant {
  readonly file: string;
  readonly line: number;
  readonly mutator: string;
  /** The code that was replaced and what with, each as far as the first line. */
  readonly from: string;
  readonly to: string;
  readonly status: string;
}

/** What Stryker reports, as far as it is looked at. Lines and columns count from 1. */
export interface Report {
  readonly files: Readonly<
    Record<string, { readonly source: string; readonly mutants: readonly ReportedMutant[] }>
  >;
}

interface ReportedMutant {
  readonly mutatorName: string;
  readonly replacement?: string;
  readonly status: string;
  readonly location: { readonly start: Place; readonly end: Place };
}

interface Place {
  readonly line: number;
  readonly column: number;
}

/** The mutants of a report. */
export function mutantsOf({ files }: Report): Mutant[] {
  return Object.entries(files).flatMap(([file, { source, mutants }]) => {
    const lines = source.split("\n");
    return mutants.map(({ mutatorName, replacement = "", status, location: { start, end } }) => {
      const line = lines[start.line - 1] ?? "";
      const from = line.slice(start.column - 1, end.line === start.line ? end.column - 1 : undefined);
      const to = replacement.split("\n")[0] ?? "";
      return { file, line: start.line, mutator: mutatorName, from: from.trim(), to: to.trim(), status };
    });
  });
}

/** How a file or an area came off. Mutants that were left as they are (messages) do not count. */
export interface Score {
  readonly made: number;
  /** Noticed by a failing test, or by a test that no longer ended. */
  readonly killed: number;
  readonly survivors: readonly Mutant[];
}

const killed = new Set(["Killed", "Timeout"]);
const alive = new Set(["Survived", "NoCoverage"]);

export function scoreOf(mutants: readonly Mutant[]): Score {
  const dead = mutants.filter(({ status }) => killed.has(status)).length;
  const survivors = mutants.filter(({ status }) => alive.has(status));
  return { made: dead + survivors.length, killed: dead, survivors };
}

/** The share of the mutants that were noticed, in percent; nothing to notice is all of it. */
export function percentOf({ made, killed: dead }: Score): number {
  return made === 0 ? 100 : (100 * dead) / made;
}

/** Why a survivor may live, if somebody has looked at it. */
export function reasonOf(mutant: Mutant, accepted: readonly Accepted[]): string | undefined {
  return accepted.find(
    ({ file, from, to }) => mutant.file.endsWith(file) && from === mutant.from && to === mutant.to,
  )?.why;
}

/** The result of an area in Markdown: a row a file, and every survivor with the reason why it may live. */
export function reportOf(area: string, mutants: readonly Mutant[], accepted: readonly Accepted[]): string {
  const files = [...new Set(mutants.map(({ file }) => file))].sort();
  const scores = files.map((file) => ({
    file,
    score: scoreOf(mutants.filter((mutant) => mutant.file === file)),
  }));
  const all = scoreOf(mutants);
  const rows = scores
    .filter(({ score }) => score.made > 0)
    .map(({ file, score }) => rowOf(`\`${file}\``, score));
  const survivors = scores.flatMap(({ file, score }) =>
    score.survivors.length === 0
      ? []
      : ["", `\`${file}\``, "", ...score.survivors.map((mutant) => lineOf(mutant, accepted))],
  );
  return [
    `### ${area}`,
    "",
    "| file | mutants | killed | survive | % |",
    "|---|--:|--:|--:|--:|",
    rowOf("**all**", all),
    ...rows,
    "",
    `<details><summary>The ${all.survivors.length} survivors</summary>`,
    ...survivors,
    "",
    "</details>",
  ].join("\n");
}

function rowOf(name: string, score: Score): string {
  const { made, killed: dead, survivors } = score;
  return `| ${name} | ${made} | ${dead} | ${survivors.length} | ${percentOf(score).toFixed(1)} |`;
}

function lineOf(mutant: Mutant, accepted: readonly Accepted[]): string {
  const { line, from, to, status } = mutant;
  const why =
    reasonOf(mutant, accepted) ?? (status === "NoCoverage" ? "no test goes there" : "not looked at");
  return `- ${line}: ${code(from)} → ${code(to)}. ${why}`;
}

/** Code in Markdown, whatever backticks are in it. */
function code(text: string): string {
  if (text === "") return "nothing";
  return text.includes("`") ? `\`\` ${text} \`\`` : `\`${text}\``;
}

/** A document with the part between an area's marks replaced, or with the part at its end if it has no marks yet. */
export function withSection(document: string, area: string, section: string): string {
  const [begin, end] = [`<!-- mutation: ${area} -->`, `<!-- end of mutation: ${area} -->`];
  const part = `${begin}\n${section}\n${end}`;
  const [from, to] = [document.indexOf(begin), document.indexOf(end)];
  return from < 0 || to < from
    ? `${document.trimEnd()}\n\n${part}\n`
    : document.slice(0, from) + part + document.slice(to + end.length);
}
