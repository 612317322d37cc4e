import { type Answer, countOf } from "../answer.ts";
import { begin, type Check, type Point } from "../point.ts";

/** A start that may have made a job: it may be sent again with the same key only. */
function startedOnce(what: string, answer: Answer): Check {
  return {
    what,
    where: "live",
    needs: ["start"],
    run: async (peer, lab) => {
      const { api, waiting } = await begin(peer, lab, () => answer);
      const { how } = await lab.settle(waiting.start?.() ?? Promise.resolve(), 20_000);
      const keys = api.seen.map(({ headers }) => headers["idempotency-key"]);
      const isKeyed = keys[0] !== undefined && new Set(keys).size === 1;
      const posts = countOf(api, "POST");
      return {
        isGood: posts === 1 || isKeyed,
        measured: `${posts} POSTs${isKeyed ? ", one key" : ""}, ${how}`,
      };
    },
  };
}

export const starts: Point = {
  title: "a start is sent again only with a key, or when it provably never left",
  checks: [
    startedOnce("answered by 502", { httpStatus: 502 }),
    startedOnce("the connection breaks after it was sent", { fault: "reset" }),
    startedOnce("answered by a body that breaks off", { fault: "cut" }),
  ],
};
