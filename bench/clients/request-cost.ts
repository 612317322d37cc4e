import { mustRun } from "../../runtimes/harness/run-command.ts";
import { markdownTable } from "./markdown-table.ts";
import { median } from "./median.ts";

/**
 * CPU per request of each client over raw `fetch`: median and fastest of nine rounds of 20,000 requests to a stubbed `fetch`,
 * each client in a process of its own.
 */
export async function requestCost(folder: string): Promise<string> {
  const costs = [];
  for (const name of (await program(folder)) as string[]) {
    const rounds = (await program(folder, name)) as number[];
    costs.push({ name, median: median(rounds), fastest: Math.min(...rounds) });
  }
  const [raw, ours] = costs;
  if (!raw || !ours) throw new Error("nothing was measured");
  return markdownTable([
    [
      "CPU per request",
      "median, µs",
      "over raw `fetch`, µs",
      "fastest round over raw `fetch`, µs",
      "ratio to jobwire's",
    ],
    [raw.name, raw.median.toFixed(1), "", "", ""],
    ...costs
      .slice(1)
      .map((cost) => [
        cost.name,
        cost.median.toFixed(1),
        `+${(cost.median - raw.median).toFixed(1)}`,
        `+${(cost.fastest - raw.fastest).toFixed(1)}`,
        ((cost.median - raw.median) / (ours.median - raw.median)).toFixed(1),
      ]),
  ]);
}

async function program(folder: string, ...args: string[]): Promise<unknown> {
  return JSON.parse(
    await mustRun({ command: process.execPath, args: ["request-cost.mjs", ...args] }, folder, 300_000),
  );
}
