import type { Clock } from "../time/clock.ts";
import type { VirtualClock } from "../time/virtual-clock.ts";
import type { IncomingRequest } from "./exchange.ts";

/** Reads a request with its body. A clock that jumps by itself is held meanwhile. */
export async function readRequest(
  request: Request,
  clock: Clock,
  closing: AbortSignal,
): Promise<IncomingRequest> {
  const url = new URL(request.url);
  const release = isVirtual(clock) ? clock.hold() : undefined;
  const bodyText = await request.text().finally(release);
  return {
    method: request.method,
    url,
    path: url.pathname,
    headers: request.headers,
    bodyText,
    signal: AbortSignal.any([request.signal, closing]),
  };
}

function isVirtual(clock: Clock): clock is VirtualClock {
  return "advance" in clock && "hold" in clock;
}
