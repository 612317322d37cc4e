import { isObject } from "../json/json.ts";
import { mergePatch } from "../json/merge-patch.ts";
import { firstHolding, withValueAt } from "../json/pointer.ts";
import type { Step } from "../scenario/script.ts";
import { frameMeaning, frameNamed, withWord } from "../spec/frames.ts";
import type { JobStatus } from "../spec/job-status.ts";
import type { KindModel } from "../spec/kind.ts";

/** What a job is for a while: a body, or an HTTP status instead of one. */
export interface State {
  /** Frame or raw word. */
  readonly name: string;
  readonly status: JobStatus;
  readonly body: unknown;
  /** HTTP status that requests are answered with instead. */
  readonly answer?: number;
  readonly step: Step;
}

/** The state that a step puts a job into. A raw word keeps the body of the state before. */
export function stateOf(step: Step, kind: KindModel, before: State | undefined): State {
  if (step.answer !== undefined) {
    return {
      name: `answer ${step.answer}`,
      status: "unknown",
      body: before?.body,
      answer: step.answer,
      step,
    };
  }
  const frame = step.frame === undefined ? undefined : frameNamed(kind, step.frame);
  const like = step.like === undefined ? undefined : frameNamed(kind, step.like);
  const carried = like?.body ?? before?.body ?? frameMeaning(kind, "running", "queued")?.body ?? kind.base;
  const named = frame ? frame.body : withWord(carried, step.status ?? "", kind.pointers.status);
  const body = withEdits(named, step, kind);
  return { name: frame?.name ?? step.status ?? "", status: kind.statusOf(body), body, step };
}

function withEdits(body: unknown, step: Step, kind: KindModel): unknown {
  const patched = step.patch === undefined ? body : mergePatch(body, step.patch);
  const edits = [
    ...Object.entries(step.set ?? {}),
    ...outputEdits(patched, step.output, kind),
    ...errorEdits(patched, step, kind),
  ];
  return edits.reduce((result, [pointer, value]) => withValueAt(result, pointer, value), patched);
}

type Edit = readonly [pointer: string, value: unknown];

function outputEdits(body: unknown, output: unknown, kind: KindModel): readonly Edit[] {
  if (output === undefined) return [];
  const parts = Object.keys(kind.outputParts);
  if (parts.length === 0) return place(body, kind.pointers.output, output, kind, "output");
  const given = isObject(output) ? Object.entries(output) : [];
  if (!isObject(output) || given.some(([name]) => !parts.includes(name)))
    throw new Error(`The output of "${kind.name}" is an object of ${parts.join(", ")}.`);
  return given.flatMap(([name, value]) =>
    value === undefined ? [] : place(body, kind.outputParts[name] ?? [], value, kind, name),
  );
}

function errorEdits(body: unknown, { error }: Step, kind: KindModel): readonly Edit[] {
  const { failureMessage, failureCode } = kind.pointers;
  return [
    ...(error?.message === undefined
      ? []
      : place(body, failureMessage, error.message, kind, "message of a failure")),
    ...(error?.code === undefined ? [] : place(body, failureCode, error.code, kind, "code of a failure")),
  ];
}

/** Puts a value where the body holds one already, else at the first pointer. */
function place(
  body: unknown,
  pointers: readonly string[],
  value: unknown,
  kind: KindModel,
  what: string,
): readonly Edit[] {
  const pointer = firstHolding(body, pointers) ?? pointers[0];
  if (pointer === undefined) throw new Error(`A body of kind "${kind.name}" has no place for the ${what}.`);
  return [[pointer, value]];
}
