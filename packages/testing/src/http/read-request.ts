import type { Clock } from "../time/clock.ts";
import type { VirtualClock } from "../time/virtual-clock.ts";
import type { IncomingRequest } from "./exchange.ts";
import { readSentBody } from "./sent-body.ts";

/** Reads a request with its body. A clock that jumps by itself is held meanwhile. */
export async function readRequest(
  request: Request,
  clock: Clock,
  closing: AbortSignal,
  basePath: string,
): Promise<IncomingRequest> {
  const url = new URL(request.url);
  const release = isVirtual(clock) ? clock.hold() : undefined;
  const body = await readSentBody(request).finally(release);
  return {
    method: request.method,
    url,
    path: pathBelow(url.pathname, basePath),
    headers: request.headers,
    body,
    signal: AbortSignal.any([request.signal, closing]),
  };
}

function pathBelow(path: string, basePath: string): string {
  const base = basePath.replace(/\/+$/, "");
  return path === base || path.startsWith(`${base}/`) ? path.slice(base.length) || "/" : path;
}

function isVirtual(clock: Clock): clock is VirtualClock {
  return "advance" in clock && "hold" in clock;
}
