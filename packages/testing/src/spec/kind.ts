import type { JsonObject } from "../json/json.ts";
import type { Conditions } from "./conditions.ts";
import type { Bindings } from "./expressions.ts";
import type { JobStatus } from "./job-status.ts";
import type { OperationModel } from "./operation.ts";

/** An operation that is reached from a job, and where its parameters come from. */
export interface RelationModel {
  readonly operation: OperationModel;
  readonly params: Bindings;
}

/** What a job that waits for somebody asks for. */
export interface ActionModel extends RelationModel {
  readonly kind: string;
  readonly each?: string;
  readonly if: Conditions;
}

/** One state of a kind, made from its base example. */
export interface FrameModel {
  /** The raw word, or `word#label`. */
  readonly name: string;
  readonly word: string;
  readonly body: unknown;
  /** What the status table and its exceptions make of the body. */
  readonly status: JobStatus;
}

/** JSON Pointers of the fields that the simulator sets or looks at. */
export interface PointerModel {
  readonly id: readonly string[];
  readonly status: readonly string[];
  readonly cancelRequested: readonly string[];
  readonly createdAt: readonly string[];
  readonly startedAt: readonly string[];
  readonly completedAt: readonly string[];
  readonly expiresAt: readonly string[];
  readonly outputExpiresAt: readonly string[];
  readonly output: readonly string[];
  readonly failureMessage: readonly string[];
  readonly failureCode: readonly string[];
}

/** One kind of job, as `x-jobs` describes it. */
export interface KindModel {
  readonly name: string;
  readonly read: OperationModel;
  /** The last path parameter of `read`. */
  readonly idParam: string;
  readonly starts: readonly OperationModel[];
  readonly startParams: Bindings;
  readonly longPoll?: RelationModel & { readonly holdMs: number; readonly pending: number };
  readonly stream?: RelationModel & {
    readonly body?: JsonObject;
    readonly id?: string;
    readonly until: readonly string[];
  };
  readonly cancel?: RelationModel;
  readonly list?: RelationModel & { readonly items: string };
  readonly pointers: PointerModel;
  /** The parts of an output that is put together from several values; empty where one value is the output. */
  readonly outputParts: Readonly<Record<string, readonly string[]>>;
  readonly words: ReadonlyMap<string, JobStatus>;
  readonly actions: readonly ActionModel[];
  /** The example that frames are patches of. */
  readonly base: unknown;
  readonly frames: ReadonlyMap<string, FrameModel>;
  readonly statusOf: (body: unknown) => JobStatus;
}
