import type { Diagnostic } from "./diagnostic.ts";

/** `specs/nia/openapi.yaml:20:5 x-jobs › sandboxSearch › createdAt`, then fact, hint and source lines. */
export function formatDiagnostic(diagnostic: Diagnostic): string {
  const { file, line, column, path, severity, fact, hint, frame } = diagnostic;
  const place = line === undefined ? file : `${file}:${line}:${column ?? 1}`;
  const trail = path.map(printable).join(" › ");
  const lines = [trail === "" ? place : `${place} ${trail}`];
  lines.push(...indented(severity === "warning" ? `warning: ${fact}` : fact));
  if (hint !== undefined) lines.push(...indented(hint));
  if (frame !== undefined) lines.push("", ...indented(frame));
  return lines.join("\n");
}

/** All diagnostics, a blank line between them. */
export function formatDiagnostics(diagnostics: readonly Diagnostic[]): string {
  return diagnostics.map(formatDiagnostic).join("\n\n");
}

function indented(text: string): string[] {
  return printable(text)
    .split("\n")
    .map((line) => (line === "" ? line : `    ${line}`));
}

/** Control characters and what changes the direction of text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
const unprintable = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/** A document's text reaches the terminal without control characters: no escape sequence can repaint it. */
function printable(text: string | number): string {
  return String(text).replace(unprintable, "\ufffd");
}
