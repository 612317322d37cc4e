import type { Peer } from "./peer.ts";
import type { Finding, NumberedPoint } from "./point.ts";

/** What a check found with a peer: a finding, or the abilities that the peer lacks for it. */
export type Result = Finding | { readonly lacks: string };

/** The results of a point: by check, then by peer. */
export type Results = readonly (readonly Result[])[];

const isLack = (result: Result): result is { readonly lacks: string } => "lacks" in result;

/** The mark of a point for one peer: all checks passed, all those that it has the ability for, only some, or no ability. */
function markOf(results: readonly Result[]): string {
  const findings = results.filter((result) => !isLack(result)) as readonly Finding[];
  if (findings.length === 0) return "–";
  const passed = findings.filter(({ isGood }) => isGood).length;
  if (passed < findings.length) return `✗ ${passed}/${findings.length}`;
  return findings.length < results.length ? "(✓)" : "✓";
}

function cellOf(result: Result): string {
  if (isLack(result)) return `– ${result.lacks}`;
  return `${result.isGood ? "✓" : "✗"} ${result.measured}`.replaceAll("|", "\\|");
}

const columnOf = (results: Results, index: number): readonly Result[] =>
  results.map((row) => row[index] ?? { lacks: "" });

function rowsOf(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(header), line(header.map(() => "---")), ...rows.map(line)].join("\n");
}

/** The list: a row for each point, a column for each library. */
export function overview(
  peers: readonly Peer[],
  points: readonly NumberedPoint[],
  results: readonly Results[],
): string {
  const names = peers.map((peer) => `${peer.package} ${peer.version}<br>\`${peer.function}\``);
  const rows = points.map(({ title, number }, index) => [
    `[${number}](#${number}) ${title}`,
    ...peers.map((_, peer) => markOf(columnOf(results[index] ?? [], peer))),
  ]);
  return rowsOf(["", ...names], [...rows, totalsOf(peers, results)]);
}

function totalsOf(peers: readonly Peer[], results: readonly Results[]): readonly string[] {
  const totals = peers.map((_, peer) => {
    const marks = results.map((point) => markOf(columnOf(point, peer)));
    const count = (start: string) => marks.filter((mark) => mark.startsWith(start)).length;
    return `✓ ${count("✓")}, (✓) ${count("(")}, ✗ ${count("✗")}, – ${count("–")}`;
  });
  return ["of twenty", ...totals];
}

/** What was measured: a table for each point. */
export function details(
  peers: readonly Peer[],
  points: readonly NumberedPoint[],
  results: readonly Results[],
): string {
  const names = peers.map((peer) => peer.package);
  const sections = points.map(({ title, number, checks }, index) => {
    const rows = (results[index] ?? []).map((row, check) => [checks[check]?.what ?? "", ...row.map(cellOf)]);
    return `<a id="${number}"></a>**${number} ${title}**\n\n${rowsOf(["", ...names], rows)}`;
  });
  return sections.join("\n\n");
}
