import { countOf, reads } from "../answer.ts";
import { begin, type Point } from "../point.ts";

export const fiftyWaiters: Point = {
  title: "fifty waiters on one job make the requests of one",
  checks: [
    {
      what: "requests in a minute, as a multiple",
      where: "virtual",
      run: async (peer, lab) => {
        const requestsOf = async (waiters: number) => {
          const { api, waiting } = await begin(
            peer,
            lab,
            reads(() => ({})),
          );
          const before = countOf(api, "GET");
          for (let waiter = 0; waiter < waiters; waiter += 1) waiting.wait({}).catch(() => {});
          await lab.pass(60_000);
          return countOf(api, "GET") - before;
        };
        const times = (await requestsOf(50)) / (await requestsOf(1));
        return { isGood: times <= 1.5, measured: `${times.toFixed(1)}×` };
      },
    },
  ],
};
