import {
  bindJobs,
  defineJob,
  type Job,
  JobFailedError,
  type JobRef,
  JobWaitTimeoutError,
} from "@jobwire/job-utils";
import { oracle } from "@jobwire/nia";
import { createNia } from "@jobwire/nia/jobs";
import { createNullspace } from "@jobwire/nullspace/jobs";
import { createNuon } from "@jobwire/nuon/jobs";
import { createSieve } from "@jobwire/sieve/jobs";

const repository = "https://github.com/jobwire/example";

export async function search(query: string, signal: AbortSignal): Promise<string | undefined> {
  const nia = createNia();
  const job = await nia.jobs.sandboxSearch.run(
    { repository, query },
    { signal, timeoutMs: 60_000, onUpdate: (seen) => console.log(seen.status) },
  );
  // @ts-expect-error only a job that succeeded has an output
  console.log(job.output.answer);
  if (job.status === "succeeded") return job.output.answer;
  if (job.status === "failed") return job.failure.message;
  return undefined;
}

// @ts-expect-error the repository is missing
export const withoutRepository = () => createNia().jobs.sandboxSearch.run({ query: "" });

export async function store(): Promise<string> {
  const handle = await createNullspace().jobs.codeRun.start({ id: "sb_1", code: "print(1)" });
  return JSON.stringify(handle.ref);
}

export async function goOn(stored: string): Promise<Job> {
  const ref = JSON.parse(stored) as JobRef;
  try {
    return await createNullspace().jobs.codeRun.attach(ref).wait();
  } catch (error) {
    if (error instanceof JobWaitTimeoutError) console.log(error.ref?.id);
    if (JobFailedError.isInstance(error)) console.log(error.message);
    throw error;
  }
}

export async function others(): Promise<void> {
  const outputs = await createSieve().jobs.job.output({ function: "sieve/dubbing", inputs: {} });
  console.log(outputs.length);
  const workflow = await createNuon().jobs.workflow.reprovisionInstallSandbox.run({ install_id: "inl" });
  if (workflow.status === "requires_action") console.log(workflow.actions.length);
  for await (const job of createNuon().jobs.sandboxRun.list({ install_id: "inl" }))
    console.log(job.rawStatus);
}

export const one = bindJobs(createNia(), { oracle }).oracle;
export const own = defineJob(oracle);
