import { reads } from "../answer.ts";
import { runChild } from "../child-process.ts";
import { secret } from "../peer.ts";
import { begin, type Point } from "../point.ts";

export const refs: Point = {
  title: "a ref is JSON, at most 300 bytes, without secrets, and restores elsewhere and later",
  checks: [
    {
      what: "size, secrets",
      where: "live",
      needs: ["ref"],
      run: async (peer, lab) => {
        const { waiting } = await begin(
          peer,
          lab,
          reads(() => ({})),
        );
        const text = (await waiting.ref?.()) ?? "";
        const isSafe = !text.includes(secret);
        JSON.parse(text);
        return {
          isGood: text.length <= 300 && isSafe,
          measured: `${text.length} bytes${isSafe ? "" : ", holds the key"}`,
        };
      },
    },
    {
      what: "another process goes on with it, also if a later version has added a field",
      where: "live",
      needs: ["ref"],
      run: async (peer, lab) => {
        const { api, waiting } = await begin(
          peer,
          lab,
          reads(() => ({ word: "done" })),
        );
        const ref = JSON.parse((await waiting.ref?.()) ?? "{}") as object;
        const later = JSON.stringify({ ...ref, addedLater: { by: "a later version" } });
        const { output } = await runChild(peer, "restore", { origin: api.origin, ref: later }, 15_000);
        const done = peer.textOf("done");
        return { isGood: output.includes(done), measured: output.trim().slice(0, 60) || "nothing" };
      },
    },
  ],
};
