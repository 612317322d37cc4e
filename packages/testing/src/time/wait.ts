import type { Clock } from "./clock.ts";

/** Resolves `ms` later on a clock; rejects with the signal's reason when that is aborted, and leaves no timer. */
export function sleep(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  return waitFor(signal, (done) => clock.after(ms, done));
}

/** Never resolves; rejects with the signal's reason. */
export function hang(signal: AbortSignal): Promise<never> {
  return waitFor<never>(signal, () => () => {});
}

/** Waits for a callback, or for the abort. `begin` answers how to stop waiting. */
export function waitFor<T>(signal: AbortSignal, begin: (done: (value: T) => void) => () => void): Promise<T> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(signal.reason);
      return;
    }
    const onAbort = (): void => {
      stop();
      reject(signal.reason);
    };
    const stop = begin((value) => {
      signal.removeEventListener("abort", onAbort);
      stop();
      resolve(value);
    });
    signal.addEventListener("abort", onAbort, { once: true });
  });
}
