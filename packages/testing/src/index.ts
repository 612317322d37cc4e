export { ConnectionError } from "./faults/connection-error.ts";
export type { Fault, FaultRule, FaultTrigger, FaultType } from "./faults/fault.ts";
export { type RetryAfter, retryAfterForms } from "./faults/retry-after.ts";
export { type Refusal, SimulatorRefusalError } from "./http/refusal.ts";
export type { RequestLog, SeenRequest } from "./http/request-log.ts";
export type { CreateOptions, JobTable, SimulatedJob } from "./jobs/job-table.ts";
export type {
  AnyKind,
  FrameNames,
  KindNames,
  KindTypes,
  MergePatch,
  TypesOfKind,
} from "./scenario/kind-types.ts";
export {
  cancelledByProvider,
  cancelledByUser,
  expired,
  failure,
  notFoundAtFirst,
  type Play,
  type PlayEnd,
  type PlayName,
  type PlayTimes,
  partialOutput,
  reopens,
  requiresAction,
  stuckInQueue,
  success,
  timedOut,
  transientSuccess,
  unknownWord,
} from "./scenario/play.ts";
export type { Scenario } from "./scenario/scenario.ts";
export type {
  ActionWait,
  Behaviour,
  CancelBehaviour,
  Creation,
  ExistingJob,
  JobScript,
  StartBehaviour,
  Step,
} from "./scenario/script.ts";
export { createSimulator, type KindInfo, type Simulator, type SimulatorOptions } from "./simulator.ts";
export type { JobStatus } from "./spec/job-status.ts";
export type { Role } from "./spec/roles.ts";
export type { Clock } from "./time/clock.ts";
export { realClock } from "./time/real-clock.ts";
export { type ClockOptions, createClock, type VirtualClock } from "./time/virtual-clock.ts";
