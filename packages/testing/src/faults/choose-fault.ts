import type { Random } from "../jobs/random.ts";
import type { OperationModel } from "../spec/operation.ts";
import type { OperationRole } from "../spec/roles.ts";
import type { Fault, FaultRule, FaultTrigger } from "./fault.ts";

interface Counter {
  seen: number;
  played: number;
  /** When requests were let through, for a rate limit. */
  passed: number[];
}

/** What rules look at. */
export interface FaultyRequest {
  readonly operation: OperationModel;
  readonly role: OperationRole;
  readonly nowMs: number;
  /** The jobs that the path names, each with its number among those of its kind. */
  readonly jobs: readonly { readonly id: string; readonly number: number }[];
}

/** Answers the fault that a request meets, if any. */
export type ChooseFault = (request: FaultyRequest) => Fault | undefined;

/** Counts the requests that each rule is about, and plays the first rule that fits. */
export function faultChooser(rules: readonly FaultRule[], random: Random): ChooseFault {
  const counters = rules.map((): Counter => ({ seen: 0, played: 0, passed: [] }));
  return (request) => {
    let chosen: Fault | undefined;
    for (const [index, { on = {}, fault }] of rules.entries()) {
      const counter = counters[index];
      if (counter === undefined || !isAbout(on, request)) continue;
      counter.seen += 1;
      const due = isTime(on, counter, random) ? dueFault(fault, counter, request.nowMs) : undefined;
      if (due === undefined || chosen !== undefined) continue;
      counter.played += 1;
      chosen = due;
    }
    return chosen;
  };
}

/** Of a rate limit the 429, while the window is full; any other fault as it is. */
function dueFault(fault: Fault, counter: Counter, nowMs: number): Fault | undefined {
  if (fault.type !== "over-rate") return fault;
  counter.passed = counter.passed.filter((ms) => ms > nowMs - fault.perMs);
  const [oldest = nowMs] = counter.passed;
  if (counter.passed.length >= fault.requests) {
    return { type: "rate-limit", retryAfter: Math.max(1, Math.ceil((oldest + fault.perMs - nowMs) / 1000)) };
  }
  counter.passed.push(nowMs);
  return undefined;
}

function isAbout(on: FaultTrigger, { operation, role, nowMs, jobs }: FaultyRequest): boolean {
  return (
    (on.operation === undefined || on.operation === operation.id) &&
    (on.role === undefined || on.role === role.role) &&
    (on.kind === undefined || role.kinds.some(({ name }) => name === on.kind)) &&
    (on.job === undefined || jobs.some(({ id, number }) => id === on.job || number === on.job)) &&
    (on.fromMs === undefined || nowMs >= on.fromMs) &&
    (on.untilMs === undefined || nowMs < on.untilMs)
  );
}

function isTime(on: FaultTrigger, counter: Readonly<Counter>, random: Random): boolean {
  if (on.nth !== undefined && ![on.nth].flat().includes(counter.seen)) return false;
  if (on.from !== undefined && counter.seen < on.from) return false;
  if (on.times !== undefined && counter.played >= on.times) return false;
  return on.probability === undefined || random() < on.probability;
}
