import type { Clock } from "../clock.ts";

/** The one gate through which every request of a client goes. A refusal by rate limit closes it for all of them. */
export interface Gate {
  /** How long it stays closed, in milliseconds; 0 when it is open. */
  waitMs(): number;
  /** Closes it for so long at least, because a server refused with a status. */
  close(ms: number, httpStatus: number): void;
  /** The status that closed it last. */
  readonly httpStatus: number;
}

export function createGate(clock: Clock): Gate {
  let opensAt = Number.NEGATIVE_INFINITY;
  let closedBy = 429;
  return {
    waitMs: () => Math.max(0, opensAt - clock.now()),
    get httpStatus() {
      return closedBy;
    },
    close(ms, httpStatus) {
      closedBy = httpStatus;
      opensAt = Math.max(opensAt, clock.now() + ms);
    },
  };
}
