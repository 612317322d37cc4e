import { reads, readTimesMs } from "../answer.ts";
import { begin, type Point } from "../point.ts";

/** Between min/ε and max/ε of the default schedule: 500 ms and 60 s by ε = 0.1. */
const [shortestMs, longestMs] = [5_000, 600_000];
const epsilonWithJitter = 0.1 * 1.1;

/** The largest delay by duration that reads at these times cost a job of any duration in the range. */
export function largestRelativeDelay(timesMs: readonly number[]): number {
  const delays = timesMs.map((readMs, index) => {
    const before = Math.max(timesMs[index - 1] ?? 0, shortestMs);
    return readMs <= before || before > longestMs ? 0 : (readMs - before) / before;
  });
  return Math.max(...delays);
}

export const relativeDelay: Point = {
  title: "the delay is at most ε = 10 % (and 1 % jitter) of the duration, from 5 s to 10 min",
  checks: [
    {
      what: "at worst, by the default schedule; reads in ten minutes",
      where: "virtual",
      run: async (peer, lab) => {
        const { api, waiting } = await begin(
          peer,
          lab,
          reads(() => ({})),
        );
        const begunMs = performance.now();
        await lab.settle(waiting.wait({}), longestMs + 130_000);
        const timesMs = readTimesMs(api).map((atMs) => atMs - begunMs);
        const largest = largestRelativeDelay(timesMs);
        const number = timesMs.filter((atMs) => atMs <= longestMs).length;
        return {
          isGood: largest <= epsilonWithJitter + 0.001,
          measured: `${(100 * largest).toFixed(largest < 1 ? 1 : 0)} %, ${number} reads`,
        };
      },
    },
  ],
};
