import { answerText } from "@jobwire/nia";
import { createNia } from "@jobwire/nia/jobs";
import niaSpec from "@jobwire/nia/openapi.json" with { type: "json" };
import { artifactBytes, artifactsOf } from "@jobwire/nullspace";
import { createNullspace } from "@jobwire/nullspace/jobs";
import nullspaceSpec from "@jobwire/nullspace/openapi.json" with { type: "json" };
import { answerApproval, logsOf } from "@jobwire/nuon";
import { createNuon } from "@jobwire/nuon/jobs";
import nuonSpec from "@jobwire/nuon/openapi.json" with { type: "json" };
import { outputFiles } from "@jobwire/sieve";
import { createSieve } from "@jobwire/sieve/jobs";
import sieveSpec from "@jobwire/sieve/openapi.json" with { type: "json" };
import { createSimulator, requiresAction, type Scenario, success } from "@jobwire/testing";
import { afterEach, expect, test } from "vitest";

/** What the document does not allow, over all simulators of a test. */
const refusals: unknown[] = [];
afterEach(() => {
  expect(refusals.splice(0)).toEqual([]);
});

/** What a client needs to talk to a simulator. */
function simulated(spec: object, scenario: Scenario) {
  const simulator = createSimulator(spec, scenario);
  const { clock } = simulator;
  const fetch: typeof simulator.fetch = (input, init) =>
    simulator.fetch(input, init).finally(() => refusals.push(...simulator.refusals));
  return { apiKey: "key", orgId: "org", fetch, clock };
}

test("the answer of a document job is that of its output", async () => {
  const nia = createNia(simulated(niaSpec, { jobs: { documentAgent: success() } }));
  const job = await nia.jobs.documentAgent.run({ query: "Which page?", source_id: "src_1" });
  expect(job.status === "succeeded" && job.output.answer).toBeTruthy();
  expect(answerText(job)).toBe(job.status === "succeeded" && job.output.answer);
});

test("the files of a job are those of its outputs", async () => {
  const sieve = createSieve(simulated(sieveSpec, { jobs: { job: success() } }));
  const job = await sieve.jobs.job.run({ function: "sieve/dubbing", inputs: {} });
  expect(outputFiles(job)).toEqual([{ url: expect.stringMatching(/^https:/), index: 0 }]);
});

test("the artifacts of a run can be had as bytes", async () => {
  const nullspace = createNullspace({
    ...simulated(nullspaceSpec, { jobs: { codeRun: success() } }),
    baseUrl: "https://nullspace.test",
  });
  const job = await nullspace.jobs.codeRun.run({ id: "sb_1", code: "plot()" });
  const sizes: number[] = [];
  for await (const artifact of artifactsOf(nullspace, job)) {
    for (const download_url of [artifact.download_url ?? null, null]) {
      sizes.push((await artifactBytes(nullspace, { ...artifact, download_url })).length);
    }
  }
  expect(sizes.length).toBe(2);
  expect(Math.min(...sizes)).toBeGreaterThan(0);
});

test.each([
  ["approve", "succeeded"],
  ["deny", "failed"],
] as const)(
  "a workflow that waits for an approval, and is told to %s, ends as %s",
  async (answer, status) => {
    const waiting = requiresAction({ refusedIf: { "/response_type": "deny" } });
    const nuon = createNuon(simulated(nuonSpec, { jobs: { workflow: waiting } }));
    const handle = await nuon.jobs.workflow.reprovisionInstallSandbox.start({ install_id: "inl1" });
    const job = await handle.wait();
    expect(job.status).toBe("requires_action");
    const [action] = job.status === "requires_action" ? job.actions : [];
    if (action) await answerApproval(nuon, action, answer, { note: "Read." });
    expect((await handle.wait()).status).toBe(status);
  },
);

test("the log of a run is read as the document says, from its beginning", async () => {
  const params = { install_id: "inl1" };
  const existing = [{ kind: "sandboxRun", id: "sbr1", params, ...success() }];
  const nuon = createNuon(simulated(nuonSpec, { existing }));
  const { sandboxRun } = nuon.jobs;
  const run = await sandboxRun.attach(sandboxRun.ref("sbr1", params)).wait();
  for await (const { log_stream_id, body } of logsOf(nuon, run)) {
    expect([log_stream_id, body]).toEqual([expect.stringMatching(/^log/), expect.any(String)]);
    return;
  }
  expect.unreachable("the log has no records");
});
