/** What a job of any peer can be, in words that each peer translates. */
export type Word = "running" | "done" | "cancelled" | "unknown" | "almost done";

/** What the API answers to one request. */
export interface Answer {
  /** Default `running`. */
  readonly word?: Word;
  readonly httpStatus?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** A body in place of the job's. */
  readonly text?: string;
  /** Something in place of an answer: the connection is reset, nothing ever comes, or the body breaks off. */
  readonly fault?: "reset" | "hang" | "cut";
  /** The answer is that late. */
  readonly delayMs?: number;
}

/** One request, as the API saw it. */
export interface Seen {
  readonly method: string;
  readonly origin: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly atMs: number;
}

/** A request to decide about: `number` counts those of its method, from 1. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly number: number;
}

/** Decides all answers of an API. */
export type Script = (asked: Asked) => Answer;

/** A script for reads; everything else is answered with a running job. */
export const reads =
  (answer: (read: number) => Answer): Script =>
  ({ method, number }) =>
    method === "GET" ? answer(number) : {};

/** An API that answers by a script and keeps what it saw. */
export interface Api {
  readonly origin: string;
  /** Sends to this API whatever the origin of the URL. */
  readonly fetch: typeof globalThis.fetch;
  readonly seen: readonly Seen[];
}

export function countOf({ seen }: Api, method: string): number {
  return seen.filter((one) => one.method === method).length;
}

/** When the reads came, in milliseconds. */
export function readTimesMs({ seen }: Api): readonly number[] {
  return seen.filter(({ method }) => method === "GET").map(({ atMs }) => atMs);
}

/** The method, URL and headers of a call of `fetch`. */
export function requestOf(input: unknown, init: RequestInit = {}) {
  const request = input instanceof Request ? input : undefined;
  return {
    method: (init.method ?? request?.method ?? "GET").toUpperCase(),
    url: new URL(request?.url ?? String(input)),
    headers: Object.fromEntries(new Headers(init.headers ?? request?.headers ?? {})),
    signal: init.signal ?? request?.signal ?? undefined,
  };
}
