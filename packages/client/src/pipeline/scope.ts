import { type Clock, maxTimerMs } from "../clock.ts";

/** What can end a call before its answer: the caller's signal and two time limits. */
export interface Scope {
  /** Starts the time of an attempt. Throws if the call has been ended. */
  begin(): void;
  /** The signal of the current attempt. */
  signal(): AbortSignal;
  /** The same promise, rejected in the same turn when the call is ended. One at a time. */
  race<T>(work: Promise<T>): Promise<T>;
  sleep(ms: number): Promise<void>;
  remainingMs(): number;
  /** Throws the signal's reason or the error of the limit, if one of them has ended the call. */
  throwIfEnded(): void;
  /** Stops the clock and goes on to heed the caller's signal: a stream has no time limit. */
  untimed(): void;
  /** Lets go of timers and of the caller's signal. */
  close(): void;
}

/** Makes the error of a limit. */
export type LimitError = (limit: "attempt" | "total", limitMs: number) => Error;

/**
 * The life of one call. There is one listener and at most one limit's timer at any time, and none after `close`.
 * They stand here and not in an `AbortSignal.any` given to `Request`, which costs ten times as much.
 */
export function createScope(
  clock: Clock,
  signal: AbortSignal | undefined,
  attemptMs: number,
  totalMs: number,
  limitError: LimitError,
): Scope {
  let deadline = clock.now() + totalMs;
  let controller = new AbortController();
  let ended: { readonly reason: unknown } | undefined;
  let reject = (_: unknown) => {};
  let disarm = () => {};

  const end = (reason: unknown) => {
    ended = { reason };
    disarm();
    controller.abort(reason);
    reject(reason);
  };
  const onAbort = () => end(signal?.reason);
  /** Starts one of the limits anew: the attempt's, cut to what remains of the whole, or that alone. */
  const arm = (limitMs: number) => {
    disarm();
    if (signal?.aborted) return;
    ended = undefined;
    const leftMs = Math.max(0, deadline - clock.now());
    const isTotal = leftMs <= limitMs;
    const ms = isTotal ? leftMs : limitMs;
    const passed = () => {
      // A timer may fire a little before its time.
      if (isTotal) deadline = Number.NEGATIVE_INFINITY;
      end(limitError(isTotal ? "total" : "attempt", isTotal ? totalMs : attemptMs));
    };
    if (ms <= maxTimerMs) disarm = clock.after(ms, passed);
  };
  const race = <T>(work: Promise<T>) =>
    new Promise<T>((resolve, fail) => {
      reject = fail;
      work.then(resolve, fail);
      if (ended) fail(ended.reason);
    });
  const throwIfEnded = () => {
    if (ended) throw ended.reason;
  };

  signal?.addEventListener("abort", onAbort);
  if (signal?.aborted) onAbort();
  arm(Number.POSITIVE_INFINITY);
  return {
    race,
    throwIfEnded,
    begin() {
      arm(attemptMs);
      throwIfEnded();
      controller = new AbortController();
    },
    async sleep(ms) {
      arm(Number.POSITIVE_INFINITY);
      let wake = () => {};
      const slept = new Promise<void>((resolve) => {
        wake = clock.after(Math.min(Math.ceil(ms), maxTimerMs), resolve);
      });
      await race(slept).finally(wake);
    },
    signal: () => controller.signal,
    remainingMs: () => deadline - clock.now(),
    untimed: () => disarm(),
    close() {
      disarm();
      signal?.removeEventListener("abort", onAbort);
    },
  };
}
