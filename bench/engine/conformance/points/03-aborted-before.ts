import { countOf, reads } from "../answer.ts";
import { begin, type Point } from "../point.ts";

export const abortedBefore: Point = {
  title: "a signal that was aborted before sends nothing",
  checks: [
    {
      what: "reads of a wait",
      where: "virtual",
      needs: ["signal"],
      run: async (peer, lab) => {
        const { api, waiting } = await begin(
          peer,
          lab,
          reads(() => ({})),
        );
        const { how } = await lab.settle(waiting.wait({ signal: AbortSignal.abort() }), 60_000);
        const sent = countOf(api, "GET");
        return { isGood: sent === 0 && how === "rejected", measured: `${sent} reads, ${how}` };
      },
    },
  ],
};
