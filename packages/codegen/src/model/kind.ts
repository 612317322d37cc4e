import type { Json, JsonObject } from "../json.ts";
import type { Path } from "../path.ts";
import type { Status } from "./job-source.ts";
import type { Operation, Parameter } from "./operation.ts";
import type { SchemaNode } from "./schema.ts";
import type { Reached } from "./walk-pointer.ts";

/** Where the value of a parameter comes from, checked. */
export type Source =
  | { readonly from: "constant"; readonly value: string | number | boolean }
  | { readonly from: "id" }
  | { readonly from: "params"; readonly name: string; readonly optional: boolean }
  | { readonly from: "input"; readonly steps: readonly string[] }
  | { readonly from: "reply"; readonly at: Reached }
  | { readonly from: "header"; readonly name: string }
  | { readonly from: "body"; readonly at: Reached }
  | { readonly from: "item"; readonly at: Reached };

/** A parameter and its sources; the first that holds a value is used. */
export interface Binding {
  readonly name: string;
  readonly required: boolean;
  readonly sources: readonly Source[];
}

/** A call of an operation whose parameters are all known. */
export interface Call {
  readonly operation: Operation;
  readonly bindings: readonly Binding[];
}

/** An operation that creates jobs of the kind. */
export interface Start {
  readonly operation: Operation;
  readonly id: readonly Source[];
  readonly params: readonly Binding[];
  /** The answer is the job itself. */
  readonly answersWithJob: boolean;
  /** The same start, answered by events. */
  readonly stream: { readonly body: JsonObject; readonly id: EventId | undefined } | undefined;
}

/** The job's id in an event; `guard` names the property that only some events have. */
export interface EventId {
  readonly at: Reached;
  readonly guard: string | undefined;
}

export interface List {
  readonly operation: Operation;
  readonly items: Reached;
  readonly item: SchemaNode;
  /** Defaults that the caller may change, and values that belong to the kind. */
  readonly defaults: readonly Binding[];
  readonly fixed: readonly Binding[];
  /** The list in which a job stands. */
  readonly inputOf: readonly Binding[];
  /** Parameters of the read that the list's input, or the item, holds. */
  readonly params: readonly Binding[];
  readonly pageSize: number | undefined;
}

/** A comparison of one place with values. */
export interface Condition {
  readonly at: Reached;
  readonly values: readonly (string | number | boolean | null)[];
}

export interface Rule {
  readonly conditions: readonly Condition[];
  readonly status: Status;
}

export interface Action {
  readonly each: Reached | undefined;
  readonly conditions: readonly Condition[];
  readonly id: readonly Reached[];
  readonly kind: string;
  readonly summary: readonly Reached[];
  readonly operation: Operation;
  readonly params: readonly Binding[];
}

/** The fields of the normalized job that are plain pointers. */
export const pointerFields = [
  "statusMessage",
  "cancelRequested",
  "attempt",
  "createdAt",
  "startedAt",
  "completedAt",
  "expiresAt",
  "outputExpiresAt",
] as const;
export type PointerField = (typeof pointerFields)[number];

export interface Output {
  /** One value of the body. */
  readonly whole?: readonly Reached[];
  /** Put together from several. */
  readonly parts?: readonly { readonly name: string; readonly at: readonly Reached[] }[];
}

/** One kind of job, checked against the document. */
export interface Kind {
  readonly name: string;
  readonly at: Path;
  readonly formerly: readonly string[];
  readonly read: Operation;
  readonly idParameter: Parameter;
  /** Parameters of the read that travel in the ref. */
  readonly params: readonly Parameter[];
  readonly body: SchemaNode;
  readonly starts: readonly Start[];
  readonly longPoll:
    | { readonly call: Call; readonly holdMs: number; readonly pending: readonly number[] }
    | undefined;
  readonly events:
    | { readonly open: Call | undefined; readonly until: readonly string[]; readonly event: Operation }
    | undefined;
  readonly cancel: Call | undefined;
  readonly list: List | undefined;
  readonly id: readonly Reached[];
  readonly status: readonly Reached[];
  readonly table: readonly (readonly [word: string, status: Status])[];
  readonly when: readonly Rule[];
  readonly actions: readonly Action[];
  readonly fields: Readonly<Partial<Record<PointerField, readonly Reached[]>>>;
  readonly progress: Readonly<Partial<Record<"percent" | "current" | "total", readonly Reached[]>>>;
  readonly output: Output;
  readonly failure:
    | {
        readonly message: readonly Reached[];
        readonly code: readonly Reached[];
        readonly details: readonly Reached[];
      }
    | undefined;
  readonly faults: { readonly caller?: readonly string[]; readonly platform?: readonly string[] };
  readonly timeoutMs: number | undefined;
  readonly poll: Readonly<Record<string, number>> | undefined;
  readonly rate: { readonly requests: number; readonly perMs: number } | undefined;
  readonly reopens: boolean;
  readonly frames: Readonly<Record<string, Json>> | undefined;
}
