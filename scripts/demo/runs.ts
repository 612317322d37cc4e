import type { Job, JobStatus } from "@jobwire/job-utils";
import type { Apis } from "./apis.ts";

/** What a run of the demo tells while it goes on. */
export type Report = (job: Job) => void;

/** One job of the demo, and the end that its scenario gives it. */
export interface DemoRun {
  readonly label: string;
  readonly provider: "nia" | "nullspace" | "sieve" | "nuon";
  readonly ends: JobStatus;
  /** Statuses that must have been seen on the way. */
  readonly passes?: readonly JobStatus[];
  /** A word that must stand in the output or the reason. */
  readonly says?: string;
  readonly run: (apis: Apis, report: Report) => Promise<Job>;
}

const repository = "https://github.com/jobwire/example";
const installId = "inlp3l3oep9defxf094o0aaf7s";

/** Every way in which a job can be followed, at least once. */
export const runs: readonly DemoRun[] = [
  {
    label: "streamed",
    provider: "nia",
    ends: "succeeded",
    run: ({ nia }, onUpdate) =>
      nia.jobs.sandboxSearch.run({ repository, query: "Where are retries decided?" }, { onUpdate }),
  },
  {
    label: "fails",
    provider: "nia",
    ends: "failed",
    says: "repository not found",
    run: ({ nia }, onUpdate) =>
      nia.jobs.sandboxSearch.run({ repository, query: "What is in the private fork?" }, { onUpdate }),
  },
  {
    label: "polled",
    provider: "nullspace",
    ends: "succeeded",
    passes: ["running"],
    run: ({ nullspace }, onUpdate) =>
      nullspace.jobs.codeRun.run({ id: "sb_demo", code: "train()" }, { onUpdate }),
  },
  {
    label: "cancelled",
    provider: "nullspace",
    ends: "cancelled",
    passes: ["running"],
    run: async ({ nullspace }, report) => {
      const handle = await nullspace.jobs.codeRun.start({ id: "sb_demo", code: "while True: pass" });
      for await (const job of handle.watch()) {
        report(job);
        if (job.status === "running") break;
      }
      return handle.cancel({ onUpdate: report });
    },
  },
  {
    label: "long-polled, unknown word",
    provider: "sieve",
    ends: "succeeded",
    passes: ["unknown"],
    run: ({ sieve }, onUpdate) =>
      sieve.jobs.job.run(
        { function: "sieve/dubbing", inputs: { source_file: { url: "https://example.com/a.mp4" } } },
        { onUpdate },
      ),
  },
  {
    label: "transient success",
    provider: "nuon",
    ends: "succeeded",
    passes: ["running"],
    run: ({ nuon }, onUpdate) =>
      nuon.jobs.workflow.reprovisionInstallSandbox.run({ install_id: installId }, { onUpdate }),
  },
  {
    label: "found in a list",
    provider: "nuon",
    ends: "succeeded",
    passes: ["running"],
    run: async ({ nuon }, onUpdate) => {
      for (let tries = 0; tries < 50; tries += 1) {
        for await (const job of nuon.jobs.sandboxRun.list({ install_id: installId })) {
          onUpdate(job);
          return nuon.jobs.sandboxRun.attach(job.ref).wait({ onUpdate });
        }
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      throw new Error("The list of sandbox runs stays empty.");
    },
  },
];
