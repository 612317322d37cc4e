import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { renderApi } from "./fixtures/render-api.ts";
import { createSimulator, type Fault, type FaultType, type Play, type PlayName } from "./index.ts";

const documents = ["nia", "nullspace", "sieve", "nuon"].map((provider) => {
  const file = new URL(`../../../specs/${provider}/openapi.yaml`, import.meta.url);
  return { provider, document: parse(readFileSync(file, "utf8"), { merge: true }) as object };
});

const kinds = documents.flatMap(({ provider, document }) =>
  createSimulator(document).kinds.map(({ name }) => ({ provider, document, kind: name })),
);

type Course = readonly string[];

/** What happens in each built-in scenario, in the words of `x-jobs`; "gone" is a job that cannot be read. */
const courses: Readonly<Record<PlayName, readonly [Play, Course]>> = {
  success: [{ play: "success" }, ["queued", "running", "succeeded"]],
  failure: [{ play: "failure" }, ["queued", "running", "failed"]],
  cancelledByUser: [{ play: "cancelledByUser" }, ["queued", "running", "asked to stop", "cancelled"]],
  cancelledByProvider: [{ play: "cancelledByProvider" }, ["queued", "running", "cancelled"]],
  timedOut: [{ play: "timedOut" }, ["queued", "running", "timed_out"]],
  stuckInQueue: [{ play: "stuckInQueue" }, ["queued"]],
  unknownWord: [{ play: "unknownWord" }, ["queued", "unknown", "running", "succeeded"]],
  notFoundAtFirst: [{ play: "notFoundAtFirst", forMs: 3000 }, ["gone", "queued", "running", "succeeded"]],
  partialOutput: [{ play: "partialOutput" }, ["queued", "running", "succeeded"]],
  requiresAction: [
    { play: "requiresAction", grantedAfterMs: 9000 },
    ["queued", "running", "requires_action", "running", "succeeded"],
  ],
  expired: [{ play: "expired", keptMs: 5000 }, ["queued", "running", "succeeded", "gone"]],
  reopens: [{ play: "reopens" }, ["queued", "running", "succeeded", "running", "succeeded"]],
  transientSuccess: [{ play: "transientSuccess" }, ["queued", "running", "succeeded"]],
};

/** Kinds whose API has no word for an end, or no step that waits for somebody. */
const noCancel = ["nia detection", "nia engineeringExtraction", "nia sourceIndexing", "nia tableExtraction"];
const approvals = ["nuon deploy", "nuon sandboxRun", "nuon workflow"];
const timeLimits = [
  "nia sandboxSearch",
  "nullspace agentRun",
  "nuon actionRun",
  "nuon componentBuild",
  "nuon deploy",
  "nuon runnerJob",
  "nuon sandboxRun",
];

function isPlayable(play: PlayName, kind: string): boolean {
  if (play === "cancelledByUser" || play === "cancelledByProvider") return !noCancel.includes(kind);
  if (play === "requiresAction") return approvals.includes(kind);
  return play !== "transientSuccess" || kind === "nuon workflow";
}

/** What a kind without a word for a time limit shows instead. */
function courseOf(play: PlayName, kind: string): Course {
  const [, course] = courses[play];
  return play === "timedOut" && !timeLimits.includes(kind) ? ["queued", "running", "failed"] : course;
}

const names = Object.keys(courses) as PlayName[];

describe("the built-in scenarios of every provider", () => {
  it.each(kinds)("$provider $kind has those that its API can have", ({ provider, kind, document }) => {
    const plays = createSimulator(document).kinds.find(({ name }) => name === kind)?.plays;
    expect(plays).toEqual(names.filter((play) => isPlayable(play, `${provider} ${kind}`)));
  });

  const cases = kinds.flatMap((one) =>
    names
      .filter((play) => isPlayable(play, `${one.provider} ${one.kind}`))
      .map((play) => ({ ...one, play, course: courseOf(play, `${one.provider} ${one.kind}`) })),
  );

  it.each(cases)("$provider $kind: $play", async ({ document, kind, play, course }) => {
    const simulator = createSimulator(document);
    const job = simulator.jobs.create(kind, courses[play][0]);
    const seen: unknown[] = [];
    for (let atMs = 0; atMs < 25_000; atMs += 250) {
      const stopping = job.isCancelRequested && job.status === "running";
      const now = job.body() === undefined ? "gone" : stopping ? "asked to stop" : job.status;
      if (seen.at(-1) !== now) seen.push(now);
      await simulator.clock.advance(250);
    }
    expect(seen).toEqual(course);
  });
});

it("a refusal ends as the API says it was denied", async () => {
  const nuon = documents.find(({ provider }) => provider === "nuon");
  const simulator = createSimulator(nuon?.document ?? {});
  const frames = await Promise.all(
    ["workflow", "deploy", "sandboxRun"].map(async (kind) => {
      const job = simulator.jobs.create(kind, { play: "requiresAction", refusedAfterMs: 1000 });
      await simulator.clock.advance(10_000);
      return job.frame;
    }),
  );
  expect(frames).toEqual(["error#denied", "approval-denied", "approval-denied"]);
});

