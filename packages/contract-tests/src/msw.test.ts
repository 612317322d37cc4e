import type { Job } from "@jobwire/job-utils";
import { createClock, createSimulator, success } from "@jobwire/testing";
import { handlers } from "@jobwire/testing/msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { type AnyClient, type Api, apis, type KindCase, kindOf, kinds, starterOf } from "./support/apis.ts";
import { inputOf } from "./support/inputs.ts";

/** The five reference operations, and those that it takes to start and cancel such jobs. */
const mainJobs: Readonly<Record<string, { readonly kind: string; readonly operations: readonly string[] }>> =
  {
    nia: { kind: "sandboxSearch", operations: ["createSandboxSearch", "getSandboxJob"] },
    nullspace: {
      kind: "codeRun",
      operations: ["createCodeRun", "getCodeRun", "listCodeRuns", "cancelCodeRun"],
    },
    sieve: { kind: "job", operations: ["pushJob", "getJob", "awaitJob", "listJobs", "cancelJob"] },
    nuon: {
      kind: "workflow",
      operations: [
        "reprovisionInstallSandbox",
        "getWorkflow",
        "cancelWorkflow",
        "getInstallSandboxRuns",
        "getInstallSandboxRun",
      ],
    },
  };

const server = setupServer();
const clock = createClock({ auto: true, idleTurns: 12 });
const simulators = new Map(
  apis.map((api) => {
    const params = { install_id: "inlp3l3oep9defxf094o0aaf7s" };
    const existing = api.name === "nuon" ? [{ kind: "sandboxRun", ...success(), params }] : [];
    return [api.name, createSimulator(api.spec, { existing }, { clock })];
  }),
);

beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
beforeEach(() => {
  for (const [name, simulator] of simulators)
    server.use(...handlers(simulator, { baseUrl: `https://${name}.test` }));
});
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

describe("an unmocked request", () => {
  test("is an error of the client, with the reason", async () => {
    server.resetHandlers();
    const complaint = vi.spyOn(console, "error").mockImplementation(() => {});
    const [api] = apis as [Api];
    const client = clientOf(api, "https://unmocked.test");
    await expect(client.withReply.getUsage?.({}, { retries: 0 })).rejects.toMatchObject({
      name: "ConnectionError",
    });
    expect(complaint).toHaveBeenCalledWith(expect.stringContaining("without a matching request handler"));
  });

  test("is refused by the simulator if it goes to the API and the document does not have it", async () => {
    const answer = await fetch("https://sieve.test/v2/jobz", { headers: { "X-API-Key": "test-key" } });
    expect(answer.status).toBe(404);
    expect(simulators.get("sieve")?.refusals.map(({ reason }) => reason)).toEqual([
      "no operation of the document has the path /v2/jobz",
    ]);
  });
});

function clientOf(api: Api, baseUrl: string = api.baseUrl): AnyClient {
  return api.create({ apiKey: "test-key", baseUrl, clock, random: () => 0.5 });
}

function mainKind(api: Api): KindCase {
  const found = kinds.find((one) => one.api === api && one.kind === mainJobs[api.name]?.kind);
  if (found === undefined) throw new Error(`${api.name} has no main kind`);
  return found;
}

describe.each(apis)("the main operations of $name, through simulator, msw, client and normalizer", (api) => {
  const one = mainKind(api);
  const client = clientOf(api);
  const startOne = () => starterOf(client, one).start(inputOf(api, one.startName ?? ""));

  async function runOne(): Promise<void> {
    const job = await starterOf(client, one).run(inputOf(api, one.startName ?? ""));
    expect(job).toMatchObject({
      provider: api.name,
      kind: one.kind,
      status: "succeeded",
      output: expect.anything(),
    });
    expect(job.ref).toEqual({
      ...job.ref,
      v: 1,
      provider: api.name,
      kind: one.kind,
      id: job.id,
      at: client.at,
    });
  }

  async function resumeOne(): Promise<void> {
    const { id, ref } = await startOne();
    const elsewhere = kindOf(clientOf(api), one).attach(JSON.parse(JSON.stringify(ref)));
    expect((await elsewhere.refresh()).id).toBe(id);
  }

  async function cancelOne(): Promise<void> {
    const handle = await startOne();
    expect(await handle.cancel()).toMatchObject({ status: "cancelled" });
  }

  async function listAll(): Promise<void> {
    await startOne();
    const listed = api.name === "nuon" ? (kinds.find(({ kind }) => kind === "sandboxRun") as KindCase) : one;
    const bound = kindOf(client, listed);
    const jobs: Job[] = [];
    for await (const job of bound.list(listInput(api))) jobs.push(job);
    expect(jobs.length).toBeGreaterThan(0);
    for (const job of jobs) expect((await bound.attach(job.ref).wait()).id).toBe(job.id);
  }

  const canCancel = one.definition.can.includes("cancel");
  const canList = api.name !== "nia";

  test("a job is started, waited for and normalized", runOne);
  test("a job is found by its ref and read again", resumeOne);
  test.runIf(canCancel)("a job is cancelled", cancelOne);
  test.runIf(canList)("jobs are listed, and each goes on from its ref", listAll);

  test("none is left out, and nothing is sent that the document does not allow", async () => {
    await Promise.all([runOne(), resumeOne(), canCancel && cancelOne(), canList && listAll()]);
    const simulator = simulators.get(api.name);
    const asked = new Set(simulator?.requests.map(({ operation }) => operation));
    expect(mainJobs[api.name]?.operations.filter((name) => !asked.has(name))).toEqual([]);
    expect(simulator?.refusals.filter(({ path }) => path !== "/v2/jobz")).toEqual([]);
  });
});

function listInput(api: Api): object {
  if (api.name === "nuon") return { install_id: "inlp3l3oep9defxf094o0aaf7s" };
  return api.name === "nullspace" ? { id: inputOf(api, "createCodeRun").id } : {};
}
