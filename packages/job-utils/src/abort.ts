/** What to call when one signal aborts: a single listener, however many wait with the signal. */
class Callbacks extends Set<() => void> implements EventListenerObject {
  handleEvent(): void {
    for (const callback of this) callback();
  }
}

const bySignal = new WeakMap<AbortSignal, Callbacks>();

/** Calls back when a signal aborts, until {@link offAbort}. */
export function onAbort(signal: AbortSignal | undefined, callback: () => void): void {
  if (signal === undefined) return;
  const callbacks = bySignal.get(signal) ?? new Callbacks();
  bySignal.set(signal, callbacks.add(callback));
  signal.addEventListener("abort", callbacks); // the same listener again counts once
}

/** Takes {@link onAbort} back. The last one that does takes the listener off. */
export function offAbort(signal: AbortSignal | undefined, callback: () => void): void {
  const callbacks = signal && bySignal.get(signal);
  if (callbacks?.delete(callback) && callbacks.size === 0) signal?.removeEventListener("abort", callbacks);
}

/** A promise, or the signal's reason if that comes first. The promise's own work goes on. */
export function abortable<Value>(promise: Promise<Value>, signal: AbortSignal | undefined): Promise<Value> {
  if (signal === undefined) return promise;
  return new Promise((resolve, reject) => {
    const abort = () => {
      offAbort(signal, abort);
      reject(signal.reason);
    };
    onAbort(signal, abort);
    promise.then(resolve, reject).finally(() => offAbort(signal, abort));
    if (signal.aborted) abort();
  });
}
