interface Immediate {
  setImmediate?: (callback: () => void) => unknown;
}

/**
 * Resolves after one turn of the event loop, when everything that was runnable has run. Takes no measurable time where
 * `setImmediate` or `MessageChannel` exists.
 */
export function turn(): Promise<void> {
  const { setImmediate } = globalThis as Immediate;
  if (setImmediate !== undefined) return new Promise((resolve) => void setImmediate(() => resolve()));
  if (typeof MessageChannel === "undefined") return new Promise((resolve) => void setTimeout(resolve, 0));
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
