/**
 * What poll schedules cost on six mixes of durations: ours beside the defaults of widely used clients. A seeded simulation
 * without round-trip time. Prints Markdown; with a folder as argument also writes it there, with a plot.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { limits, mixes } from "./mixes.ts";
import { plotSvg } from "./plot.ts";
import { type Cost, simulate } from "./simulate.ts";

const jobs = 40_000;
const folder = process.argv[2];
const runs = mixes.map((mix) => ({ mix, costs: simulate(mix, jobs), limit: limits(mix) }));

const number = (value: number) => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));
const percent = (value: number) => `${number(100 * value)} %`;

function row(cost: Cost, limit: { readonly absolute: number; readonly relative: number }): string {
  const cells = [
    cost.isOurs ? `**${cost.schedule}**` : cost.schedule,
    number(cost.requests),
    `${number(cost.delay)} / ${number(cost.delay99)} s`,
    `${percent(cost.relative)} / ${percent(cost.relative99)}`,
    `${((cost.requests * cost.delay) / limit.absolute).toFixed(1)}×`,
    `${((cost.requests * cost.relative) / limit.relative).toFixed(1)}×`,
    cost.givenUp === 0 ? "" : percent(cost.givenUp),
  ];
  return `| ${cells.join(" | ")} |`;
}

/** Peers that are better in both, requests and mean relative delay. */
function betterThan(ours: Cost | undefined, costs: readonly Cost[]): readonly Cost[] {
  if (ours === undefined) return [];
  return costs.filter(
    (cost) => !cost.isOurs && cost.requests < ours.requests && cost.relative < ours.relative,
  );
}

const head = [
  "| schedule | E[requests] | delay: mean / p99 | delay ÷ duration: mean / p99 | E[N]·E[L] by its limit | E[N]·E[L÷D] by its limit | gives up on |",
  "|---|--:|--:|--:|--:|--:|--:|",
];
const tables = runs.map(({ mix, costs, limit }) =>
  [
    `### ${mix.name}`,
    "",
    `½(∫√(f·S))² = ${number(limit.absolute)} · ½(∫√(f·S/t))² = ${number(limit.relative)}`,
    "",
    ...head,
    ...costs.map((cost) => row(cost, limit)),
  ].join("\n"),
);
const beaten = runs
  .filter(({ mix }) => mix.isSpreadOut)
  .flatMap(({ mix, costs }) =>
    betterThan(costs[0], costs).map(({ schedule }) => `${schedule} on ${mix.name}`),
  );
const worstLearned = Math.max(
  ...runs.map(({ costs, limit }) => ((costs[1]?.requests ?? 0) * (costs[1]?.delay ?? 0)) / limit.absolute),
);
const findings = [
  `- On the five spread-out mixes ${beaten.length === 0 ? "no peer's default has" : `these have: ${beaten.join("; ")}, have`} both fewer requests and a smaller mean relative delay than our default.`,
  `- Learned from 200 durations, E[N]·E[L] is at most ${worstLearned.toFixed(2)}× its limit on all six mixes.`,
];
const markdown = [
  "# What poll schedules cost",
  "",
  `\`node --conditions=@jobwire/source bench/engine/schedules.ts docs/engine\`, ${new Date().toISOString().slice(0, 10)}: ${jobs.toLocaleString("en")} jobs a mix, seeded, round-trip time taken out.`,
  "N is the number of requests for one job, L the delay with which its end is seen, D its duration. No schedule that knows only a",
  "job's age can do better than the limits; a fixed interval comes close to the first and is absurd in volume for long jobs.",
  "",
  ...findings,
  "",
  "![Requests against relative delay on six mixes of durations](schedules.svg)",
  "",
  tables.join("\n\n"),
  "",
].join("\n");
console.log(markdown);
if (folder !== undefined) {
  writeFileSync(join(folder, "schedules.md"), markdown);
  writeFileSync(
    join(folder, "schedules.svg"),
    plotSvg(runs.map(({ mix, costs }) => ({ title: mix.name, costs }))),
  );
}
if (beaten.length > 0 || worstLearned > 2.2) process.exitCode = 1;
