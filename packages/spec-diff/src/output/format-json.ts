import type { Report } from "./report.ts";

/** The reports for other programs. */
export function formatJson(reports: readonly Report[]): string {
  return `${JSON.stringify({ version: 1, reports }, null, 2)}\n`;
}
