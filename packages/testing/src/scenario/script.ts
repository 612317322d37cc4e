import type { Conditions } from "../spec/conditions.ts";
import type { Bindings } from "../spec/expressions.ts";
import type { AnyKind, KindTypes, MergePatch } from "./kind-types.ts";
import type { Play } from "./play.ts";

/** One stretch of a job's life. Exactly one of `frame`, `status` and `answer` is given. */
export interface Step<T extends KindTypes = AnyKind> {
  /** A frame of the spec: the raw word, or `word#label`. */
  readonly frame?: T["frame"];
  /** A raw word, whether or not anybody mapped it; the rest of the body is that of the step before. */
  readonly status?: string;
  /** With `status`: the frame that gives the rest of the body. */
  readonly like?: T["frame"];
  /** Requests for the job are answered with this HTTP status (404 while it is not there yet, or not any more). */
  readonly answer?: number;
  /** How long it lasts, in milliseconds. Absent: for ever, or until the action. */
  readonly forMs?: number;
  /** JSON Merge Patch on the frame's body. */
  readonly patch?: MergePatch<T["body"]>;
  /** JSON Pointer to the value set there; reaches into arrays, which a patch does not. */
  readonly set?: Readonly<Record<string, unknown>>;
  /** Set where the spec says that the output stands; an object by name where the output is made of parts. */
  readonly output?: T["output"];
  /** Set where the spec says that the reason of a failure stands. */
  readonly error?: { readonly message?: string; readonly code?: string | number };
  /** The body may be one that the document does not allow, as of an API that breaks its word. */
  readonly invalid?: true;
  /** Events that a stream sends when this step begins, instead of the ones the spec suggests. */
  readonly events?: readonly unknown[];
  /** The job waits for an action's operation, then goes on with the next step. */
  readonly untilAction?: true | ActionWait<T>;
}

/** What ends a wait for an action. */
export interface ActionWait<T extends KindTypes = AnyKind> {
  /** Other ways to go on: the first whose conditions hold in the body of the action's request. */
  readonly routes?: readonly { readonly if: Conditions; readonly steps: readonly Step<T>[] }[];
  /** What happens if nobody answers. */
  readonly expires?: { readonly afterMs: number; readonly steps: readonly Step<T>[] };
}

/**
 * What a cancel does: `"accepted"` (default: the job ends as cancelled 500 ms later), `"ignored"` (a friendly answer and
 * no effect), `"too late"` (the declared 4xx), or the details.
 */
export type CancelBehaviour<T extends KindTypes = AnyKind> =
  | "accepted"
  | "ignored"
  | "too late"
  | { readonly afterMs?: number; readonly asked?: Step<T>; readonly end?: Step<T> }
  | { readonly answer: number };

/** A job of another kind that a start brings about. */
export interface Creation {
  readonly kind: string;
  /** How long after the start the job exists, in milliseconds. Default 0. */
  readonly afterMs?: number;
  /** Parameters of its read: constants, or expressions on the start (`$request.path.x`) and the first job (`$response.body#/id`). */
  readonly params?: Bindings;
  /** JSON Pointer into its body to a constant or expression. */
  readonly set?: Bindings;
  /** JSON Pointer into the first job's body to a constant or an expression on the created job (`$response.body#/id`). */
  readonly setInParent?: Bindings;
  readonly script?: JobScript;
}

/** How a start answers. */
export interface StartBehaviour {
  /** Hold the answer until the job changes, or until it has ended, as a synchronous start does. */
  readonly holdUntil?: "change" | "end";
  /** JSON Merge Patch on the answer. */
  readonly patch?: object;
}

/** What there is to say about a job beside its timeline. */
export interface Behaviour<T extends KindTypes = AnyKind> {
  /** Only for jobs started by this operation. */
  readonly on?: string;
  /** Only for starts in whose request body these conditions hold. */
  readonly if?: Conditions;
  readonly cancel?: CancelBehaviour<T>;
  readonly creates?: readonly Creation[];
  readonly start?: StartBehaviour;
  /** A long poll answers at the next change (default), or only when the job has ended. */
  readonly awaitUntil?: "change" | "end";
}

/** The life of one job: a timeline, or one of the built-in plays. */
export type JobScript<T extends KindTypes = AnyKind> = Behaviour<T> &
  ({ readonly timeline: readonly Step<T>[] } | Play<T["output"]>);

/** A job that is there before the first request. */
export type ExistingJob<Kind extends string = string, T extends KindTypes = AnyKind> = JobScript<T> & {
  readonly kind: Kind;
  /** Default: a fresh one. */
  readonly id?: string | number;
  readonly params?: Readonly<Record<string, unknown>>;
  /** JSON Pointer into the body to a value. */
  readonly fields?: Readonly<Record<string, unknown>>;
  /** How long ago it was created, in milliseconds. Default 0. */
  readonly agoMs?: number;
};
