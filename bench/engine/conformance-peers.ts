/**
 * The conformance list of the wait engine, as far as it can be seen from outside, run against widely used libraries: each
 * waits, in real time and by its defaults, for a job of an API in this process. Prints Markdown; with a folder as argument
 * also writes it there.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Answer, listenersOn, MockApi } from "./mock-api.ts";
import { allPeers, type Peer } from "./waiting-peers.ts";

/** What a check found: whether it is as it should be, and what was measured. */
interface Finding {
  readonly isGood: boolean;
  readonly measured: string;
}

/** A point of the list. No finding: the library has no such ability. */
interface Check {
  readonly point: string;
  readonly run: (peer: Peer) => Promise<Finding | undefined>;
}

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`;

/** How a promise ends within a time, and when. */
async function outcomeOf(promise: Promise<unknown>, withinMs: number) {
  const begun = performance.now();
  const settled = promise.then(
    (value) => ({ how: "resolved" as const, value }),
    (error: unknown) => ({ how: "rejected" as const, value: error }),
  );
  const outcome = await Promise.race([
    settled,
    sleep(withinMs).then(() => ({ how: "pending" as const, value: undefined })),
  ]);
  return { ...outcome, afterMs: performance.now() - begun };
}

const always = (answer: Answer) => () => answer;

async function begin(peer: Peer, script: (read: number) => Answer) {
  const api = new MockApi(script, peer.shape);
  return { api, wait: await peer.waiterOf(api) };
}

const checks: readonly Check[] = [
  {
    point: "1 an unknown status makes one request per interval",
    run: async (peer) => {
      const { api, wait } = await begin(peer, always({ word: "unknown" }));
      const { how, value } = await outcomeOf(wait({}), 3_000);
      const reads = api.count("GET");
      if (how === "rejected") return { isGood: true, measured: `throws: ${String(value).slice(0, 60)}` };
      return {
        isGood: how === "pending" && reads <= 8,
        measured: how === "pending" ? `${(reads / 3).toFixed(1)} requests/s` : "takes it for the end",
      };
    },
  },
  {
    point: "2 an abort during a sleep rejects at once, with the reason, and leaves no listener",
    run: async (peer) => {
      if (!peer.takesSignal) return undefined;
      const { wait } = await begin(peer, always({}));
      const stop = new AbortController();
      const reason = new Error("enough");
      const waiting = wait({ signal: stop.signal });
      waiting.catch(() => {});
      await sleep(700);
      stop.abort(reason);
      const { how, value, afterMs } = await outcomeOf(waiting, 6_000);
      const isReason = value === reason;
      const left = listenersOn(stop.signal);
      return {
        isGood: how === "rejected" && afterMs < 50 && isReason && left === 0,
        measured: `${how} after ${seconds(afterMs)}${isReason ? "" : ", other reason"}${left > 0 ? `, ${left} listeners left` : ""}`,
      };
    },
  },
  {
    point: "3 a pre-aborted signal sends nothing",
    run: async (peer) => {
      if (!peer.takesSignal) return undefined;
      const { api, wait } = await begin(peer, always({}));
      const before = api.seen.length;
      await outcomeOf(wait({ signal: AbortSignal.abort() }), 1_500);
      const sent = api.seen.length - before;
      return { isGood: sent === 0, measured: `${sent} requests` };
    },
  },
  {
    point: "4 aborting one of two waiters leaves the other, and waiting again works",
    run: async (peer) => {
      if (!peer.takesSignal) return undefined;
      let isDone = false;
      const { wait } = await begin(peer, () => ({ word: isDone ? "done" : "running" }));
      const stop = new AbortController();
      const one = outcomeOf(wait({ signal: stop.signal }), 9_000);
      const other = outcomeOf(wait({}), 9_000);
      await sleep(600);
      stop.abort();
      await sleep(100);
      const again = outcomeOf(wait({}), 8_000);
      isDone = true;
      const [first, second, third] = [await one, await other, await again];
      return {
        isGood: first.how === "rejected" && second.how === "resolved" && third.how === "resolved",
        measured: `aborted: ${first.how}, other: ${second.how}, again: ${third.how}`,
      };
    },
  },
  {
    point: "5 four 503s in a row are no end of the job",
    run: async (peer) => {
      const { wait } = await begin(peer, (read) =>
        read >= 2 && read <= 5 ? { httpStatus: 503 } : { word: read > 5 ? "done" : "running" },
      );
      const { how, afterMs } = await outcomeOf(wait({}), 200_000);
      return { isGood: how === "resolved", measured: `${how} after ${seconds(afterMs)}` };
    },
  },
  {
    point: "5 one 503, and waiting again, is no end of the job",
    run: async (peer) => {
      const { wait } = await begin(peer, (read) =>
        read === 2 ? { httpStatus: 503 } : { word: read > 3 ? "done" : "running" },
      );
      const first = await outcomeOf(wait({}), 20_000);
      const { how } = first.how === "rejected" ? await outcomeOf(wait({}), 20_000) : first;
      return {
        isGood: first.how === "resolved",
        measured: first.how === "resolved" ? "resolved" : `${first.how}, then ${how}`,
      };
    },
  },
  {
    point: "6 Retry-After: 3 of an answer is obeyed",
    run: async (peer) => {
      const { api, wait } = await begin(peer, (read) => ({
        word: read > 1 ? "done" : "running",
        headers: { "retry-after": "3" },
      }));
      await outcomeOf(wait({}), 8_000);
      const [gap = 0] = api.gapsMs;
      return { isGood: gap >= 2_950 && gap < 3_500, measured: `next read after ${seconds(gap)}` };
    },
  },
  {
    point: "7 Retry-After of 30 days does not flood",
    run: async (peer) => {
      const { api, wait } = await begin(
        peer,
        always({ headers: { "retry-after": "2592000", "openai-poll-after-ms": "2592000000" } }),
      );
      void outcomeOf(wait({}), 3_000);
      await sleep(3_000);
      const reads = api.count("GET");
      return { isGood: reads <= 1, measured: `${reads} requests in 3 s` };
    },
  },
  {
    point: "8 the deadline holds to one read, and a last read shows an end",
    run: async (peer) => {
      if (!peer.takesDeadline) return undefined;
      const timeoutMs = 3_000;
      const never = await begin(peer, always({}));
      const { how, afterMs } = await outcomeOf(never.wait({ timeoutMs }), 9_000);
      const after = never.api.seen.length;
      await sleep(3_000);
      const more = never.api.seen.length - after;
      const isOnTime = how === "rejected" && afterMs >= timeoutMs - 20 && afterMs < timeoutMs + 300;
      return {
        isGood: isOnTime && more === 0,
        measured: `${how} after ${seconds(afterMs)}${more > 0 ? `, then ${more} more requests` : ""}`,
      };
    },
  },
  {
    point: "10 fifty waiters on one job make the requests of one",
    run: async (peer) => {
      const one = await begin(peer, always({}));
      const many = await begin(peer, always({}));
      void outcomeOf(one.wait({}), 4_000);
      for (let waiter = 0; waiter < 50; waiter += 1) void outcomeOf(many.wait({}), 4_000);
      await sleep(4_000);
      const times = many.api.count("GET") / one.api.count("GET");
      return { isGood: times <= 1.5, measured: `${times.toFixed(1)}×` };
    },
  },
  {
    point: "11 a start that was answered by 502 is not sent again without a key",
    run: async (peer) => {
      if (peer.start === undefined) return undefined;
      const api = new MockApi(always({}), peer.shape, 502);
      await outcomeOf(peer.start(api), 15_000);
      const posts = api.count("POST");
      return { isGood: posts === 1, measured: `${posts} POSTs` };
    },
  },
];

const peers = await allPeers();
const rows = await Promise.all(
  checks.map(async ({ point, run }) => {
    const findings = await Promise.all(peers.map((peer) => run(peer)));
    const cells = findings.map((finding) =>
      finding === undefined ? "–" : `${finding.isGood ? "✓" : "✗"} ${finding.measured}`,
    );
    return `| ${point} | ${cells.join(" | ")} |`;
  }),
);
const markdown = [
  "# The conformance list, run against others",
  "",
  `\`npm install --prefix bench/engine\`, then \`node --conditions=@jobwire/source bench/engine/conformance-peers.ts docs/engine\`, ${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}.`,
  "Every library waits in real time, by its defaults, for a job of an API in the same process; – is an ability that it does not",
  "have. The list has twenty points; here are those that can be seen from outside without a library's own types.",
  "",
  `| | ${peers.map(({ name, version }) => `${name} (${version})`).join(" | ")} |`,
  `|---|${peers.map(() => "---|").join("")}`,
  ...rows,
  "",
].join("\n");
console.log(markdown);
const folder = process.argv[2];
if (folder !== undefined) writeFileSync(join(folder, "conformance-peers.md"), markdown);
process.exit(0);
