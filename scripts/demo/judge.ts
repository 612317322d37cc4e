import type { Outcome } from "./run-demo.ts";
import { describeEnd } from "./table.ts";

/** What is wrong with an outcome: each entry one sentence. */
export function complaintsAbout({ run, job, seen, error }: Outcome): readonly string[] {
  const name = `${run.provider}, ${run.label}`;
  if (job === undefined) return [`${name}: ${error instanceof Error ? error.message : String(error)}`];
  const passed = new Set(seen.map(({ status }) => status));
  const missing = (run.passes ?? []).filter((status) => !passed.has(status));
  return [
    ...(job.status === run.ends
      ? []
      : [`${name}: ended as ${job.status} ("${job.rawStatus}"), should be ${run.ends}`]),
    ...missing.map((status) => `${name}: was never seen as ${status}`),
    ...(run.says === undefined || describeEnd(job).includes(run.says)
      ? []
      : [`${name}: does not say "${run.says}"`]),
  ];
}
