/**
 * Packs the packages, installs the tarballs in an empty project outside the workspace, and runs a job of every provider to
 * its end on every runtime: against the simulator inside the runtime, and against a simulated server by the runtime's own
 * `fetch`. Redirects, aborts, time limits and streams, which runtimes handle differently, are checked beside it. A browser is
 * also shown the example of a page, whose requests msw's service worker hands to the simulator. Prints a table of seconds;
 * fails if anything failed.
 */
import { startAwkwardServer } from "./harness/awkward-server.ts";
import { createConsumerProject } from "./harness/consumer-project.ts";
import { forEachOf } from "./harness/for-each-of.ts";
import { mswPackages, mswVersions } from "./harness/msw-versions.ts";
import { proveExample } from "./harness/prove-example.ts";
import { type Proof, proveRuntime } from "./harness/prove-runtime.ts";
import { startReportServer } from "./harness/report-server.ts";
import { allRuntimes } from "./harness/runtimes.ts";
import { serveApis } from "./harness/simulated-apis.ts";
import { formatTable } from "./harness/table.ts";

/** Jobs mostly wait, so several runtimes can share a core. */
const atOnce = 3;

await using project = await createConsumerProject(mswPackages);
await using apis = await serveApis();
await using awkward = await startAwkwardServer();
await using reports = await startReportServer(project.folder);
const setting = { folder: project.folder, apisUrl: apis.url, awkwardUrl: awkward.url, reports };

const runtimes = await allRuntimes();
const order = runtimes.map(({ name }) => name);
const proofs: Proof[] = [];
await forEachOf(runtimes, atOnce, async (runtime) => {
  proofs.push(await proveRuntime(runtime, setting));
});
for (const browser of runtimes.filter(({ isBrowser }) => isBrowser)) {
  for (const msw of Object.keys(mswVersions)) {
    const proof = await proveExample(browser, project.folder, msw);
    order.push(proof.runtime);
    proofs.push(proof);
  }
}
proofs.sort((a, b) => order.indexOf(a.runtime) - order.indexOf(b.runtime));

const checks = [...new Set(proofs.flatMap(({ results }) => results.map(({ check }) => check)))];
console.log(formatTable([["seconds", "version", ...checks], ...proofs.map((proof) => rowOf(proof, checks))]));
const failures = proofs.flatMap(({ runtime, results }) =>
  results.flatMap(({ check, problem }) =>
    problem === undefined ? [] : [`✗ ${runtime}, ${check}: ${problem}`],
  ),
);
for (const failure of failures) console.error(failure);
const skipped = proofs.filter(({ isSkipped }) => isSkipped).length;
console.log(`${proofs.length - skipped} runtimes, ${skipped} skipped, ${failures.length} failures`);
if (failures.length > 0) process.exitCode = 1;

function rowOf({ runtime, version, isSkipped, results }: Proof, columns: readonly string[]): string[] {
  if (isSkipped) return [runtime, `skipped: ${version}`];
  const cells = columns.map((column) => {
    const result = results.find(({ check }) => check === column);
    if (!result) return "";
    return result.problem === undefined ? (result.ms / 1000).toFixed(1) : "FAILED";
  });
  return [runtime, version, ...cells];
}
