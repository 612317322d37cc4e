import type { Script } from "../answer.ts";
import { begin, type Check, errorText, type Point, seconds } from "../point.ts";

const afterStart: Check = {
  what: "for two seconds after a start it is lag",
  where: "virtual",
  needs: ["run"],
  run: async (peer, lab) => {
    const visibleAtMs = performance.now() + 2_000;
    const script: Script = ({ method }) => {
      if (method === "POST") return {};
      return performance.now() < visibleAtMs ? { httpStatus: 404 } : { word: "done" };
    };
    const { waiting } = await begin(peer, lab, script);
    const { how, value } = await lab.settle(waiting.run?.({}) ?? Promise.resolve(), 120_000);
    return { isGood: how === "resolved", measured: how === "resolved" ? "waits on" : errorText(value) };
  },
};

/** A job that was there and is gone: no reason to read on, nor to say that it failed. */
const later: Check = {
  what: "of a job that was there it ends the wait, with an error that says so",
  where: "virtual",
  run: async (peer, lab) => {
    const { waiting } = await begin(peer, lab, ({ method, number }) =>
      method === "GET" && number > 5 ? { httpStatus: 404 } : {},
    );
    const { how, value, afterMs } = await lab.settle(waiting.wait({}), 3_600_000);
    if (how !== "rejected") return { isGood: false, measured: `${how} after ${seconds(afterMs)}` };
    const { name, message, status, statusCode } = value as Error & { status?: unknown; statusCode?: unknown };
    const isTold =
      status === 404 || statusCode === 404 || /not ?found|404|expired/i.test(`${name} ${message}`);
    return { isGood: isTold, measured: errorText(value) };
  },
};

const noFailure: Check = {
  what: "… and waiting again goes on if it is there again",
  where: "virtual",
  run: async (peer, lab) => {
    let isGone = false;
    const { waiting } = await begin(peer, lab, ({ method }) =>
      method === "GET" && isGone ? { httpStatus: 404 } : {},
    );
    const first = waiting.wait({});
    first.catch(() => {});
    await lab.pass(10_000);
    isGone = true;
    const { how } = await lab.settle(first, 600_000);
    isGone = false;
    const again = await lab.settle(waiting.wait({}), 20_000);
    return {
      isGood: again.how === "pending",
      measured: `${how}, then ${again.how === "pending" ? "it waits" : again.how}`,
    };
  },
};

export const notFound: Point = {
  title: "404 just after a start is lag, later an error of its own",
  checks: [afterStart, later, noFailure],
};
