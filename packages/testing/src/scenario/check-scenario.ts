import { type State, stateOf } from "../jobs/state.ts";
import type { Deref } from "../spec/deref.ts";
import type { KindModel } from "../spec/kind.ts";
import type { SpecModel } from "../spec/model.ts";
import { jsonOf, successOf } from "../spec/operation.ts";
import { validateIn } from "../validate/validate.ts";
import type { Scenario } from "./scenario.ts";
import type { JobScript, Step } from "./script.ts";
import { timelineOf } from "./timeline.ts";

/** Throws when a scenario asks for a kind, frame or operation that the document does not have, or for steps that never come. */
export function checkScenario(scenario: Scenario, { kinds, operations, deref }: SpecModel): void {
  const scripts = [
    ...Object.entries(scenario.jobs ?? {}).flatMap(([kind, entry]) =>
      [entry ?? []].flat().map((script, index) => ({ kind, script, where: `jobs.${kind}[${index}]` })),
    ),
    ...(scenario.existing ?? []).flatMap((script, index) =>
      "timeline" in script || "play" in script
        ? [{ kind: script.kind, script, where: `existing[${index}]` }]
        : [],
    ),
  ];
  for (const { kind, script, where } of scripts) checkScript(kind, script, where, kinds, deref);
  for (const [index, { on }] of (scenario.faults ?? []).entries()) {
    if (on?.operation !== undefined && !operations.some(({ id }) => id === on.operation)) {
      throw new Error(`Scenario faults[${index}]: the document has no operation "${on.operation}".`);
    }
  }
}

function checkScript(
  name: string,
  script: JobScript,
  where: string,
  kinds: readonly KindModel[],
  deref: Deref,
): void {
  const kind = kinds.find((one) => one.name === name);
  if (kind === undefined) {
    throw new Error(
      `Scenario ${where}: the document has no kind "${name}". It has: ${kinds.map((one) => one.name).join(", ")}.`,
    );
  }
  if (script.on !== undefined && !kind.starts.some(({ id }) => id === script.on)) {
    throw new Error(`Scenario ${where}: "${script.on}" does not start a "${name}".`);
  }
  try {
    checkSteps(timelineOf(script, kind), kind, deref);
  } catch (error) {
    throw new Error(`Scenario ${where}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
  for (const [index, creation] of (script.creates ?? []).entries()) {
    checkScript(
      creation.kind,
      creation.script ?? { timeline: [{ status: "" }] },
      `${where}.creates[${index}]`,
      kinds,
      deref,
    );
  }
}

function isEdited({ patch, set, output, error, invalid }: Step): boolean {
  return invalid === undefined && [patch, set, output, error].some((value) => value !== undefined);
}

function checkBody({ body }: State, kind: KindModel, deref: Deref, index: number): void {
  const [issue] = validateIn(jsonOf(successOf(kind.read)?.media)?.schema, body, deref, true);
  if (issue === undefined) return;
  throw new Error(
    `step ${index + 1} makes a body that the document does not allow: ${issue.pointer || "the body"} ${issue.reason}. If that is meant, say \`invalid: true\`.`,
  );
}

function checkSteps(steps: readonly Step[], kind: KindModel, deref: Deref): void {
  if (steps.length === 0) throw new Error("the timeline has no step.");
  let before: State | undefined;
  for (const [index, step] of steps.entries()) {
    const said = [step.frame, step.status, step.answer].filter((value) => value !== undefined);
    if (said.length !== 1) throw new Error(`step ${index + 1} must have one of frame, status and answer.`);
    if (index < steps.length - 1 && step.forMs === undefined && step.untilAction === undefined) {
      throw new Error(
        `step ${index + 1} has neither forMs nor untilAction, so the steps after it never come.`,
      );
    }
    before = stateOf(step, kind, before);
    if (isEdited(step)) checkBody(before, kind, deref, index);
  }
}
