import type { Clock } from "./clock.ts";
import { unref } from "./unref.ts";

const patienceMs = 3000;

/** Watches a clock that jumps by itself until somebody uses it. */
export interface StillClockWatch<C extends Clock> {
  /** The clock for everybody else: its first use ends the watch. */
  readonly clock: C;
  /** Called with every request. */
  onRequest(): void;
  stop(): void;
}

/**
 * Says once on the console why no job goes on: three seconds of real time after a request nobody has used the clock, and
 * there is a job that has not ended. The real timer keeps no process alive.
 */
export function stillClockWatch<C extends Clock>(clock: C, hasOpenJob: () => boolean): StillClockWatch<C> {
  let isUsed = false;
  let isArmed = false;

  function check(): void {
    isArmed = false;
    if (isUsed || clock.now() > 0 || !hasOpenJob()) return;
    isUsed = true;
    console.warn(
      "The clock of this simulator stands still, so no job goes on. Give the client `clock: simulator.clock`, or create the simulator with `{ clock: realClock() }`.",
    );
  }

  return {
    clock: new Proxy(clock, {
      get(target, key) {
        isUsed = true;
        return Reflect.get(target, key);
      },
    }),
    onRequest() {
      if (isUsed || isArmed) return;
      isArmed = true;
      unref(setTimeout(check, patienceMs));
    },
    stop() {
      isUsed = true;
    },
  };
}
