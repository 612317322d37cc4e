const around = 1;
const maxWidth = 120;

/** The line and its neighbours, with a caret below the column. */
export function codeFrame(text: string, line: number, column: number): string {
  const lines = text.split(/\r?\n/);
  const first = Math.max(1, line - around);
  const last = Math.min(lines.length, line + around);
  const width = String(last).length;
  // A document on one line is shown around the place and not at its start.
  const skipped = column <= maxWidth ? 0 : column - Math.floor(maxWidth / 2);
  const frame: string[] = [];
  for (let number = first; number <= last; number++) {
    const source = (lines[number - 1] ?? "").slice(skipped, skipped + maxWidth);
    frame.push(`${number === line ? ">" : " "} ${String(number).padStart(width)} | ${source}`.trimEnd());
    if (number === line) frame.push(`  ${" ".repeat(width)} | ${" ".repeat(column - 1 - skipped)}^`);
  }
  return frame.join("\n");
}
