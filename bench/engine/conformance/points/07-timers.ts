import { reads } from "../answer.ts";
import { begin, type Check, type Point } from "../point.ts";

const longestMs = 2 ** 31 - 1;

function faultsOf(delays: readonly unknown[]): string {
  const bad = delays.filter((delay) => !(Number(delay ?? 0) >= 0 && Number(delay ?? 0) <= longestMs));
  return [...new Set(bad.map(String))].join(", ");
}

const fromServer: Check = {
  what: "hints of 30 days, of ten digits and below zero, on 200 and 429",
  where: "virtual",
  run: async (peer, lab) => {
    for (const httpStatus of [200, 429]) {
      for (const value of ["2592000", "9999999999", "-5", "1e400"]) {
        const headers = {
          "retry-after": value,
          "retry-after-ms": `${value}000`,
          "openai-poll-after-ms": `${value}000`,
        };
        const { waiting } = await begin(
          peer,
          lab,
          reads((read) => ({ httpStatus: read === 1 ? httpStatus : 200, headers })),
        );
        await lab.settle(waiting.wait({}), 3_000);
      }
    }
    const faults = faultsOf(lab.delays);
    return { isGood: faults === "", measured: faults === "" ? "none" : `timers of ${faults} ms` };
  },
};

const fromCaller: Check = {
  what: "an interval of 30 days, NaN or below zero of the caller",
  where: "virtual",
  run: async (peer, lab) => {
    const wrong: string[] = [];
    for (const intervalMs of [2_592_000_000, Number.NaN, -5]) {
      const before = lab.delays.length;
      const { api, waiting } = await begin(
        peer,
        lab,
        reads(() => ({})),
      );
      await lab.settle(
        Promise.resolve().then(() => waiting.wait({ intervalMs })),
        3_000,
      );
      const faults = faultsOf(lab.delays.slice(before));
      if (faults !== "" || api.seen.length > 20)
        wrong.push(`${intervalMs}: ${api.seen.length} requests in 3 s`);
    }
    return { isGood: wrong.length === 0, measured: wrong.join(", ") || "none" };
  },
};

export const timers: Point = {
  title: "no delay above 2³¹−1 ms, below zero or NaN reaches a timer",
  checks: [fromServer, fromCaller],
};
