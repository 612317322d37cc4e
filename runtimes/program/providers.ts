import type { Clock, Job } from "@jobwire/job-utils";
import { createNia } from "@jobwire/nia/jobs";
import niaSpec from "@jobwire/nia/openapi.json" with { type: "json" };
import { createNullspace } from "@jobwire/nullspace/jobs";
import nullspaceSpec from "@jobwire/nullspace/openapi.json" with { type: "json" };
import { createNuon } from "@jobwire/nuon/jobs";
import nuonSpec from "@jobwire/nuon/openapi.json" with { type: "json" };
import { createSieve } from "@jobwire/sieve/jobs";
import sieveSpec from "@jobwire/sieve/openapi.json" with { type: "json" };

/** What a client is made with here. */
export interface ProviderOptions {
  readonly apiKey: string;
  readonly baseUrl?: string;
  readonly fetch?: (input: string | URL | Request, init?: RequestInit) => Promise<Response>;
  readonly clock?: Clock;
}

/** One provider: its document, and one of its jobs, each followed in another way. */
export interface Provider {
  readonly name: string;
  readonly spec: object;
  readonly kind: string;
  readonly run: (options: ProviderOptions) => Promise<Job>;
}

export const providers: readonly Provider[] = [
  {
    name: "nia",
    spec: niaSpec,
    kind: "sandboxSearch", // streams from its start
    run: (options) =>
      createNia(options).jobs.sandboxSearch.run({
        repository: "https://github.com/jobwire/example",
        query: "Where are retries decided?",
      }),
  },
  {
    name: "nullspace",
    spec: nullspaceSpec,
    kind: "codeRun", // polled
    run: (options) => createNullspace(options).jobs.codeRun.run({ id: "sb_1", code: "print(1)" }),
  },
  {
    name: "sieve",
    spec: sieveSpec,
    kind: "job", // long-polled
    run: (options) =>
      createSieve(options).jobs.job.run({
        function: "sieve/dubbing",
        inputs: { source_file: { url: "https://example.com/a.mp4" } },
      }),
  },
  {
    name: "nuon",
    spec: nuonSpec,
    kind: "workflow", // polled, with a tenant
    run: (options) =>
      createNuon({ ...options, orgId: "orgexample" }).jobs.workflow.reprovisionInstallSandbox.run({
        install_id: "inlp3l3oep9defxf094o0aaf7s",
      }),
  },
];
