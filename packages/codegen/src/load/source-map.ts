import { codeFrame } from "../diagnostics/code-frame.ts";
import type { Diagnostic, Finding } from "../diagnostics/diagnostic.ts";
import type { Path } from "../path.ts";
import { createPositions, type Positions } from "./positions.ts";

/** A part of the bundled document and the file that it was read from. */
export interface Origin {
  /** Where the part stands in the bundled document. */
  readonly at: Path;
  readonly file: string;
  /** Where the part stands in that file. */
  readonly path: Path;
}

/** Knows which file, and which place in it, every part of a bundled document comes from. */
export interface SourceMap {
  readonly origins: readonly Origin[];
  /** File (as it is shown) to its text. */
  readonly texts: ReadonlyMap<string, string>;
}

/** Gives findings their file, line, column and source lines. */
export function locateFindings(findings: readonly Finding[], sources: SourceMap): Diagnostic[] {
  const cache = new Map<string, Positions>();
  return findings.map((finding) => locate(finding, sources, cache)).sort(byPlace);
}

function locate(finding: Finding, sources: SourceMap, cache: Map<string, Positions>): Diagnostic {
  const origin = originOf(finding.path, sources);
  const text = sources.texts.get(origin.file) ?? "";
  const positions = cache.get(origin.file) ?? createPositions(text);
  cache.set(origin.file, positions);
  const { line, column } = positions.find([...origin.path, ...finding.path.slice(origin.at.length)]);
  return { ...finding, file: origin.file, line, column, frame: codeFrame(text, line, column) };
}

/** The origin with the longest path that leads to the finding. */
function originOf(path: Path, sources: SourceMap): Origin {
  let best: Origin = { at: [], file: "", path: [] };
  for (const origin of sources.origins) {
    const leads = origin.at.every((segment, index) => String(segment) === String(path[index]));
    if (leads && origin.at.length >= best.at.length) best = origin;
  }
  return best;
}

function byPlace(a: Diagnostic, b: Diagnostic): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
}
