import { inspect } from "node:util";
import { type Answer, reads } from "../answer.ts";
import type { Lab } from "../lab.ts";
import type { Peer } from "../peer.ts";
import { begin, type Point, seconds } from "../point.ts";

const timeoutMs = 30_000;

async function waitUntilDeadline(peer: Peer, lab: Lab, answer: () => Answer) {
  const { api, waiting } = await begin(peer, lab, reads(answer));
  const outcome = await lab.settle(waiting.wait({ timeoutMs }), 600_000);
  const sent = api.seen.filter(({ method }) => method === "GET").length;
  await lab.pass(600_000);
  const late = api.seen.filter(({ method }) => method === "GET").length - sent;
  return { ...outcome, late };
}

export const deadline: Point = {
  title: "the deadline holds to one read, a last read happens at it, the error lists what was observed",
  checks: [
    {
      what: "a wait of 30 s ends then, and nothing is read afterwards",
      where: "virtual",
      needs: ["deadline"],
      run: async (peer, lab) => {
        const { how, afterMs, late } = await waitUntilDeadline(peer, lab, () => ({}));
        return {
          isGood: how === "rejected" && Math.abs(afterMs - timeoutMs) < 100 && late === 0,
          measured: `${how} after ${seconds(afterMs)}${late > 0 ? `, then ${late} reads` : ""}`,
        };
      },
    },
    {
      what: "a read that hangs holds it up by ten seconds at most",
      where: "virtual",
      needs: ["deadline"],
      run: async (peer, lab) => {
        const { how, afterMs } = await waitUntilDeadline(peer, lab, () => ({ fault: "hang" }));
        const isGood = how === "rejected" && afterMs >= timeoutMs && afterMs <= timeoutMs + 10_100;
        return { isGood, measured: `${how} after ${seconds(afterMs)}` };
      },
    },
    {
      what: "a job that ends 1 ms before it is seen to have ended",
      where: "virtual",
      needs: ["deadline"],
      run: async (peer, lab) => {
        const endsAtMs = performance.now() + timeoutMs - 1;
        const answer = () => ({ word: performance.now() >= endsAtMs ? "done" : "running" }) as const;
        const { how, afterMs } = await waitUntilDeadline(peer, lab, answer);
        return { isGood: how === "resolved", measured: `${how} after ${seconds(afterMs)}` };
      },
    },
    {
      what: "the error lists how often each word was seen",
      where: "virtual",
      needs: ["deadline"],
      run: async (peer, lab) => {
        const { value } = await waitUntilDeadline(peer, lab, () => ({}));
        const isListed = inspect(value).includes(peer.textOf("running"));
        const message = value instanceof Error ? value.message : "";
        const observed = (value as { observed?: unknown } | undefined)?.observed ?? message.slice(0, 70);
        return {
          isGood: isListed,
          measured: typeof observed === "string" ? observed : JSON.stringify(observed),
        };
      },
    },
  ],
};
