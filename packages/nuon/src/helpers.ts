import { type ClientFacts, HttpStatusError, ParameterError, type RequestOptions } from "@jobwire/client";
import type { JobAction } from "@jobwire/job-utils";
import type { NuonClient, ReadLogStreamLogsInput } from "./generated/operations.ts";
import type {
  ApprovalResponseCreated,
  ApprovalResponseTypeInput,
  InstallSandboxRun,
  LogRecord,
  LogStream,
  Workflow,
} from "./generated/types.ts";

/** What has a log: a sandbox run, a deploy, a build, an action run, a step of a workflow, a runner job. */
export interface Logged {
  readonly log_stream?: LogStream;
  readonly log_stream_id?: string;
}

/** Which records of a log are wanted. */
export type LogFilter = Omit<ReadLogStreamLogsInput, "log_stream_id" | "X-Nuon-API-Offset" | "order">;

/** What {@link logsOf} takes. */
export interface LogOptions extends RequestOptions {
  /** How long to wait before an open log is read again, in milliseconds. Default 2,000. */
  readonly pollMs?: number | undefined;
  /** Only these records. The API has filters since 0.19.917. */
  readonly filter?: LogFilter | undefined;
}

/**
 * The log of a run, oldest first, each record once, and on as it grows until nobody writes to it any more. A log that is
 * never closed, because its runner died, ends by `signal` or `break`.
 *
 * A browser cannot page through logs: the API does not let it send the cursor.
 *
 * @param run a run as it was waited for, or the body of one.
 * @throws ParameterError for a run that has no log yet, and what `getLogStream` and `readLogStreamLogs` throw.
 */
export async function* logsOf(
  nuon: NuonClient,
  run: Logged | { readonly raw: Logged },
  options: LogOptions = {},
): AsyncGenerator<LogRecord, void, undefined> {
  const { pollMs = 2_000, filter, ...call } = options;
  const { log_stream, log_stream_id: known } = "raw" in run ? run.raw : run;
  const log_stream_id = log_stream?.id || known || "";
  const seen = new Set<string>();
  let cursor: string | undefined;
  for (;;) {
    // Asked before the reading, so that nothing is lost that is written between the two.
    const { open } = await nuon.getLogStream({ log_stream_id }, call);
    for (let next = cursor; ; cursor = next) {
      const place = { log_stream_id, ...(cursor && { "X-Nuon-API-Offset": cursor }) };
      const { raw, header } = await nuon.withReply.readLogStreamLogs({ ...filter, ...place }, call);
      const records = raw ?? [];
      for (const record of records) {
        const key = record.id || JSON.stringify(record);
        if (seen.has(key)) continue;
        seen.add(key);
        yield record;
      }
      next = header("X-Nuon-API-Next");
      if (!next || next === cursor || records.length === 0) break;
    }
    if (!open) return;
    await pause(nuon, pollMs, call.signal);
  }
}

/** Waits, and rejects with the signal's reason in the same turn. */
async function pause({ clock }: ClientFacts, ms: number, signal: AbortSignal | undefined): Promise<void> {
  signal?.throwIfAborted();
  await new Promise<void>((resolve, reject) => {
    const stop = (): void => {
      cancel();
      reject(signal?.reason);
    };
    const cancel = clock.after(ms, () => {
      signal?.removeEventListener("abort", stop);
      resolve();
    });
    signal?.addEventListener("abort", stop, { once: true });
  });
}

/** What {@link answerApproval} takes. */
export interface ApprovalOptions extends RequestOptions {
  /** Why, for those who read the workflow later. */
  readonly note?: string | undefined;
}

/**
 * Answers an approval that a workflow waits for. The workflow then goes on: `nuon.jobs.workflow.attach(job.ref).wait()`.
 *
 * @param action one of `job.actions`, of a job in `requires_action`.
 * @throws ParameterError for an action that is no approval; HttpStatusError (400) for one that has been answered.
 */
export async function answerApproval(
  nuon: NuonClient,
  action: JobAction,
  answer: ApprovalResponseTypeInput,
  options: ApprovalOptions = {},
): Promise<ApprovalResponseCreated> {
  const { note, ...call } = options;
  const operation = "createWorkflowStepApprovalResponse";
  if (action.operation !== operation) {
    throw new ParameterError(
      `"action" is no approval (${action.kind}): call ${action.operation}; nothing was sent`,
      {
        provider: nuon.provider,
        operation,
        parameter: "action",
        isTransient: false,
        mayHaveBeenSent: false,
      },
    );
  }
  // A parameter that is missing is refused by its name.
  const param = (name: string): string => String(action.params[name] ?? "");
  return nuon[operation](
    {
      workflow_id: param("workflow_id"),
      step_id: param("step_id"),
      approval_id: param("approval_id"),
      response_type: answer,
      ...(note !== undefined && { note }),
    },
    call,
  );
}

/**
 * The sandbox run that a workflow made, the last one if it tried again: by the step that names it, else, or where that one
 * is gone, by the list of the install's runs.
 *
 * @param job a workflow as it was waited for, or the body of one.
 * @returns `undefined` for a workflow that has made none (yet).
 */
export async function sandboxRunOf(
  nuon: NuonClient,
  job: Workflow | { readonly raw: Workflow },
  options: RequestOptions = {},
): Promise<InstallSandboxRun | undefined> {
  const { id, owner_id: install_id = "", created_at, steps } = "raw" in job ? job.raw : job;
  const targets = (steps ?? []).flatMap(({ step_target_type: type, step_target_id }) =>
    type?.startsWith("install_sandbox_run") && step_target_id ? [step_target_id] : [],
  );
  const run_id = targets.at(-1);
  const named =
    run_id && (await nuon.getInstallSandboxRun({ install_id, run_id }, options).catch(unlessGone));
  if (named) return named;
  const begunAt = Date.parse(created_at ?? "");
  for await (const run of nuon.pages.getInstallSandboxRuns({ install_id, limit: 100 }, options).items()) {
    if (id && (run.workflow_id || run.install_workflow_id) === id) return run;
    // The newest come first, and a run is younger than its workflow.
    if (Date.parse(run.created_at ?? "") < begunAt) return undefined;
  }
  return undefined;
}

function unlessGone(error: unknown): undefined {
  if (!(HttpStatusError.isInstance(error) && error.httpStatus === 404)) throw error;
}
