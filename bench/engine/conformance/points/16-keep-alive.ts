import { runChild } from "../child-process.ts";
import { type Check, type Point, seconds } from "../point.ts";

const longestMs = 8_000;

const option: Check = {
  what: "a wait that is not to keep the process alive does not",
  where: "live",
  needs: ["keep-alive"],
  run: async (peer) => {
    const { isOver, afterMs } = await runChild(peer, "let go", {}, longestMs);
    return { isGood: isOver && afterMs < 500, measured: isOver ? `over after ${seconds(afterMs)}` : "alive" };
  },
};

const byDefault: Check = {
  what: "any other does",
  where: "live",
  run: async (peer) => {
    const { isOver } = await runChild(peer, "hold", {}, 3_000);
    return { isGood: !isOver, measured: isOver ? "over" : "alive" };
  },
};

const afterAbort: Check = {
  what: "an aborted one does not hold it up",
  where: "live",
  needs: ["signal"],
  run: async (peer) => {
    const { isOver, afterMs } = await runChild(peer, "abort", {}, longestMs);
    return {
      isGood: isOver && afterMs < 250,
      measured: isOver ? `over after ${seconds(afterMs)}` : `alive after ${seconds(longestMs)}`,
    };
  },
};

export const keepAlive: Point = {
  title: "keeping the process alive is an option",
  checks: [option, byDefault, afterAbort],
};
