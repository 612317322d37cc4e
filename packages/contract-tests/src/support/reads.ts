import type { Fault, FaultRule, FaultTrigger } from "@jobwire/testing";
import type { Begun } from "./world.ts";

/** A fault that plain reads meet. */
export function onReads(fault: Fault, on: FaultTrigger = {}): { readonly faults: readonly FaultRule[] } {
  return { faults: [{ on: { role: "read", ...on }, fault }] };
}

/** Milliseconds between the plain reads of a job; time that a long poll is held is no storm. */
export function pausesOf({ simulator, ref }: Begun): readonly number[] {
  const reads = simulator.requests.readsOf(ref.id).filter(({ role }) => role === "read");
  const times = reads.map(({ atMs }) => atMs);
  return times.slice(1).map((atMs, index) => atMs - (times[index] ?? 0));
}
