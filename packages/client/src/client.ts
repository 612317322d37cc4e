import type { Clock } from "./clock.ts";

/** The answer to one call, with all that HTTP says of it. */
export interface Reply<Body = unknown> {
  /** The parsed body. `undefined` when the call was told not to parse it. */
  readonly raw: Body;
  readonly httpStatus: number;
  /** A response header; absent, and unreadable in a browser (CORS), are both `undefined`. */
  header(name: string): string | undefined;
  /** How long the server asked to wait before the next call (`Retry-After`, `retry-after-ms`), in milliseconds. */
  readonly retryAfterMs?: number;
  /** When the answer arrived, on the client's monotonic clock, in milliseconds. */
  readonly receivedAtMs: number;
  /** The response itself. Its body has been read. */
  readonly response: Response;
}

/** A stream of server-sent events, already parsed. It can be read once; `break` closes the connection. */
export interface EventStream<Event> extends AsyncIterable<Event> {
  /** Closes the connection. Whoever reads the stream sees its end. */
  close(): void;
  /** The last `id:` that the server sent, `""` if none. */
  readonly lastEventId: string;
  /** How long the server asks to wait before a new connection (`retry:`), in milliseconds. */
  readonly retryMs: number | undefined;
}

/** The pages of a list, one request each, made when the page is asked for. */
export interface Pages<Item> extends AsyncIterable<readonly Item[]> {
  /** The items of all pages, one by one. */
  items(): AsyncIterable<Item>;
}

/** The same operations, answering with the whole {@link Reply}. */
export type WithReply<Operations> = {
  readonly [Name in keyof Operations]: Operations[Name] extends (...args: infer Args) => Promise<infer Body>
    ? (...args: Args) => Promise<Reply<Body>>
    : never;
};

/** Key under which a client keeps its inside for the helpers of this package. */
export const inside: unique symbol = Symbol.for("jobwire.client.inside") as never;

/** What every client has beside its operations. */
export interface ClientFacts {
  readonly provider: string;
  /** Eight hex digits that name origin and tenant of this client. They hold no secret. */
  readonly at: string;
  readonly clock: Clock;
  /** What helpers of this package need. A function, so that printing a client shows no key. */
  readonly [inside]?: () => unknown;
}

/** A client: one method per operation, and the same operations in three other ways. */
export type Client<Operations, Streams = object, Pages = object> = Operations &
  ClientFacts & {
    readonly withReply: WithReply<Operations>;
    /** Operations that can answer with server-sent events. */
    readonly stream: Streams;
    /** Operations that answer in pages. */
    readonly pages: Pages;
  };
