import { begin, type Point } from "../point.ts";

export const backwards: Point = {
  title: "done → running is ignored",
  checks: [
    {
      what: "what it believes when a slow answer says `running` after a quick one said `done`",
      where: "virtual",
      needs: ["overlap"],
      run: async (peer, lab) => {
        const { waiting } = await begin(peer, lab, ({ method, number }) => {
          if (method === "POST") return {};
          return number === 1 ? { word: "running", delayMs: 2_000 } : { word: "done" };
        });
        const { how, value } = await lab.settle(waiting.overlap?.() ?? Promise.resolve(), 60_000);
        const word = how === "resolved" ? peer.wordIn(value) : how;
        return {
          isGood: word.toLowerCase() === peer.textOf("done").toLowerCase(),
          measured: word,
        };
      },
    },
  ],
};
