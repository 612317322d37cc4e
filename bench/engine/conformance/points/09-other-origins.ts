import { type Api, reads } from "../answer.ts";
import { secret } from "../peer.ts";
import { begin, type Point } from "../point.ts";

const seesSecret = ({ seen }: Api): boolean =>
  seen.some(({ headers }) => JSON.stringify(headers).includes(secret));

export const otherOrigins: Point = {
  title: "another origin never gets the credentials",
  checks: [
    {
      what: "a read that is redirected there",
      where: "live",
      needs: ["http"],
      run: async (peer, lab) => {
        const other = await lab.api(
          reads(() => ({ word: "done" })),
          peer.bodyOf,
        );
        const { waiting } = await begin(
          peer,
          lab,
          reads(() => ({ httpStatus: 307, headers: { location: `${other.origin}/stolen` } })),
        );
        const { how } = await lab.settle(waiting.wait({}), 8_000);
        const isTold = seesSecret(other);
        const seen =
          other.seen.length === 0 ? "not followed" : `followed ${isTold ? "with" : "without"} them`;
        const believed = how === "resolved" ? ", and its answer is believed" : "";
        return { isGood: !isTold, measured: `${seen}${believed}` };
      },
    },
    {
      what: "an address there that an answer gives for the next read",
      where: "virtual",
      needs: ["given url"],
      run: async (peer, lab) => {
        const headers = { "operation-location": "https://other.test/op", location: "https://other.test/op" };
        const { api, waiting } = await begin(
          peer,
          lab,
          reads(() => ({ headers })),
        );
        await lab.settle(waiting.wait({}), 30_000);
        const there = api.seen.filter(({ origin }) => origin === "https://other.test");
        const isTold = seesSecret({ ...api, seen: there });
        return {
          isGood: !isTold,
          measured: there.length === 0 ? "not followed" : `polled there, ${isTold ? "with" : "without"} them`,
        };
      },
    },
  ],
};
