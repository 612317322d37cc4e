/**
 * Reads jobs at once whenever a browser tab comes back to the front or its network does. Timers of a hidden tab are slow, so
 * without this an end may be seen up to a minute late. Elsewhere it does nothing.
 *
 * @returns How to stop listening.
 */
export function nudgeOnWake(handles: Iterable<{ nudge(): void }>): () => void {
  const wake = () => {
    if (globalThis.document?.visibilityState === "hidden") return;
    for (const handle of handles) handle.nudge();
  };
  globalThis.document?.addEventListener("visibilitychange", wake);
  globalThis.addEventListener?.("online", wake);
  return () => {
    globalThis.document?.removeEventListener("visibilitychange", wake);
    globalThis.removeEventListener?.("online", wake);
  };
}
