import type { Refinements } from "./generated/jobs.ts";

const waiting: readonly (string | undefined)[] = [
  "approval-awaiting",
  "awaiting-approval",
  "awaiting-user-run",
  "failed-pending-retry",
];

/** What the document cannot say of single kinds. It may improve a job's fields and never decides a status. */
export const refine: Refinements = {
  /** Counts the finished steps; while one waits for somebody, says which. */
  workflow(body) {
    const steps = body.steps ?? [];
    const finished = steps.filter((step) => step.finished === true);
    const hasEnded = body.finished === true || body.status?.status === "cancelled";
    const held = hasEnded
      ? undefined
      : steps.find((step) => waiting.includes(step.status?.status) && !step.approval?.response?.id);
    return {
      ...(steps.length > 0 && { progress: { current: finished.length, total: steps.length } }),
      statusMessage: held?.name,
    };
  },
};
