export { attachRef } from "./attach-ref.ts";
export { bindJob, bindJobs } from "./bind-jobs.ts";
export type { BindSettings } from "./bound.ts";
export type { CallFailure, CallOptions, Clock, EventStream, JobClient, Reply } from "./call.ts";
export { systemClock } from "./clock.ts";
export type {
  AnyJobDefinition,
  JobAddress,
  JobDefinition,
  JobTypes,
  Located,
  LocatedAction,
  PollFacts,
  ReadableAddress,
  Refinement,
  Started,
  StartOperation,
} from "./definition.ts";
export { defineJob } from "./definition.ts";
export { JobCallbackError } from "./errors/job-callback-error.ts";
export { JobCancelledError } from "./errors/job-cancelled-error.ts";
export type { JobErrorFacts } from "./errors/job-error.ts";
export { JobError } from "./errors/job-error.ts";
export { JobExpiredError } from "./errors/job-expired-error.ts";
export { JobFailedError } from "./errors/job-failed-error.ts";
export { JobNotFoundError } from "./errors/job-not-found-error.ts";
export { JobOutputMissingError } from "./errors/job-output-missing-error.ts";
export { JobReadError } from "./errors/job-read-error.ts";
export { JobRefError } from "./errors/job-ref-error.ts";
export { JobRequiresActionError } from "./errors/job-requires-action-error.ts";
export { JobStartUncertainError } from "./errors/job-start-uncertain-error.ts";
export { JobTimedOutError } from "./errors/job-timed-out-error.ts";
export { JobUnknownStatusError } from "./errors/job-unknown-status-error.ts";
export { JobWaitTimeoutError } from "./errors/job-wait-timeout-error.ts";
export { MalformedBodyError } from "./errors/malformed-body-error.ts";
export type { ErrorBudget } from "./failed-read.ts";
export type {
  ActiveJob,
  ActiveStatus,
  CancelledJob,
  EndedJob,
  FailedJob,
  Job,
  JobAction,
  JobFailure,
  JobProgress,
  JobRef,
  JobStatus,
  QueuedJob,
  RefParams,
  RequiresActionJob,
  RunningJob,
  SucceededJob,
  TerminalStatus,
  TimedOutJob,
  UnknownJob,
} from "./job.ts";
export { isTerminal } from "./job.ts";
export type {
  BoundJobs,
  CancelOptions,
  EndedOf,
  JobHandle,
  JobKind,
  SettledOf,
  Starter,
  TypesOf,
} from "./kind.ts";
export { learned } from "./learned.ts";
export { nudgeOnWake } from "./nudge-on-wake.ts";
export type { RunAllOptions, RunOptions, StartOptions, WaitOptions } from "./options.ts";
export { runJob } from "./run-job.ts";
export type { Schedule, ScheduleFacts } from "./schedule.ts";
export { ageProportional, every } from "./schedule.ts";
export type { AskedFor } from "./to-job.ts";
export { toJob } from "./to-job.ts";
export type { JobOf } from "./track.ts";
export type { Waitable, WaitedAll } from "./wait-all.ts";
export { waitAll } from "./wait-all.ts";
