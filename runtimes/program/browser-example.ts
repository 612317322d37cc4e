/** The example of a page, used as a person would, and a stream through its service worker. */
import "../../examples/browser/src/main.js";
import niaSpec from "@jobwire/nia/openapi.json" with { type: "json" };
import { createSimulator, realClock, success } from "@jobwire/testing";
import { handlers } from "@jobwire/testing/msw";
import { simulator, worker } from "../../examples/browser/src/mocks.js";
import type { CheckResult, RuntimeReport } from "./report.ts";

// Written into the program when it is built.
declare const JOBWIRE_RUNTIME: string;
declare const JOBWIRE_REPORT_URL: string;

const timeoutMs = 20_000;
const results = await Promise.all(Object.entries({ page: usePage, stream: readStream }).map(run));
const report: RuntimeReport = { runtime: JOBWIRE_RUNTIME, results };
await fetch(JOBWIRE_REPORT_URL, { method: "POST", body: JSON.stringify(report) });

async function run([check, prove]: [string, () => Promise<void>]): Promise<CheckResult> {
  const began = Date.now();
  const problem = await prove().then(
    () => undefined,
    (error: unknown) => String(error),
  );
  return { check, ms: Date.now() - began, ...(problem !== undefined && { problem }) };
}

/** Three videos, of which the last has no sound. */
async function usePage(): Promise<void> {
  const form = document.querySelector("form");
  const lines = () => [...document.querySelectorAll("li")].map(({ textContent }) => textContent);
  for (const last of ["Hallo!", "", "The video has no sound."]) {
    const before = lines().length;
    form?.requestSubmit();
    const isEnd = (line: string | null) => /^(\[|The)/.test(line ?? "");
    await until(() => lines().slice(before).some(isEnd), lines);
    const said = lines().slice(before);
    mustBe(said.at(-2), last === "The video has no sound." ? "failed" : "succeeded");
    if (!said.at(-1)?.includes(last)) throw new Error(`The page said: ${said.join(", ")}`);
  }
  mustBe(simulator.requests.startsOf("job").length, 3);
  mustBe(simulator.requests.filter(({ fault }) => fault === "html").length, 1);
  mustBe(JSON.stringify(simulator.refusals), "[]");
  const unknown = await fetch("/api/sieve/v2/nothing");
  mustBe(unknown.headers.get("x-simulator-refusal"), "no operation of the document has the path /v2/nothing");
}

/** A start that streams: its first event is here before the job has ended. */
async function readStream(): Promise<void> {
  const slow = success({ queuedMs: 200, runningMs: 1000 });
  const nia = createSimulator(niaSpec, { jobs: { sandboxSearch: slow } }, { clock: realClock() });
  worker.use(...handlers(nia, { baseUrl: "https://nia.test" }));
  const { body } = await fetch("https://nia.test/sandbox/search", {
    method: "POST",
    headers: { authorization: "Bearer k", "content-type": "application/json" },
    body: JSON.stringify({ repository: "https://github.com/example/shop", query: "x", stream: true }),
  });
  const decoder = new TextDecoder();
  let text = "";
  let statusAtFirst: string | undefined;
  for await (const piece of body as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(piece, { stream: true });
    statusAtFirst ??= nia.jobs.all[0]?.status;
  }
  mustBe(statusAtFirst, "queued");
  mustBe(/"type":"done"/.test(text), true);
}

function mustBe(seen: unknown, expected: unknown): void {
  if (seen !== expected) throw new Error(`It is ${seen}, and should be ${expected}.`);
}

async function until(isTrue: () => boolean, seen: () => unknown): Promise<void> {
  const began = Date.now();
  while (!isTrue()) {
    if (Date.now() - began > timeoutMs) throw new Error(`Not in time; seen: ${JSON.stringify(seen())}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
