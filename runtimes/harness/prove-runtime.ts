import { basename } from "node:path";
import type { CheckResult, RuntimeReport } from "../program/report.ts";
import { buildProgram } from "./build-program.ts";
import type { ReportServer } from "./report-server.ts";
import { runCommand } from "./run-command.ts";
import type { Runtime } from "./runtimes.ts";

const timeoutMs = 60_000;

/** What came of one runtime. */
export interface Proof {
  readonly runtime: string;
  /** Its version, or why it was skipped. */
  readonly version: string;
  readonly isSkipped: boolean;
  readonly results: readonly CheckResult[];
}

/** What all runtimes share. */
export interface Setting {
  readonly folder: string;
  readonly apisUrl: string;
  readonly awkwardUrl: string;
  readonly reports: ReportServer;
}

/** Runs the program on a runtime: its checks, that it can be required where there is `require`, and that it ends. */
export async function proveRuntime(runtime: Runtime, setting: Setting): Promise<Proof> {
  const { name, missing } = runtime;
  if (missing !== undefined) return { runtime: name, version: missing, isSkipped: true, results: [] };
  const { folder } = setting;
  const { output } = await runCommand(runtime.version, { cwd: folder, timeoutMs });
  const version = /\d+[.-]\d[\w.-]*/.exec(output)?.[0] ?? output.trim();
  const results = [...(await runProgram(runtime, setting)), ...(await requirePackages(runtime, folder))];
  return { runtime: name, version, isSkipped: false, results };
}

async function runProgram(
  runtime: Runtime,
  { folder, reports, ...urls }: Setting,
): Promise<readonly CheckResult[]> {
  const program = await buildProgram(runtime, folder, { ...urls, reportUrl: reports.reportUrl });
  const closing = new AbortController();
  let report: RuntimeReport | undefined;
  let reportedAtMs = 0;
  reports.onReport(runtime.name, (received) => {
    report = received;
    reportedAtMs = Date.now();
    // A browser stays open; everything else has to end by itself.
    if (runtime.isBrowser) closing.abort();
  });
  const command = runtime.run(basename(program), reports.pageUrl(basename(program)));
  const { code, isTimedOut, output } = await runCommand(command, {
    cwd: folder,
    timeoutMs,
    signal: closing.signal,
  });
  if (report === undefined) {
    const problem = `${isTimedOut ? "no report in time" : `ended with ${code} before its report`}\n${output}`;
    return [{ check: "ends", ms: 0, problem }];
  }
  if (runtime.isBrowser) return report.results;
  const ms = Date.now() - reportedAtMs;
  const ended: CheckResult = { check: "ends", ms };
  if (code === 0 && ms < 5_000) return [...report.results, ended];
  const problem = isTimedOut ? "did not end by itself" : `ended with ${code} after ${ms} ms\n${output}`;
  return [...report.results, { ...ended, problem }];
}

const script = `
for (const name of ["nia", "nullspace", "nuon", "sieve"]) {
  const made = Object.values(require("@jobwire/" + name + "/jobs"))[0]();
  if (typeof made.jobs !== "object") throw new Error(name + " has no jobs");
}`;

async function requirePackages({ runScript }: Runtime, folder: string): Promise<CheckResult[]> {
  if (!runScript) return [];
  const began = Date.now();
  const { code, output } = await runCommand(runScript(script), { cwd: folder, timeoutMs });
  const result = { check: "require()", ms: Date.now() - began };
  return [code === 0 ? result : { ...result, problem: output }];
}
