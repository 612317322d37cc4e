import { brokenConnection } from "./connection-error.ts";
import type { Fault } from "./fault.ts";

type Events = AsyncIterable<Uint8Array>;

/** Lets some events pass, then breaks off: behind one, inside one, or inside a character of one. */
export async function* cutStream(
  events: Events,
  fault: Extract<Fault, { type: "cut-stream" }>,
): AsyncGenerator<Uint8Array> {
  let count = 0;
  for await (const event of events) {
    if (count === fault.afterEvents) {
      if (fault.inside !== undefined) yield partOf(event, fault.inside);
      break;
    }
    count += 1;
    yield event;
  }
  if (!fault.cleanly) throw await brokenConnection();
}

/** Sends every event twice. */
export async function* duplicated(events: Events): AsyncGenerator<Uint8Array> {
  for await (const event of events) {
    yield event;
    yield event;
  }
}

/** Swaps neighbours: an event waits for the one behind it. The last event stays last. */
export async function* reordered(events: Events): AsyncGenerator<Uint8Array> {
  const held: Uint8Array[] = [];
  for await (const event of events) {
    held.push(event);
    if (held.length < 3) continue;
    const [first, second] = held.splice(0, 2);
    if (second !== undefined) yield second;
    if (first !== undefined) yield first;
  }
  yield* held;
}

/** The first half of an event; for `"character"` cut behind the first byte of a character of several bytes. */
function partOf(event: Uint8Array, inside: "event" | "character"): Uint8Array {
  const start = event.findIndex((byte) => byte >= 0xc0);
  if (inside === "event") return event.slice(0, Math.ceil(event.length / 2));
  if (start !== -1) return event.slice(0, start + 1);
  const half = event.slice(0, Math.ceil(event.length / 2));
  return Uint8Array.from([...half, 0xe2]);
}