/** What a caller sees of each fault, on the read of a job in its second state, or on its stream. */
const faults: Readonly<Record<FaultType, readonly [Fault, seen: string | RegExp]>> = {
  reset: [{ type: "reset" }, "rejects: fetch failed, ECONNRESET"],
  refused: [{ type: "refused" }, "rejects: fetch failed, ECONNREFUSED"],
  hang: [{ type: "hang" }, "nothing for a minute"],
  slow: [{ type: "slow", answerMs: 5000 }, /^200 after 5000 ms, application\/json: \{.*"done".*\}$/],
  "cut-body": [{ type: "cut-body" }, /^200 .*: \{"id".*, then breaks off$/],
  "rate-limit": [
    { type: "rate-limit", retryAfter: 3 },
    /^429 after 0 ms, application\/json, retry after 3: /,
  ],
  "over-rate": [
    { type: "over-rate", requests: 0, perMs: 4000 },
    /^429 after 0 ms, application\/json, retry after 4: /,
  ],
  answer: [{ type: "answer", status: 418, text: "tea" }, "418 after 0 ms, text/plain: tea"],
  "empty-500": [{ type: "empty-500" }, "500 after 0 ms, null: "],
  html: [{ type: "html" }, /^502 after 0 ms, text\/html: <html>/],
  "truncated-json": [{ type: "truncated-json" }, /^200 after 0 ms, application\/json: \{"id"[^}]*$/],
  "wrong-content-type": [{ type: "wrong-content-type" }, /^200 after 0 ms, text\/plain: \{"id".*\}$/],
  "cut-stream": [
    { type: "cut-stream", afterEvents: 1, inside: "event" },
    /^200 after 0 ms, text\/event-stream: data: \{"type":"opened".*data: [^}]+, then breaks off$/s,
  ],
  "duplicate-events": [{ type: "duplicate-events" }, /"opened".*"opened"/s],
  "reorder-events": [{ type: "reorder-events" }, /"state".*"opened"/s],
  lagging: [{ type: "lagging", behindMs: 60_000 }, /^404 after 0 ms, application\/json: /],
  backwards: [{ type: "backwards" }, /^200 .*"queued"/],
  date: [{ type: "date", missing: true }, /^200 .*\}, without a date$/],
  redirect: [{ type: "redirect" }, "307 after 0 ms, null, to https://elsewhere.invalid/: "],
};

describe("the built-in faults", () => {
  it.each(Object.values(faults).map(([fault, seen]) => ({ fault, seen })))(
    "$fault",
    async ({ fault, seen }) => {
      const simulator = createSimulator(renderApi, { faults: [{ fault }] });
      const { id } = simulator.jobs.create("render", { agoMs: 3000 });
      const path = fault.type.endsWith("-events") || fault.type === "cut-stream" ? `${id}/events` : id;
      const calling = describeCall(simulator, `https://api.render.test/v1/renders/${path}`);
      if (seen instanceof RegExp) expect(await calling).toMatch(seen);
      else expect(await calling).toBe(seen);
      expect(simulator.requests[0]?.fault).toBe(fault.type === "over-rate" ? "rate-limit" : fault.type);
    },
  );
});

/** One call as a sentence. */
async function describeCall(simulator: ReturnType<typeof createSimulator>, url: string): Promise<string> {
  const { clock } = simulator;
  const closing = new AbortController();
  const cancel = clock.after(60_000, () => closing.abort(new Error("nothing for a minute")));
  try {
    const init: RequestInit = { headers: { "x-key": "k" }, redirect: "manual", signal: closing.signal };
    const answer = await simulator.fetch(url, init);
    const beganMs = clock.now();
    const said = (name: string, word: string): string =>
      answer.headers.has(name) ? `, ${word} ${answer.headers.get(name)}` : "";
    const head = `${answer.status} after ${beganMs} ms, ${answer.headers.get("content-type")}`;
    const tail = answer.headers.has("date") ? "" : ", without a date";
    return `${head}${said("retry-after", "retry after")}${said("location", "to")}: ${await textOf(answer)}${tail}`;
  } catch (error) {
    const { message, cause } = error as Error;
    return closing.signal.aborted ? message : `rejects: ${message}, ${(cause as { code?: string }).code}`;
  } finally {
    cancel();
  }
}

async function textOf({ body }: Response): Promise<string> {
  let text = "";
  const decoder = new TextDecoder();
  try {
    for await (const piece of (body ?? []) as AsyncIterable<Uint8Array>) text += decoder.decode(piece);
    return text;
  } catch {
    return `${text}, then breaks off`;
  }
}
