import { firstHolding } from "../json/pointer.ts";
import type { ActionWait, JobScript, Step } from "../scenario/script.ts";
import { timelineOf } from "../scenario/timeline.ts";
import { conditionsHold } from "../spec/conditions.ts";
import { frameMeaning } from "../spec/frames.ts";
import { isEnd } from "../spec/job-status.ts";
import type { KindModel } from "../spec/kind.ts";
import { type State, stateOf } from "./state.ts";

/** A state from a moment on. Times are milliseconds of the simulator's clock. */
export interface Segment extends State {
  readonly atMs: number;
}

/** What a record begins with. */
export interface RecordSeed {
  readonly kind: KindModel;
  readonly id: string | number;
  readonly params: Readonly<Record<string, unknown>>;
  readonly script: JobScript;
  readonly createdAtMs: number;
  /** The start operation that made it. */
  readonly startedBy?: string;
  /** Pointer and value set in every body that holds a value there. */
  readonly echoes?: readonly (readonly [pointer: string, value: unknown])[];
  /** Texts of the examples, and what stands for them in this job. */
  readonly renames?: readonly (readonly [example: string, value: unknown])[];
}

/** One simulated job. Its state is a function of time; cancel, actions and `move` rewrite the future. */
export class JobRecord {
  readonly kind: KindModel;
  readonly wireId: string | number;
  readonly id: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly script: JobScript;
  readonly createdAtMs: number;
  readonly startedBy: string | undefined;
  readonly renames: (readonly [example: string, value: unknown])[];
  readonly echoes: (readonly [pointer: string, value: unknown])[];
  /** Values set in every body, whether or not there was one. */
  readonly fields: (readonly [pointer: string, value: unknown])[] = [];
  cancelRequestedAtMs: number | undefined;
  /** States in the order of time; none that was placed is later changed, only the future is replaced. */
  segments: readonly Segment[] = [];
  private rest: readonly Step[] = [];
  private readonly listeners = new Set<() => void>();

  constructor({ kind, id, params, script, createdAtMs, startedBy, echoes = [], renames = [] }: RecordSeed) {
    this.kind = kind;
    this.wireId = id;
    this.id = String(id);
    this.params = params;
    this.script = script;
    this.createdAtMs = createdAtMs;
    this.startedBy = startedBy;
    this.echoes = [...echoes];
    this.renames = [...renames];
    this.place(timelineOf(script, kind), createdAtMs);
    if ("play" in script && script.play === "cancelledByUser")
      this.cancel(createdAtMs + (script.askedAfterMs ?? 4000));
  }

  /** Whether somebody has asked it to stop. */
  isCancelRequested(ms: number): boolean {
    return this.cancelRequestedAtMs !== undefined && this.cancelRequestedAtMs <= ms;
  }

  /** The state at a moment, `undefined` before the job exists. */
  at(ms: number): Segment | undefined {
    return this.segments.filter(({ atMs }) => atMs <= ms).at(-1);
  }

  /** When the state changes next by itself. */
  nextChangeAfter(ms: number): number | undefined {
    return this.segments.find(({ atMs }) => atMs > ms)?.atMs;
  }

  /** Whether the job has ended and will not go on. */
  hasEnded(ms: number): boolean {
    const state = this.at(ms);
    return state !== undefined && isEnd(state.status);
  }

  /** Ends the job as the script says. Answers whether the cancel was taken up. */
  cancel(nowMs: number): boolean {
    const behaviour = this.script.cancel ?? "accepted";
    if (behaviour === "ignored" || behaviour === "too late" || Object.hasOwn(Object(behaviour), "answer"))
      return false;
    if (this.isCancelRequested(nowMs)) return true;
    if (this.hasEnded(nowMs)) return false;
    const { afterMs = 500, asked, end } = cancelDetails(behaviour);
    this.cancelRequestedAtMs = nowMs;
    const hasStarted = firstHolding(this.at(nowMs)?.body, this.kind.pointers.startedAt) !== undefined;
    const last = end ?? cancelledStep(this.kind, hasStarted);
    const meanwhile = { ...(asked ?? lasting(this.at(nowMs))), forMs: afterMs };
    this.replaceFuture(afterMs > 0 ? [meanwhile, last] : [last], nowMs, nowMs);
    return true;
  }

  /** Goes on after an action was answered with this request body. Answers whether the job was waiting for one. */
  act(nowMs: number, requestBody: unknown): boolean {
    const wait = this.at(nowMs)?.step.untilAction;
    if (wait === undefined) return false;
    const routes = wait === true ? [] : (wait.routes ?? []);
    const route = routes.find((candidate) => conditionsHold(requestBody, candidate.if));
    this.replaceFuture(route?.steps ?? this.rest, nowMs, nowMs);
    return true;
  }

  /** Puts the job into other states from now on. */
  move(steps: readonly Step[], nowMs: number): void {
    this.replaceFuture(steps, nowMs, nowMs);
  }

  /** Calls back whenever the future is rewritten; the answer stops it. */
  onRewrite(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  private replaceFuture(steps: readonly Step[], fromMs: number, nowMs: number): void {
    this.segments = this.segments.filter(({ atMs }) => atMs <= nowMs);
    if (!this.isCancelRequested(nowMs)) this.cancelRequestedAtMs = undefined;
    this.place(steps, fromMs);
    for (const listener of [...this.listeners]) listener();
  }

  /** Places steps one after the other; those behind a wait stay back. */
  private place(steps: readonly Step[], fromMs: number): void {
    let atMs = fromMs;
    let before: State | undefined = this.segments.at(-1);
    const placed: Segment[] = [];
    for (const [index, step] of steps.entries()) {
      const segment: Segment = { ...stateOf(step, this.kind, before), atMs };
      placed.push(segment);
      before = segment;
      this.rest = steps.slice(index + 1);
      if (step.untilAction !== undefined || step.forMs === undefined) break;
      atMs += step.forMs;
    }
    this.segments = [...this.segments, ...placed];
    const expiry = placed.at(-1)?.step.untilAction;
    if (typeof expiry === "object" && expiry.expires !== undefined) this.placeExpiry(expiry.expires, atMs);
  }

  private placeExpiry(expires: NonNullable<ActionWait["expires"]>, atMs: number): void {
    const { rest } = this;
    this.place(expires.steps, atMs + expires.afterMs);
    this.rest = rest;
  }
}

type CancelDetails = { readonly afterMs?: number; readonly asked?: Step; readonly end?: Step };

function cancelDetails(behaviour: JobScript["cancel"]): CancelDetails {
  return typeof behaviour === "object" && !("answer" in behaviour) ? behaviour : {};
}

/** The step of a state, as one that nothing but time ends and that sends no event again. */
function lasting(state: State | undefined): Step {
  const { untilAction: _, events: __, ...step } = state?.step ?? {};
  return step;
}

/** The frame of a job that was cancelled; for one that has not started yet, a frame without a start time if there is one. */
function cancelledStep(kind: KindModel, hasStarted: boolean): Step {
  const fitting = [...kind.frames.values()].find(
    ({ status, body }) => status === "cancelled" && firstHolding(body, kind.pointers.startedAt) === undefined,
  );
  const usual = frameMeaning(kind, "cancelled", "failed");
  const frame = hasStarted || kind.pointers.startedAt.length === 0 ? usual : (fitting ?? usual);
  if (frame === undefined) throw new Error(`Kind "${kind.name}" has no frame for a job that was cancelled.`);
  return { frame: frame.name };
}
