import type { Job } from "@jobwire/job-utils";
import type { Outcome } from "./run-demo.ts";

const columns = ["provider", "kind", "id", "status", "reads", "time", "output or reason"] as const;
const widest = 46;

/** The outcomes as a table for a terminal. */
export function formatTable(outcomes: readonly Outcome[]): string {
  const rows = [columns, ...outcomes.map(rowOf)];
  const widths = columns.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  return [lines[0], widths.map((width) => "─".repeat(width)).join("  "), ...lines.slice(1)].join("\n");
}

function rowOf({ run, job, reads, ms, error }: Outcome): readonly string[] {
  const time = `${(ms / 1000).toFixed(1)} s`;
  if (job === undefined) return [run.provider, "", "", "no job", "", time, cut(String(error))];
  const status = `${job.rawStatus} → ${job.status}`;
  return [run.provider, job.kind, cut(job.id, 14), status, String(reads), time, cut(describeEnd(job))];
}

/** The output or the reason, as text. */
export function describeEnd(job: Job): string {
  if (job.status === "succeeded") return JSON.stringify(job.output) ?? "";
  return "failure" in job && job.failure !== undefined ? job.failure.message : "";
}

function cut(text: string, length: number = widest): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}
