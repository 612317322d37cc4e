import { ApiError, HttpStatusError } from "@jobwire/client";
import { createNia, type NiaOptions, oracle, type SandboxSearchJob } from "@jobwire/nia";
import { createNiaPaths } from "@jobwire/nia/paths";
import { createNullspace } from "@jobwire/nullspace";
import { createNuon } from "@jobwire/nuon";
import { createSieve } from "@jobwire/sieve";

const options: NiaOptions = {
  apiKey: async () => "example-key",
  timeoutMs: 5_000,
  middleware: [(request, next) => next(request)],
  logger: console,
};
const nia = createNia(options);

export async function statusOf(jobId: string): Promise<string> {
  const job: SandboxSearchJob = await nia.getSandboxJob({ jobId });
  return job.job.status;
}

// @ts-expect-error the id is missing
export const withoutId = () => nia.getSandboxJob({});

export async function list(): Promise<string[]> {
  const ids: string[] = [];
  for await (const job of nia.pages.listOracleJobs({ limit: 5 }, { maxItems: 10 }).items())
    ids.push(job.job_id);
  for await (const event of await nia.stream.streamOracleJob({ job_id: "job" })) console.log(event.type);
  for await (const job of createSieve().pages.listJobs().items()) ids.push(job.id);
  return ids;
}

export async function replyOf(job_id: string): Promise<number> {
  const reply = await nia.withReply.getOracleJob({ job_id });
  return reply.httpStatus + (reply.header("etag") ?? reply.raw.status).length;
}

export function explain(error: unknown): string {
  if (HttpStatusError.isInstance(error)) return `${error.httpStatus} ${error.providerMessage ?? ""}`;
  return error instanceof ApiError ? `${error.operation} ${error.isTransient}` : "";
}

export async function byPath(): Promise<number> {
  const { data, error } = await createNiaPaths().GET("/oracle/jobs", { params: { query: { limit: 5 } } });
  if (!data) throw error;
  return data.jobs.length;
}

// @ts-expect-error there is no such path
export const wrongPath = () => createNiaPaths().GET("/oracle/works");

export const kind: string = oracle.kind;
export const tenants = [
  createNullspace({ headers: { "x-team": "a" } }),
  createNuon({ orgId: async () => "org" }),
];
