import { reads, readTimesMs } from "../answer.ts";
import type { Point } from "../point.ts";

const minuteMs = 60_000;

/** The most requests in any minute. */
function mostInAMinute(timesMs: readonly number[]): number {
  const counts = timesMs.map((from) => timesMs.filter((at) => at >= from && at < from + minuteMs).length);
  return Math.max(...counts);
}

export const budget: Point = {
  title: "many jobs never exceed a request budget of their client",
  checks: [
    {
      what: "twenty jobs at ten requests a minute: the most in any minute of an hour",
      where: "virtual",
      needs: ["rate"],
      run: async (peer, lab) => {
        const api = await lab.api(
          reads(() => ({})),
          peer.bodyOf,
        );
        const waitingFor = peer.rated?.(api);
        for (let job = 0; job < 20; job += 1)
          waitingFor?.(`t${job}`)
            .wait({})
            .catch(() => {});
        await lab.pass(60 * minuteMs - 1);
        const most = mostInAMinute(readTimesMs(api));
        const jobs = new Set(api.seen.map(({ path }) => path)).size;
        return { isGood: most <= 10 && jobs === 20, measured: `${most}, ${jobs} jobs read` };
      },
    },
  ],
};
