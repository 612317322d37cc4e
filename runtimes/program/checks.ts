import { MissingKeyError, RedirectError, RequestTimeoutError } from "@jobwire/client";
import type { Job } from "@jobwire/job-utils";
import { createNia as createNiaClient } from "@jobwire/nia";
import { createNia } from "@jobwire/nia/jobs";
import niaSpec from "@jobwire/nia/openapi.json" with { type: "json" };
import { createNiaPaths } from "@jobwire/nia/paths";
import { createSimulator } from "@jobwire/testing";
import { type Provider, providers } from "./providers.ts";
import { settings } from "./settings.ts";

const apiKey = "example-key";
const niaUrl = `${settings.apisUrl}/nia`;

/** Everything that is proved on a runtime, by name. A check that throws has failed. */
export const checks: Readonly<Record<string, () => Promise<void>>> = {
  ...Object.fromEntries(providers.map((provider) => [provider.name, () => runsJobs(provider)])),
  abort,
  "no key": missingKey,
  paths,
  redirect,
  timeout,
  break: breakStream,
};

/** A job runs to its end against the simulator inside this runtime, and over HTTP by the runtime's own `fetch`. */
async function runsJobs({ name, spec, run }: Provider): Promise<void> {
  const simulator = createSimulator(spec);
  mustHaveSucceeded("in process", await run({ apiKey, fetch: simulator.fetch, clock: simulator.clock }));
  must(simulator.refusals.length === 0, `refused: ${JSON.stringify(simulator.refusals)}`);
  mustHaveSucceeded("over HTTP", await run({ apiKey, baseUrl: `${settings.apisUrl}/${name}` }));
}

function mustHaveSucceeded(where: string, job: Job): void {
  must(job.status === "succeeded", `${where} the job ended as ${job.status}`);
  must(job.output !== undefined, `${where} the job has no output`);
  must(JSON.stringify(job.ref).length <= 300, `${where} the ref is too long`);
}

/** A wait that is aborted rejects with the signal's reason, at once. */
async function abort(): Promise<void> {
  const controller = new AbortController();
  const reason = new Error("enough");
  const handle = await createNia({ apiKey, baseUrl: niaUrl }).jobs.tracer.start({ query: "retries" });
  const waiting = handle.wait({ signal: controller.signal }).catch((error: unknown) => error);
  setTimeout(() => controller.abort(reason), 20);
  const began = Date.now();
  must((await waiting) === reason, "the wait did not reject with the reason");
  must(Date.now() - began < 2_000, "the wait went on after it was aborted");
}

/** Without a key the first call fails and names the variable, also where there is no environment or no right to read it. */
async function missingKey(): Promise<void> {
  const error = await createNiaClient({ baseUrl: niaUrl })
    .getUsage()
    .catch((error: unknown) => error);
  must(error instanceof MissingKeyError, `the call failed with ${error}`);
  must(error.message.includes("NIA_API_KEY"), `the error does not name the variable: ${error.message}`);
}

/** openapi-fetch's own style goes through the same pipeline, with the runtime's own `Request`. */
async function paths(): Promise<void> {
  const simulator = createSimulator(niaSpec);
  const init = { params: { query: { limit: 5 } } } as const;
  const inside = await createNiaPaths({ apiKey, fetch: simulator.fetch }).GET("/oracle/jobs", init);
  must(Array.isArray(inside.data?.jobs), "no list in process");
  const outside = await createNiaPaths({ apiKey, baseUrl: niaUrl }).GET("/oracle/jobs", init);
  must(Array.isArray(outside.data?.jobs), "no list over HTTP");
}

const caller = encodeURIComponent(settings.runtime);
const awkward = (action: string) => `${settings.awkwardUrl}/${action}/${caller}`;

interface Seen {
  readonly followed: boolean;
  readonly streaming: number;
}

async function seen(): Promise<Seen> {
  return (await (await fetch(awkward("seen"))).json()) as Seen;
}

/** A redirect to another origin is an error, and nothing is sent there. */
async function redirect(): Promise<void> {
  const error = await createNiaClient({ apiKey, baseUrl: awkward("redirect") })
    .getUsage()
    .catch((error: unknown) => error);
  must(error instanceof RedirectError, `the call failed with ${error}`);
  must(!(await seen()).followed, "the redirect was followed");
}

/** A server that does not answer is given up. */
async function timeout(): Promise<void> {
  const error = await createNiaClient({ apiKey, baseUrl: awkward("hang") })
    .getUsage({}, { timeoutMs: 100, retries: 0 })
    .catch((error: unknown) => error);
  must(error instanceof RequestTimeoutError, `the call failed with ${error}`);
}

/** Leaving a stream closes its connection. */
async function breakStream(): Promise<void> {
  const events = await createNiaClient({ apiKey, baseUrl: awkward("events") }).stream.streamOracleJob({
    job_id: "job",
  });
  must((await seen()).streaming === 1, "the stream is not open");
  for await (const _ of events) break;
  for (let tries = 0; tries < 100 && (await seen()).streaming > 0; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  must((await seen()).streaming === 0, "the connection stayed open");
}

function must(condition: boolean, problem: string): asserts condition {
  if (!condition) throw new Error(problem);
}
