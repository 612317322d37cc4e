import { reads } from "../answer.ts";
import { begin, type Point } from "../point.ts";

export const twoWaiters: Point = {
  title: "aborting one of two waiters leaves the other, and waiting again works",
  checks: [
    {
      what: "the one aborted, the other, and a third who comes later",
      where: "virtual",
      needs: ["signal"],
      run: async (peer, lab) => {
        let isDone = false;
        const { waiting } = await begin(
          peer,
          lab,
          reads(() => ({ word: isDone ? "done" : "running" })),
        );
        const stop = new AbortController();
        const one = waiting.wait({ signal: stop.signal });
        const other = waiting.wait({});
        for (const wait of [one, other]) wait.catch(() => {});
        await lab.pass(20_100);
        stop.abort();
        await lab.pass(100);
        const again = waiting.wait({});
        again.catch(() => {});
        isDone = true;
        const ends = [];
        for (const wait of [one, other, again]) ends.push((await lab.settle(wait, 600_000)).how);
        return { isGood: ends.join() === "rejected,resolved,resolved", measured: ends.join(", ") };
      },
    },
    {
      what: "the second of two can be aborted too",
      where: "virtual",
      needs: ["signal"],
      run: async (peer, lab) => {
        const { waiting } = await begin(
          peer,
          lab,
          reads(() => ({})),
        );
        const stop = new AbortController();
        waiting.wait({}).catch(() => {});
        const second = waiting.wait({ signal: stop.signal });
        second.catch(() => {});
        await lab.pass(20_100);
        stop.abort();
        const { how } = await lab.settle(second, 60_000);
        return { isGood: how === "rejected", measured: how };
      },
    },
  ],
};
