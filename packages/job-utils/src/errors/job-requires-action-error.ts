import type { JobAction, JobRef, RequiresActionJob } from "../job.ts";
import { JobError, type JobErrorFacts, nameOf } from "./job-error.ts";

/** The job waits for a person or the caller, so there is no output yet. Thrown by `output`; answer `actions`, then `attach(ref)`. */
export class JobRequiresActionError extends JobError {
  override get name(): "JobRequiresActionError" {
    return "JobRequiresActionError";
  }
  declare readonly ref: JobRef;
  declare readonly job: RequiresActionJob;
  readonly actions: readonly JobAction[];

  constructor(job: RequiresActionJob, facts: JobErrorFacts) {
    const asked = job.actions.map((action) => `${action.kind} (${action.operation})`).join(", ");
    super(
      `${nameOf(facts)} requires action${asked === "" ? "" : `: ${asked}`}. Answer it, then attach(ref) and wait again; ` +
        'or wait with until: "terminal".',
      { ...facts, job },
    );
    this.actions = job.actions;
  }
}
