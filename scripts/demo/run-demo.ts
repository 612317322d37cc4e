import type { Job } from "@jobwire/job-utils";
import { type Apis, startApis } from "./apis.ts";
import { complaintsAbout } from "./judge.ts";
import { checkOracle } from "./oracle.ts";
import { type DemoRun, runs } from "./runs.ts";
import { formatTable } from "./table.ts";

/** What came of one run. */
export interface Outcome {
  readonly run: DemoRun;
  readonly job: Job | undefined;
  readonly seen: readonly Job[];
  readonly error: unknown;
  readonly reads: number;
  readonly ms: number;
}

/** Runs a job of every provider, all at once, against the simulated APIs over HTTP. Says whether all ended as they should. */
export async function runDemo(print: (line: string) => void): Promise<boolean> {
  const apis = await startApis();
  print(`\nSimulated APIs on ${apis.server.url}, ${runs.length} jobs at once:`);
  const outcomes = await Promise.all(runs.map((run) => follow(run, apis, print))).finally(() =>
    apis.server.close(),
  );
  print(`\n${formatTable(outcomes)}\n`);

  const complaints = outcomes.flatMap(complaintsAbout);
  const oracle = await checkOracle();
  for (const complaint of [...complaints, ...oracle.complaints]) print(`✗ ${complaint}`);
  print(
    `${outcomes.length} jobs, ${oracle.rows} rows of golden.yaml: ${complaints.length + oracle.complaints.length} wrong`,
  );
  return complaints.length + oracle.complaints.length === 0;
}

async function follow(run: DemoRun, apis: Apis, print: (line: string) => void): Promise<Outcome> {
  const began = performance.now();
  const seen: Job[] = [];
  const report = (job: Job) => {
    seen.push(job);
    const seconds = ((performance.now() - began) / 1000).toFixed(1).padStart(4);
    print(
      `${seconds} s  ${run.provider.padEnd(9)} ${job.kind} (${run.label}): ${job.rawStatus} → ${job.status}`,
    );
  };
  const outcome = await run.run(apis, report).then(
    (job) => ({ job, error: undefined }),
    (error: unknown) => ({ job: undefined, error }),
  );
  const ms = performance.now() - began;
  const { job } = outcome;
  const reads =
    job === undefined ? 0 : apis.simulators[run.provider].requests.readsOf(job.id, job.kind).length;
  return { run, seen, reads, ms, ...outcome };
}
