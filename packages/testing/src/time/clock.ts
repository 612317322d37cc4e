/** Time, passed in so that tests decide it. The clients and the wait engine of this workspace take the same shape. */
export interface Clock {
  /** Monotonic milliseconds. */
  now(): number;
  /** Wall clock, milliseconds since 1970. */
  date(): number;
  /** Calls back once, `ms` from now; the answer cancels it. `ms` is 0 to 2^31-1. `keepAlive: false` lets the process end. */
  after(ms: number, callback: () => void, keepAlive?: boolean): () => void;
}
