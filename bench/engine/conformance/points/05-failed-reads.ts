import { type Answer, reads } from "../answer.ts";
import { begin, type Check, errorText, type Point, seconds } from "../point.ts";

const faults: Readonly<Record<string, Answer>> = {
  "connection reset": { fault: "reset" },
  "body cut off": { fault: "cut" },
  "408": { httpStatus: 408 },
  "425": { httpStatus: 425 },
  "429": { httpStatus: 429 },
  "500": { httpStatus: 500 },
  "502": { httpStatus: 502 },
  "503": { httpStatus: 503 },
  "504": { httpStatus: 504 },
  "malformed JSON": { text: '{"id": "t1", "status"' },
  HTML: { text: "<!doctype html><p>Back soon", headers: { "content-type": "text/html" } },
};

/** One failed read of a job that runs before and after, for each fault, over real sockets. */
const onceEach: Check = {
  what: "one failed read of each sort",
  where: "live",
  run: async (peer, lab) => {
    const ends = Object.entries(faults).map(async ([name, fault]) => {
      const { waiting } = await begin(
        peer,
        lab,
        reads((read) => (read === 2 ? fault : { word: read > 2 ? "done" : "running" })),
      );
      const { how, value } = await lab.settle(waiting.wait({}), 40_000);
      return how === "resolved" && peer.wordIn(value) === peer.textOf("done") ? "" : name;
    });
    const broken = (await Promise.all(ends)).filter((name) => name !== "");
    const all = Object.keys(faults).length;
    const kept = all - broken.length;
    return {
      isGood: kept === all,
      measured:
        kept === all ? `${kept} of ${all} put up with` : `${kept} of ${all}; not ${broken.join(", ")}`,
    };
  },
};

const fourInARow: Check = {
  what: "four 503s in a row",
  where: "virtual",
  run: async (peer, lab) => {
    const { waiting } = await begin(
      peer,
      lab,
      reads((read) =>
        read >= 2 && read <= 5 ? { httpStatus: 503 } : { word: read > 5 ? "done" : "running" },
      ),
    );
    const { how, afterMs } = await lab.settle(waiting.wait({}), 600_000);
    return { isGood: how === "resolved", measured: `${how} after ${seconds(afterMs)}` };
  },
};

const neverEnding: Check = {
  what: "503 for ever ends in an error that names the job and its last state, with a cause",
  where: "virtual",
  run: async (peer, lab) => {
    const { waiting } = await begin(
      peer,
      lab,
      reads((read) => (read > 1 ? { httpStatus: 503 } : {})),
    );
    const { how, value, afterMs } = await lab.settle(waiting.wait({}), 1_800_000);
    if (how !== "rejected") return { isGood: false, measured: `${how} after ${seconds(afterMs)}` };
    const { ref, job, cause } = value as { ref?: unknown; job?: unknown; cause?: unknown };
    const holds = Object.entries({ ref, job, cause }).flatMap(([name, given]) => (given ? [name] : []));
    return {
      isGood: holds.length === 3,
      measured: `${errorText(value).split(":")[0]} after ${seconds(afterMs)}, ${holds.join(", ") || "neither"}`,
    };
  },
};

const again: Check = {
  what: "after it, waiting again works",
  where: "virtual",
  run: async (peer, lab) => {
    let isDown = false;
    const { waiting } = await begin(
      peer,
      lab,
      reads(() => (isDown ? { httpStatus: 503 } : {})),
    );
    const first = waiting.wait({});
    first.catch(() => {});
    await lab.pass(10_000);
    isDown = true;
    const { how } = await lab.settle(first, 1_800_000);
    isDown = false;
    const second = await lab.settle(waiting.wait({}), 20_000);
    const isGood = how === "rejected" && second.how === "pending";
    return { isGood, measured: isGood ? "it waits" : `${how}, then ${second.how}` };
  },
};

export const failedReads: Point = {
  title: "failed reads are put up with within a budget, and never touch the job's state",
  checks: [onceEach, fourInARow, neverEnding, again],
};
