import { getEventListeners } from "node:events";
import { countOf, reads } from "../answer.ts";
import { begin, type Check, type Point } from "../point.ts";

const breaking: Check = {
  what: "`break` out of the iterator stops the polling",
  where: "virtual",
  needs: ["watch"],
  run: async (peer, lab) => {
    const { api, waiting } = await begin(
      peer,
      lab,
      reads(() => ({})),
    );
    const first = async () => {
      for await (const _ of waiting.watch?.({}) ?? []) break;
    };
    await lab.settle(first(), 60_000);
    const before = countOf(api, "GET");
    await lab.pass(600_000);
    const more = countOf(api, "GET") - before;
    return { isGood: more === 0 && lab.timers === 0, measured: `${more} more reads, ${lab.timers} timers` };
  },
};

const polls = 10_000;

const listeners: Check = {
  what: "listeners on the signal, at most, in 10,000 polls",
  where: "virtual",
  needs: ["signal"],
  run: async (peer, lab) => {
    const stop = new AbortController();
    let most = 0;
    const { api, waiting } = await begin(
      peer,
      lab,
      reads(() => {
        most = Math.max(most, getEventListeners(stop.signal, "abort").length);
        return {};
      }),
    );
    const settings = { signal: stop.signal, intervalMs: 500, timeoutMs: 100_000_000 };
    const wait = waiting.wait(settings);
    wait.catch(() => {});
    await lab.pass(polls * 500);
    stop.abort();
    await lab.settle(wait, 60_000);
    const left = getEventListeners(stop.signal, "abort").length;
    return {
      isGood: most <= 2 && left === 0,
      measured: `${most} in ${countOf(api, "GET")} reads, ${left} left`,
    };
  },
};

export const leaving: Point = {
  title: "leaving stops the polling, and listeners do not grow in number",
  checks: [breaking, listeners],
};
