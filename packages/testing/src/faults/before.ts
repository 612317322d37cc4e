import { declaredError } from "../http/declared.ts";
import type { CheckedRequest } from "../http/exchange.ts";
import { type Outgoing, outgoing } from "../http/outgoing.ts";
import { presentView, type View, type World } from "../http/world.ts";
import type { Clock } from "../time/clock.ts";
import { hang, sleep } from "../time/wait.ts";
import { ConnectionError } from "./connection-error.ts";
import type { Fault } from "./fault.ts";
import { type RetryAfter, retryAfterText } from "./retry-after.ts";

/** What a fault does before a request is carried out: it breaks, answers instead, or lets pass. */
export async function playBefore(
  world: World,
  fault: Fault,
  request: CheckedRequest,
): Promise<Outgoing | undefined> {
  switch (fault.type) {
    case "refused":
      throw new ConnectionError("ECONNREFUSED");
    case "reset":
      if (fault.when === "after") return undefined;
      throw new ConnectionError("ECONNRESET");
    case "hang":
      return fault.when === "after" ? undefined : hang(request.signal);
    case "slow":
      if (fault.answerMs !== undefined) await sleep(world.clock, fault.answerMs, request.signal);
      return undefined;
    default:
      return answerInstead(world, fault, request);
  }
}

/** How a request sees the jobs under a fault. */
export function viewUnder(clock: Clock, fault: Fault | undefined): View {
  if (fault?.type === "lagging") return { of: (record) => record.at(clock.now() - fault.behindMs) };
  if (fault?.type !== "backwards") return presentView(clock);
  return {
    of: (record) => {
      const now = record.at(clock.now());
      return now && (record.segments[record.segments.indexOf(now) - 1] ?? now);
    },
  };
}

function answerInstead(world: World, fault: Fault, { operation }: CheckedRequest): Outgoing | undefined {
  switch (fault.type) {
    case "rate-limit": {
      const headers = { ...retryAfterHeader(world, fault.retryAfter), ...fault.headers };
      return outgoing({ ...declaredError(world.spec, operation, [429]), status: 429, headers });
    }
    case "answer":
      return ownAnswer(fault);
    case "empty-500":
      return { status: 500, headers: new Headers({ "content-length": "0" }), body: null };
    case "html":
      return htmlPage(fault.status ?? 502);
    case "redirect":
      return {
        status: fault.status ?? 307,
        headers: new Headers({ location: fault.to ?? "https://elsewhere.invalid/" }),
        body: null,
      };
    default:
      return undefined;
  }
}

function retryAfterHeader(
  { clock, wall }: World,
  retryAfter: RetryAfter | undefined,
): Record<string, string> {
  if (retryAfter === undefined) return {};
  return { "retry-after": retryAfterText(retryAfter, wall(clock.now())) };
}

function ownAnswer(fault: Extract<Fault, { type: "answer" }>): Outgoing {
  const body = fault.text ?? (fault.body === undefined ? null : JSON.stringify(fault.body));
  const headers = new Headers(fault.headers);
  const usualType = fault.text === undefined ? "application/json" : "text/plain";
  if (body !== null) headers.set("content-type", fault.contentType ?? usualType);
  return { status: fault.status, headers, body };
}

function htmlPage(status: number): Outgoing {
  const body = `<html>\r\n<head><title>${status} Bad Gateway</title></head>\r\n<body><h1>${status} Bad Gateway</h1></body>\r\n</html>\r\n`;
  return { status, headers: new Headers({ "content-type": "text/html" }), body };
}
