/**
 * The conformance list of the wait engine, run against widely used libraries: each waits by its defaults for a job of a
 * hostile API. Prints Markdown; with a folder as argument also writes it there. `--only 5,6` runs some points alone.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { LiveLab, VirtualLab } from "./conformance/lab.ts";
import type { Peer } from "./conformance/peer.ts";
import { allPeers } from "./conformance/peers/index.ts";
import { type Check, errorText, type Point } from "./conformance/point.ts";
import { points as allPoints } from "./conformance/points/index.ts";
import { details, overview, type Result } from "./conformance/table.ts";

async function resultOf(check: Check, peer: Peer): Promise<Result> {
  const missing = (check.needs ?? []).find((ability) => peer.lacks[ability] !== undefined);
  if (missing !== undefined) return { lacks: peer.lacks[missing] ?? "" };
  const lab = check.where === "live" ? new LiveLab() : new VirtualLab();
  try {
    return await check.run(peer, lab);
  } catch (error) {
    return { isGood: false, measured: `the check broke off: ${errorText(error)}` };
  } finally {
    lab.close();
  }
}

/** All checks of one sort. Real time passes for all of a point at once; virtual time is that of the process, so one by one. */
async function runAll(
  points: readonly Point[],
  peers: readonly Peer[],
  where: Check["where"],
): Promise<Map<Check, readonly Result[]>> {
  const found = new Map<Check, readonly Result[]>();
  for (const check of points.flatMap(({ checks }) => checks.filter((one) => one.where === where))) {
    const results: Result[] = [];
    if (where === "live") results.push(...(await Promise.all(peers.map((peer) => resultOf(check, peer)))));
    else for (const peer of peers) results.push(await resultOf(check, peer));
    found.set(check, results);
  }
  return found;
}

const { values, positionals } = parseArgs({ allowPositionals: true, options: { only: { type: "string" } } });
const only = values.only?.split(",").map(Number);
const points = allPoints.filter(({ number }) => only?.includes(number) ?? true);
const peers = await allPeers();
const virtual = await runAll(points, peers, "virtual");
const live = await runAll(points, peers, "live");
const results = points.map(({ checks }) =>
  checks.map((check) => live.get(check) ?? virtual.get(check) ?? []),
);

const markdown = `# The conformance list, run against others

\`npm install --prefix bench/engine\`, then \`node --conditions=@jobwire/source bench/engine/conformance-peers.ts docs/engine\`,
${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}.

Every library waits by its defaults for a job of a hostile API. ✓ passes all checks of a point, (✓) all
those that it has the ability for; ✗ fails some, with the number that it passes; – has no such ability. What each check
measured stands below.

${overview(peers, points, results)}

Some checks take place in real time over sockets, the others in virtual time: the timers and clocks of the process are
replaced, which holds for every library, and requests take no time. @azure/core-lro and @smithy/core wait by a function that
sends, which is a bare \`fetch\` here; the pipelines that Azure and AWS put in front of them retry some failures by themselves.
In @smithy/core an acceptor decides what an error means; here, as in most generated waiters, it is a reason to read again.
The function that sends for @azure/core-lro puts the credentials on whatever URL it is handed, as the authentication policies
of its runtime do. That a regression is counted (14) cannot be seen from outside; a test of this repository looks at it.

## What was measured

${details(peers, points, results)}
`;
console.log(markdown);
const [folder] = positionals;
if (folder !== undefined && only === undefined) writeFileSync(join(folder, "conformance-peers.md"), markdown);
process.exit(0);
