import type { Outgoing } from "../http/outgoing.ts";
import type { Clock } from "../time/clock.ts";
import { hang, sleep } from "../time/wait.ts";
import { brokenConnection, ConnectionError } from "./connection-error.ts";
import { cutStream, duplicated, reordered } from "./events.ts";
import type { Fault } from "./fault.ts";

type Pieces = (signal: AbortSignal) => AsyncIterable<Uint8Array>;

const encoder = new TextEncoder();

/** What a fault does to the answer of a request that was carried out. */
export function playAfter(
  clock: Clock,
  fault: Fault,
  out: Outgoing,
  signal: AbortSignal,
): Outgoing | Promise<never> {
  switch (fault.type) {
    case "reset":
      throw new ConnectionError("ECONNRESET");
    case "hang":
      return hang(signal);
    case "slow":
      return fault.pieceMs === undefined
        ? out
        : { ...out, body: slowly(clock, fault.pieceMs, fault.pieceBytes ?? 16, out.body) };
    case "cut-body":
      return { ...out, body: typeof out.body === "string" ? brokenOff(out.body) : out.body };
    case "truncated-json":
      return {
        ...out,
        body: typeof out.body === "string" ? out.body.slice(0, Math.ceil(out.body.length / 2)) : out.body,
      };
    case "wrong-content-type":
      return withHeader(out, "content-type", fault.contentType ?? "text/plain");
    case "cut-stream":
      return overEvents(out, (pieces) => cutStream(pieces, fault));
    case "duplicate-events":
      return overEvents(out, duplicated);
    case "reorder-events":
      return overEvents(out, reordered);
    default:
      return out;
  }
}

function withHeader(out: Outgoing, name: string, value: string): Outgoing {
  const headers = new Headers(out.headers);
  headers.set(name, value);
  return { ...out, headers };
}

function overEvents(
  out: Outgoing,
  change: (pieces: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>,
): Outgoing {
  const { body } = out;
  return typeof body === "function" ? { ...out, body: (signal) => change(body(signal)) } : out;
}

function slowly(clock: Clock, pieceMs: number, pieceBytes: number, body: Outgoing["body"]): Outgoing["body"] {
  if (body === null) return body;
  return async function* (signal) {
    for await (const bytes of piecesOf(body)(signal)) {
      for (let begin = 0; begin < bytes.length; begin += pieceBytes) {
        await sleep(clock, pieceMs, signal);
        yield bytes.slice(begin, begin + pieceBytes);
      }
    }
  };
}

function brokenOff(text: string): Pieces {
  return async function* () {
    const bytes = encoder.encode(text);
    yield bytes.slice(0, Math.ceil(bytes.length / 2));
    throw await brokenConnection();
  };
}

function piecesOf(body: string | Pieces): Pieces {
  if (typeof body === "function") return body;
  return async function* () {
    yield encoder.encode(body);
  };
}
