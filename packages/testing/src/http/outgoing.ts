import type { Answer, StreamEvent } from "./exchange.ts";

/** An answer in bytes, before it becomes a Response. Faults change it in this form. */
export interface Outgoing {
  readonly status: number;
  readonly headers: Headers;
  /** Text, or pieces as they come (for a stream of events one piece an event); `null` for no body. */
  readonly body: string | null | ((signal: AbortSignal) => AsyncIterable<Uint8Array>);
}

const encoder = new TextEncoder();

/** Writes an answer out. */
export function outgoing(answer: Answer): Outgoing {
  const headers = new Headers(answer.headers);
  const { events } = answer;
  if (events !== undefined) {
    headers.set("content-type", answer.contentType ?? "text/event-stream");
    return { status: answer.status, headers, body: (signal) => encodeEvents(events(signal)) };
  }
  if (answer.body === undefined) return { status: answer.status, headers, body: null };
  headers.set("content-type", answer.contentType ?? "application/json");
  const body = answer.contentType === undefined ? JSON.stringify(answer.body) : String(answer.body);
  return { status: answer.status, headers, body };
}

async function* encodeEvents(events: AsyncIterable<StreamEvent>): AsyncGenerator<Uint8Array> {
  for await (const { data, event } of events) {
    const name = event === undefined ? "" : `event: ${event}\n`;
    yield encoder.encode(`${name}data: ${JSON.stringify(data)}\n\n`);
  }
}

const bodiless: ReadonlySet<number> = new Set([204, 205, 304]);

/** Makes the Response. A body that comes in pieces stops when the reader cancels it or the request is aborted. */
export function toResponse({ status, headers, body }: Outgoing, signal: AbortSignal): Response {
  if (body === null || bodiless.has(status)) return new Response(null, { status, headers });
  return new Response(typeof body === "string" ? body : streamOf(body, signal), { status, headers });
}

function streamOf(
  open: (signal: AbortSignal) => AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): ReadableStream<Uint8Array> {
  const closing = new AbortController();
  const onAbort = (): void => closing.abort(signal.reason);
  if (signal.aborted) onAbort();
  signal.addEventListener("abort", onAbort, { once: true });
  const pieces = open(closing.signal)[Symbol.asyncIterator]();
  const done = (): void => signal.removeEventListener("abort", onAbort);
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const next = await pieces.next();
        if (!next.done) return controller.enqueue(next.value);
        done();
        controller.close();
      } catch (error) {
        done();
        controller.error(error);
      }
    },
    cancel(reason) {
      done();
      closing.abort(reason ?? new DOMException("The reader went away.", "AbortError"));
    },
  });
}
