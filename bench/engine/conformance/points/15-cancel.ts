import type { Word } from "../answer.ts";
import { begin, type Check, type Point } from "../point.ts";

/** The provider takes the cancel, says a word about it, and the job ends in success all the same a moment later. */
function reported(what: string, word: Word): Check {
  return {
    what,
    where: "virtual",
    needs: ["cancel"],
    run: async (peer, lab) => {
      const endsAtMs = performance.now() + 3_000;
      const { waiting } = await begin(peer, lab, ({ method }) => {
        if (method !== "GET") return { word };
        return { word: performance.now() >= endsAtMs ? "done" : "running" };
      });
      const { how, value } = await lab.settle(waiting.cancel?.() ?? Promise.resolve(), 60_000);
      const reports = how === "resolved" ? peer.wordIn(value) : how;
      return {
        isGood: reports === peer.textOf("done"),
        measured: `reports ${reports}`,
      };
    },
  };
}

export const cancel: Point = {
  title: "cancel reports the state that the provider ends in",
  checks: [
    reported("the cancel is answered by a running job; it then succeeds", "running"),
    reported("the cancel is answered by a cancelled job; it then succeeds", "cancelled"),
  ],
};
