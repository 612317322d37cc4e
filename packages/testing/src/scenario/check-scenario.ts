import { type State, stateOf } from "../jobs/state.ts";
import type { Deref } from "../spec/deref.ts";
import type { KindModel } from "../spec/kind.ts";
import type { SpecModel } from "../spec/model.ts";
import { jsonOf, successOf } from "../spec/operation.ts";
import { validateIn } from "../validate/validate.ts";
import { checkFaultRule } from "./check-faults.ts";
import { behaviourKeys, checkKeys, existingKeys, playKeys, scenarioKeys, stepKeys } from "./known-keys.ts";
import type { Scenario } from "./scenario.ts";
import type { Behaviour, JobScript, Step } from "./script.ts";
import { timelineOf } from "./timeline.ts";

/**
 * Throws when a scenario asks for a kind, frame or operation that the document does not have, for steps that never come, or
 * says what nothing reads.
 */
export function checkScenario(scenario: Scenario, model: SpecModel): void {
  at("", () => checkKeys(scenario, scenarioKeys));
  for (const [kind, entry] of Object.entries(scenario.jobs ?? {})) {
    for (const [index, script] of [entry ?? []].flat().entries())
      at(`jobs.${kind}[${index}]`, () => checkScript(kind, script, model, {}));
  }
  for (const [index, script] of (scenario.existing ?? []).entries())
    at(`existing[${index}]`, () => checkScript(script.kind, script, model, existingKeys));
  for (const [index, rule] of (scenario.faults ?? []).entries())
    at(`faults[${index}]`, () => checkFaultRule(rule, model));
}

/** Says where in the scenario something is wrong. */
function at(where: string, check: () => void): void {
  try {
    check();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`Scenario${where && ` ${where}`}: ${reason}`, { cause });
  }
}

function checkScript(name: string, script: JobScript | Behaviour, model: SpecModel, moreKeys: object): void {
  const { kinds, deref } = model;
  const kind = kinds.find((one) => one.name === name);
  if (kind === undefined) {
    throw new Error(
      `the document has no kind "${name}". It has: ${kinds.map((one) => one.name).join(", ")}.`,
    );
  }
  if (script.on !== undefined && !kind.starts.some(({ id }) => id === script.on))
    throw new Error(`"${script.on}" does not start a "${name}".`);
  if ("timeline" in script || "play" in script) checkSteps(timelineOf(script, kind), kind, deref);
  for (const step of cancelSteps(script)) checkSteps([step], kind, deref);
  checkKeys(script, behaviourKeys, moreKeys, "play" in script ? playKeys[script.play] : {});
  for (const [index, creation] of (script.creates ?? []).entries()) {
    at(`creates[${index}]`, () => checkScript(creation.kind, creation.script ?? {}, model, {}));
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
    checkStep(step, index);
    if (index < steps.length - 1 && step.forMs === undefined && step.untilAction === undefined) {
      throw new Error(
        `step ${index + 1} has neither forMs nor untilAction, so the steps after it never come.`,
      );
    }
    before = stateOf(step, kind, before);
    if (isEdited(step)) checkBody(before, kind, deref, index);
    for (const branch of branchesOf(step)) checkSteps(branch, kind, deref);
  }
}

function checkStep(step: Step, index: number): void {
  checkKeys(step, stepKeys);
  const said = [step.frame, step.status, step.answer].filter((value) => value !== undefined);
  if (said.length !== 1) throw new Error(`step ${index + 1} must have one of frame, status and answer.`);
  if (step.forMs !== undefined && !(step.forMs >= 0))
    throw new Error(`forMs is a number of milliseconds, not ${JSON.stringify(step.forMs)}.`);
}

/** The ways on from a step that waits. */
function branchesOf({ untilAction: wait }: Step): readonly (readonly Step[])[] {
  if (typeof wait !== "object") return [];
  return [...(wait.routes ?? []).map(({ steps }) => steps), ...(wait.expires ? [wait.expires.steps] : [])];
}

/** The steps that a cancel leads to. */
function cancelSteps({ cancel }: Behaviour): readonly Step[] {
  if (typeof cancel !== "object" || "answer" in cancel) return [];
  return [cancel.asked, cancel.end].filter((step) => step !== undefined);
}
