import { isObject, type JsonObject } from "../json/json.ts";
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
  const parts = Object.entries(kind.outputParts);
  if (parts.length === 0) return place(body, kind.pointers.output, output);
  if (!isObject(output))
    throw new Error(
      `The output of "${kind.name}" is made of ${parts.map(([name]) => name).join(", ")}: give an object.`,
    );
  const values: JsonObject = output;
  return parts.flatMap(([name, pointers]) =>
    values[name] === undefined ? [] : place(body, pointers, values[name]),
  );
}

function errorEdits(body: unknown, { error }: Step, { pointers }: KindModel): readonly Edit[] {
  return [
    ...(error?.message === undefined ? [] : place(body, pointers.failureMessage, error.message)),
    ...(error?.code === undefined ? [] : place(body, pointers.failureCode, error.code)),
  ];
}

/** Puts a value where the body holds one already, else at the first pointer. */
function place(body: unknown, pointers: readonly string[], value: unknown): readonly Edit[] {
  const pointer = firstHolding(body, pointers) ?? pointers[0];
  return pointer === undefined ? [] : [[pointer, value]];
}
