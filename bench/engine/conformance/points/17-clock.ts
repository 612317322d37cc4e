import { reads } from "../answer.ts";
import type { PassedClock, Peer } from "../peer.ts";
import type { Point } from "../point.ts";

/** A clock that jumps to its next alarm, and counts how often it did. */
function jumpingClock() {
  const alarms = new Map<symbol, { readonly atMs: number; readonly callback: () => void }>();
  let nowMs = 0;
  const clock: PassedClock = {
    now: () => nowMs,
    date: () => 1_790_000_000_000 + nowMs,
    after: (ms, callback) => {
      const key = Symbol();
      alarms.set(key, { atMs: nowMs + ms, callback });
      return () => alarms.delete(key);
    },
  };
  const jump = (): void => {
    const next = [...alarms].sort(([, one], [, other]) => one.atMs - other.atMs)[0];
    if (next === undefined) return;
    const [key, { atMs, callback }] = next;
    alarms.delete(key);
    nowMs = Math.max(nowMs, atMs);
    callback();
  };
  return { clock, jump };
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

async function dayOn(peer: Peer, api: Parameters<NonNullable<Peer["timed"]>>[0]): Promise<boolean> {
  const { clock, jump } = jumpingClock();
  let isOver = false;
  const wait = peer.timed?.(api, clock).wait({ timeoutMs: 86_400_000 }) ?? Promise.resolve();
  wait
    .catch(() => {})
    .finally(() => {
      isOver = true;
    });
  for (let jumps = 0; !isOver && jumps < 50_000; jumps += 1) {
    for (let turns = 0; turns < 6; turns += 1) await turn();
    if (!isOver) jump();
  }
  return isOver;
}

export const clock: Point = {
  title: "a clock that is passed in drives everything",
  checks: [
    {
      what: "a day of waiting on it sets no timer of the runtime",
      where: "virtual",
      needs: ["clock"],
      run: async (peer, lab) => {
        const api = await lab.api(
          reads(() => ({})),
          peer.bodyOf,
        );
        const isOver = await dayOn(peer, api);
        const timers = lab.delays.length;
        return {
          isGood: isOver && timers === 0,
          measured: `${isOver ? "over" : "not over"}, ${api.seen.length} reads, ${timers} timers`,
        };
      },
    },
  ],
};
