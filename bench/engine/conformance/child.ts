/**
 * A process that waits for a job: `child.ts <package> <scenario> [origin] [ref]`. It prints `idle` when nothing but the
 * library's own work can keep it alive, and for `restore` what became of the job.
 */
import { allPeers } from "./peers/index.ts";

const [, , name, scenario, origin = "", ref = ""] = process.argv;
const peer = (await allPeers()).find((one) => one.package === name);
if (peer === undefined) throw new Error(`There is no peer ${name}.`);

/** An API that answers at once in this process, so that no connection keeps it alive. */
const api = {
  origin: origin === "" ? "https://bench.test" : origin,
  seen: [],
  fetch: async (input: unknown, init?: RequestInit) => {
    init?.signal?.throwIfAborted();
    if (origin !== "") return fetch(input as string, init);
    return new Response(JSON.stringify(peer.bodyOf("running")), {
      headers: { "content-type": "application/json" },
    });
  },
};

if (scenario === "restore") {
  console.log("idle");
  const result = await peer.restore?.(api, ref).wait({});
  console.log(peer.wordIn(result));
} else {
  const stop = new AbortController();
  const settings = scenario === "let go" ? { keepAlive: false } : {};
  const signal = scenario === "abort" ? { signal: stop.signal } : {};
  peer
    .open(api)
    .wait({ ...settings, ...signal })
    .catch(() => {});
  if (scenario === "abort") {
    await new Promise((resolve) => setTimeout(resolve, 700));
    stop.abort();
  } else {
    await new Promise((resolve) => setImmediate(resolve));
  }
  console.log("idle");
}
