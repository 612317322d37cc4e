import type { EndedJob, JobRef, RequiresActionJob } from "@jobwire/job-utils";
import type { NiaClient, SandboxSearchEvent, SandboxSearchJob } from "@jobwire/nia";
import { createNia } from "@jobwire/nia/jobs";
import type { CodeRun } from "@jobwire/nullspace";
import { createNullspace } from "@jobwire/nullspace/jobs";
import type { InstallSandboxRun, Workflow } from "@jobwire/nuon";
import { createNuon } from "@jobwire/nuon/jobs";
import type { SieveJob } from "@jobwire/sieve";
import { createSieve } from "@jobwire/sieve/jobs";
import { expectTypeOf, test } from "vitest";

const nia = createNia();
const nullspace = createNullspace();
const nuon = createNuon();
const sieve = createSieve();

test("operations are typed by the document", () => {
  expectTypeOf(nia.getSandboxJob({ jobId: "j" })).resolves.toEqualTypeOf<SandboxSearchJob>();
  expectTypeOf(nullspace.getCodeRun({ id: "s", run_id: "r" })).resolves.toEqualTypeOf<CodeRun>();
  expectTypeOf(sieve.getJob({ job_id: "j" })).resolves.toEqualTypeOf<SieveJob>();
  expectTypeOf(nuon.getWorkflow({ workflow_id: "w" })).resolves.toEqualTypeOf<Workflow>();
  expectTypeOf(nuon.pages.getInstallSandboxRuns({ install_id: "i" })).toExtend<
    AsyncIterable<readonly InstallSandboxRun[]>
  >();
  expectTypeOf<Awaited<ReturnType<NiaClient["stream"]["createSandboxSearch"]>>>().toExtend<
    AsyncIterable<SandboxSearchEvent>
  >();

  // @ts-expect-error the id of the job is missing
  nia.getSandboxJob({});
  // @ts-expect-error the id of the sandbox is missing
  nullspace.getCodeRun({ run_id: "r" });
  // @ts-expect-error there is no such operation
  sieve.getJobs();
  // @ts-expect-error a workflow has no such id
  nuon.cancelWorkflow({ id: "w" });
  // @ts-expect-error this operation has no pages
  void nia.pages.getSandboxJob;
  // @ts-expect-error this operation has no events
  void sieve.stream.getJob;
});

test("a start takes what the operation takes, and gives the job with its output", async () => {
  const run = sieve.jobs.job.run({ function: "sieve/dubbing", inputs: {} });
  expectTypeOf(run).resolves.toEqualTypeOf<EndedJob<NonNullable<SieveJob["outputs"]>, SieveJob>>();
  const output = nullspace.jobs.codeRun.output({ id: "s", code: "1" });
  expectTypeOf(output).resolves.toEqualTypeOf<NonNullable<CodeRun["execution"]>>();

  // @ts-expect-error the code is missing
  nullspace.jobs.codeRun.run({ id: "s" });
  // @ts-expect-error several operations start a workflow: one must be named
  nuon.jobs.workflow.run({ install_id: "i" });
  // @ts-expect-error nobody starts a sandbox run
  void nuon.jobs.sandboxRun.run;
});

test("only a kind that can wait for somebody settles in requires_action", async () => {
  const workflow = await nuon.jobs.workflow.reprovisionInstallSandbox.run({ install_id: "i" });
  expectTypeOf<Extract<typeof workflow, { status: "requires_action" }>>().toEqualTypeOf<
    RequiresActionJob<NonNullable<Workflow["steps"]>, Workflow>
  >();
  const search = await nia.jobs.sandboxSearch.run({ repository: "r", query: "q" });
  expectTypeOf<Extract<typeof search, { status: "requires_action" }>>().toBeNever();
});

test("a status that does not exist does not compile", async () => {
  const job = await sieve.jobs.job.run({ function: "sieve/dubbing", inputs: {} });
  // @ts-expect-error a word that clients in the wild compare with
  void (job.status === "completed");
  // @ts-expect-error a job that was waited for does not run
  void (job.status === "running");
  // @ts-expect-error only a success has an output
  void job.output;
  // @ts-expect-error only a failure must have a reason
  void job.failure.message;
  if (job.status === "failed") expectTypeOf(job.failure.message).toBeString();
});

test("what a kind cannot do is absent", async () => {
  const search = nia.jobs.sandboxSearch.attach({} as JobRef);
  // @ts-expect-error the API has no cancel for it
  void search.cancel;
  expectTypeOf(search.events()).toExtend<AsyncIterable<SandboxSearchEvent>>();
  const run = nullspace.jobs.codeRun.attach({} as JobRef);
  expectTypeOf(run.cancel()).resolves.toEqualTypeOf<EndedJob<NonNullable<CodeRun["execution"]>, CodeRun>>();
  // @ts-expect-error the API has no stream of it
  void run.events;
  // @ts-expect-error a code run is found by its sandbox too
  nullspace.jobs.codeRun.ref("run_1");
  expectTypeOf(sieve.jobs.job.ref("j")).toEqualTypeOf<JobRef>();
  // @ts-expect-error the API has no list of them
  void nia.jobs.sandboxSearch.list;
});
