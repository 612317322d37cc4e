import { countOf, reads, readTimesMs, type Word } from "../answer.ts";
import { begin, type Check, type Point } from "../point.ts";

/** A word that nobody mapped, for a minute, beside a job that runs as long. */
const sameNumber: Check = {
  what: "in a minute it is read as often as a running job",
  where: "virtual",
  run: async (peer, lab) => {
    const readsOf = async (word: Word) => {
      const { api, waiting } = await begin(
        peer,
        lab,
        reads(() => ({ word })),
      );
      await lab.settle(waiting.wait({}), 60_000);
      return readTimesMs(api).length;
    };
    const [running, unknown] = [await readsOf("running"), await readsOf("unknown")];
    const isGood = unknown >= 2 && unknown <= 1.5 * running + 1;
    return { isGood, measured: `${running} reads running, ${unknown > 1_000 ? "a flood" : unknown} unknown` };
  },
};

const inRealTime: Check = {
  what: "requests in real time",
  where: "live",
  run: async (peer, lab) => {
    const { api, waiting } = await begin(
      peer,
      lab,
      reads(() => ({ word: "unknown" })),
    );
    await lab.settle(waiting.wait({}), 3_000);
    const rate = countOf(api, "GET") / 3;
    return { isGood: rate <= 3, measured: `${rate.toFixed(1)}/s` };
  },
};

const noEnd: Check = {
  what: "neither a strange word nor one that holds another (`NotSucceeded`) is an end",
  where: "virtual",
  run: async (peer, lab) => {
    const taken: string[] = [];
    for (const word of ["unknown", "almost done"] as const) {
      const { waiting } = await begin(
        peer,
        lab,
        reads(() => ({ word })),
      );
      const { how } = await lab.settle(waiting.wait({}), 30_000);
      if (how !== "pending") taken.push(`${peer.textOf(word)}: ${how}`);
    }
    return { isGood: taken.length === 0, measured: taken.join(", ") || "waits on" };
  },
};

export const unknownStatus: Point = {
  title: "an unknown status makes one request per interval at most",
  checks: [sameNumber, inRealTime, noEnd],
};
