import type { DocumentJob, OracleJob, SandboxSearchJob, TracerJob } from "./generated/types.ts";
import { cleanAnswer } from "./refine.ts";

/** The body of a job that answers a question in words. */
export type AnsweringJob = Pick<SandboxSearchJob, "result"> | OracleJob | TracerJob | DocumentJob;

/** The places where an answer can stand, over all kinds. */
interface Answer {
  readonly answer?: string | null;
  readonly final_report?: string;
  readonly report?: string;
  readonly result?: string | NonNullable<SandboxSearchJob["result"]>;
}

/**
 * The answer of a sandbox search, an oracle, tracer or document job as text, wherever its kind puts it. A search whose
 * answer is the recording of a terminal gives what the agent says in it; one without an answer, what it says in
 * `rawOutput`.
 *
 * @param job a job as it was waited for, the body of one, or the `payload` of a search's `result` event.
 * @returns `undefined` while there is no answer, and when the agent said nothing.
 */
export function answerText(job: AnsweringJob | { readonly raw: AnsweringJob }): string | undefined {
  const body: Answer = "raw" in job ? job.raw : job;
  const { result } = body;
  if (typeof result === "object" && result !== null) return cleanAnswer(result);
  return body.answer || body.final_report || body.report || result || undefined;
}
