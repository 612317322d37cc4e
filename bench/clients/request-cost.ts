import { mustRun } from "../../runtimes/harness/run-command.ts";
import { markdownTable } from "./markdown-table.ts";
import { median } from "./median.ts";

/** CPU per request of each client over raw `fetch`: median and fastest of nine rounds of 20,000 requests to a stubbed `fetch`. */
export async function requestCost(folder: string): Promise<string> {
  const args = ["--expose-gc", "request-cost.mjs"];
  const output = await mustRun({ command: process.execPath, args }, folder, 900_000);
  const rounds = JSON.parse(output) as Readonly<Record<string, readonly number[]>>;
  const costs = Object.entries(rounds).map(([name, list]) => ({
    name,
    median: median(list),
    fastest: Math.min(...list),
  }));
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
