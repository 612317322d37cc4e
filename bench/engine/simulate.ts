import { ageProportional, learned, type Schedule } from "@jobwire/job-utils";
import { jitteredMs, plannedMs } from "../../packages/job-utils/src/schedule.ts";
import type { Mix } from "./mixes.ts";
import { type PollPlan, peerSchedules } from "./peer-schedules.ts";
import { seeded } from "./random.ts";

/** What a schedule costs on a mix, without round-trip time. Delays in seconds. */
export interface Cost {
  readonly schedule: string;
  readonly isOurs: boolean;
  readonly requests: number;
  readonly delay: number;
  readonly delay99: number;
  /** Delay by duration. */
  readonly relative: number;
  readonly relative99: number;
  /** The share of jobs that it gives up on. */
  readonly givenUp: number;
}

const seed = 20_261_124;
const pastDurations = 200;

/** A schedule of ours as the loop uses it: made safe, with jitter; the first read comes after the first delay. */
function planOf(schedule: Schedule): PollPlan {
  return (age, attempt, random) => {
    const facts = {
      ageMs: age * 1000,
      jobAgeMs: age * 1000,
      status: "running",
      attempts: attempt,
      poll: {},
    } as const;
    return age + jitteredMs(plannedMs(schedule(facts), {}), {}, random) / 1000;
  };
}

/** Runs every schedule on a mix, each with the same jobs. */
export function simulate(mix: Mix, jobs: number): readonly Cost[] {
  const random = seeded(seed);
  const past = Array.from({ length: pastDurations }, () => 1000 * mix.sample(random));
  const durations = Array.from({ length: jobs }, () => mix.sample(random));
  const ours = {
    "Jobwire: ageProportional (the default)": planOf(ageProportional),
    [`Jobwire: learned from ${pastDurations} durations`]: planOf(learned(past)),
  };
  return [
    ...Object.entries(ours).map(([name, plan]) => costOf(name, true, plan, durations)),
    ...Object.entries(peerSchedules).map(([name, plan]) => costOf(name, false, plan, durations)),
  ];
}

function costOf(schedule: string, isOurs: boolean, plan: PollPlan, durations: readonly number[]): Cost {
  const random = seeded(seed + 1);
  const delays: number[] = [];
  const relatives: number[] = [];
  let requests = 0;
  for (const duration of durations) {
    let age: number | undefined = 0;
    let attempt = 0;
    do {
      age = plan(age, attempt, random);
      if (age === undefined) break;
      attempt += 1;
    } while (age < duration);
    requests += attempt;
    if (age === undefined) continue;
    delays.push(age - duration);
    relatives.push((age - duration) / duration);
  }
  const found = delays.length;
  return {
    schedule,
    isOurs,
    requests: requests / durations.length,
    delay: sum(delays) / found,
    delay99: percentile(delays, 0.99),
    relative: sum(relatives) / found,
    relative99: percentile(relatives, 0.99),
    givenUp: 1 - found / durations.length,
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function percentile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
