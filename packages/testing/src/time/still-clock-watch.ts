import type { Clock } from "./clock.ts";

const patienceMs = 2000;

/** Looks at every request until somebody takes the clock. */
export interface StillClockWatch {
  onRequest(path: string): void;
  stop(): void;
}

/** Says, once, why no job goes on: the clock was never given to anybody, and the same job is read in real time. */
export function stillClockWatch(clock: Clock): StillClockWatch {
  const firstMs = new Map<string, number>();
  let isDone = false;
  return {
    onRequest(path) {
      if (isDone || clock.now() > 0) return;
      const nowMs = performance.now();
      const waitedMs = nowMs - (firstMs.get(path) ?? nowMs);
      if (waitedMs === 0) firstMs.set(path, nowMs);
      if (waitedMs < patienceMs) return;
      isDone = true;
      console.warn(
        "The clock of this simulator stands still, so no job goes on. Give the client `clock: simulator.clock`, or create the simulator with `{ clock: realClock() }`.",
      );
    },
    stop() {
      isDone = true;
    },
  };
}
