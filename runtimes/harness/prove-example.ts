import { cp, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { CheckResult } from "../program/report.ts";
import { bundleForBrowser } from "./build-program.ts";
import type { Proof } from "./prove-runtime.ts";
import { startReportServer } from "./report-server.ts";
import { runCommand } from "./run-command.ts";
import type { Runtime } from "./runtimes.ts";

const example = fileURLToPath(new URL("../../examples/browser/", import.meta.url));
const timeoutMs = 60_000;

/** Shows a browser the example of a page, with the service worker of one version of msw. */
export async function proveExample(browser: Runtime, project: string, msw: string): Promise<Proof> {
  const runtime = `${browser.name}, ${msw === "msw" ? "msw 3" : "msw 2"}`;
  if (browser.missing !== undefined)
    return { runtime, version: browser.missing, isSkipped: true, results: [] };
  const folder = join(project, `example-${msw}`);
  await mkdir(folder);
  await cp(join(example, "index.html"), join(folder, "index.html"));
  await cp(
    join(project, "node_modules", msw, "lib/mockServiceWorker.js"),
    join(folder, "mockServiceWorker.js"),
  );
  await using reports = await startReportServer(folder);
  await bundleForBrowser("browser-example", join(folder, "dist/main.js"), {
    alias: { msw },
    define: {
      JOBWIRE_RUNTIME: JSON.stringify(runtime),
      JOBWIRE_REPORT_URL: JSON.stringify(reports.reportUrl),
    },
  });
  const { output } = await runCommand(browser.version, { cwd: folder, timeoutMs });
  const version = /\d+[.-]\d[\w.-]*/.exec(output)?.[0] ?? output.trim();
  return { runtime, version, isSkipped: false, results: await show(browser, folder, runtime, reports) };
}

async function show(
  browser: Runtime,
  folder: string,
  runtime: string,
  reports: Awaited<ReturnType<typeof startReportServer>>,
): Promise<readonly CheckResult[]> {
  const closing = new AbortController();
  let results: readonly CheckResult[] | undefined;
  reports.onReport(runtime, (report) => {
    results = report.results;
    closing.abort();
  });
  const command = browser.run("page", `${reports.url}/index.html`);
  const { output } = await runCommand(command, { cwd: folder, timeoutMs, signal: closing.signal });
  return results ?? [{ check: "page", ms: timeoutMs, problem: `no report in time\n${output}` }];
}
