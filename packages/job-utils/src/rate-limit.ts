import { abortable } from "./abort.ts";
import type { Clock } from "./call.ts";
import { sleep } from "./sleep.ts";

/** A documented request limit. */
export interface Rate {
  readonly requests: number;
  readonly perMs: number;
}

/** Resolves when it is the caller's turn to send a request; rejects with the signal's reason. */
export type TakeTurn = (signal: AbortSignal, keepAlive: boolean) => Promise<void>;

/** How long until one more request fits, in milliseconds, if the latest were sent at `sentAtMs`. */
export function roomInMs({ requests, perMs }: Rate, sentAtMs: readonly number[], nowMs: number): number {
  const oldest = sentAtMs.at(-requests);
  return oldest === undefined ? 0 : Math.max(0, oldest + perMs - nowMs);
}

/**
 * Keeps a limit exactly, by the times at which requests really leave: in no window of `perMs` are there more than
 * `requests`, also when timers fire late after a sleep of the machine. Who comes first goes first; who gives up leaves
 * no gap.
 */
export function rateLimit({ requests, perMs }: Rate, clock: Clock): TakeTurn {
  const rate = { requests: Math.max(requests, 1), perMs }; // with none at all nothing could ever be read
  let sentAtMs: number[] = [];
  let line: Promise<unknown> = Promise.resolve();
  return (signal, keepAlive) => {
    const turn = line.then(async () => {
      const waitMs = () => roomInMs(rate, sentAtMs, clock.now());
      for (let ms = waitMs(); ms > 0; ms = waitMs()) await sleep(clock, ms, signal, keepAlive);
      signal.throwIfAborted();
      sentAtMs = [...sentAtMs, clock.now()].slice(-rate.requests);
    });
    line = turn.catch(() => {});
    return abortable(turn, signal);
  };
}

const byClient = new WeakMap<object, Record<string, TakeTurn>>();

/** The limit that kinds with the same documented rate share on one client. */
export function rateLimitOf(client: object, rate: Rate, clock: Clock): TakeTurn {
  const limits = byClient.get(client) ?? {};
  byClient.set(client, limits);
  const key = `${rate.requests}/${rate.perMs}`;
  limits[key] ??= rateLimit(rate, clock);
  return limits[key];
}
