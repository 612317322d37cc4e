import { getEventListeners } from "node:events";
import { reads } from "../answer.ts";
import { begin, type Check, type Point } from "../point.ts";

const duringSleep: Check = {
  what: "rejects without time passing, with `signal.reason`, and leaves no timer or listener",
  where: "virtual",
  needs: ["signal"],
  run: async (peer, lab) => {
    const { waiting } = await begin(
      peer,
      lab,
      reads(() => ({})),
    );
    const stop = new AbortController();
    const reason = new Error("enough");
    const wait = waiting.wait({ signal: stop.signal });
    wait.catch(() => {});
    await lab.pass(60_100);
    stop.abort(reason);
    const { how, value, afterMs } = await lab.settle(wait, 300_000);
    const listeners = getEventListeners(stop.signal, "abort").length;
    const wrong = [
      how === "rejected" && afterMs === 0 ? "" : `${how} after ${Math.round(afterMs)} ms`,
      value === reason ? "" : "another error",
      lab.timers === 0 ? "" : `${lab.timers} timers left`,
      listeners === 0 ? "" : `${listeners} listeners left`,
    ].filter((text) => text !== "");
    return { isGood: wrong.length === 0, measured: wrong.join(", ") || "at once" };
  },
};

const duringRead: Check = {
  what: "the same during a read that hangs",
  where: "virtual",
  needs: ["signal"],
  run: async (peer, lab) => {
    const { waiting } = await begin(
      peer,
      lab,
      reads((read) => (read > 1 ? { fault: "hang" } : {})),
    );
    const stop = new AbortController();
    const wait = waiting.wait({ signal: stop.signal });
    wait.catch(() => {});
    await lab.pass(60_100);
    stop.abort();
    const { how, afterMs } = await lab.settle(wait, 300_000);
    return {
      isGood: how === "rejected" && afterMs === 0,
      measured: `${how} after ${Math.round(afterMs)} ms`,
    };
  },
};

export const abort: Point = {
  title: "an abort ends a wait in the same turn",
  checks: [duringSleep, duringRead],
};
