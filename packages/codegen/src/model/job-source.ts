import type { Json, JsonObject } from "../json.ts";

/** Shapes of `x-jobs` after it was validated against the vocabulary. */
export type PointersSource = string | readonly string[];
export type ParamsSource = Readonly<Record<string, string | number | boolean | readonly string[]>>;
export type ConditionsSource = Readonly<Record<string, Json>>;

export interface RelationSource {
  readonly operation: string;
  readonly params?: ParamsSource;
}
export interface StartSource {
  readonly operation: string | readonly string[];
  readonly params?: ParamsSource;
}
export interface AwaitSource extends RelationSource {
  readonly holdMs?: number;
  readonly pending?: readonly number[];
}
interface StreamSource extends RelationSource {
  readonly body?: JsonObject;
  readonly id?: string;
  readonly until: readonly string[];
}
export interface ListSource extends RelationSource {
  readonly items: string;
}
interface StatusSource {
  readonly at: PointersSource;
  readonly when?: readonly { readonly if: ConditionsSource; readonly then: Status }[];
}
export interface ActionSource {
  readonly each?: string;
  readonly if: ConditionsSource;
  readonly id: PointersSource;
  readonly kind: string;
  readonly summary?: PointersSource;
  readonly operation: string;
  readonly params?: ParamsSource;
}
interface FailureSource {
  readonly message: PointersSource;
  readonly code?: PointersSource;
  readonly details?: PointersSource;
  readonly caller?: readonly string[];
  readonly platform?: readonly string[];
}

/** One entry of `x-jobs`. */
export interface JobSource {
  readonly formerly?: readonly string[];
  readonly read: string;
  readonly start?: string | StartSource;
  readonly await?: string | AwaitSource;
  readonly stream?: StreamSource;
  readonly cancel?: string | RelationSource;
  readonly list?: ListSource;
  readonly id: PointersSource;
  readonly status: StatusSource;
  readonly actions?: readonly ActionSource[];
  readonly statusMessage?: PointersSource;
  readonly cancelRequested?: PointersSource;
  readonly attempt?: PointersSource;
  readonly progress?: Readonly<Partial<Record<"percent" | "current" | "total", PointersSource>>>;
  readonly createdAt?: PointersSource;
  readonly startedAt?: PointersSource;
  readonly completedAt?: PointersSource;
  readonly expiresAt?: PointersSource;
  readonly output?: PointersSource | Readonly<Record<string, PointersSource>>;
  readonly outputExpiresAt?: PointersSource;
  readonly failure?: FailureSource;
  readonly timeoutMs?: number;
  readonly poll?: Readonly<Partial<Record<"firstMs" | "minMs" | "maxMs", number>>>;
  readonly rate?: { readonly requests: number; readonly perMs: number };
  readonly reopens?: boolean;
  readonly frames?: Readonly<Record<string, Json>>;
}

export const statuses = [
  "queued",
  "running",
  "requires_action",
  "succeeded",
  "failed",
  "cancelled",
  "timed_out",
  "unknown",
] as const;
export type Status = (typeof statuses)[number];

const ends: ReadonlySet<Status> = new Set<Status>(["succeeded", "failed", "cancelled", "timed_out"]);

/** Whether a status is an end. */
export function isEnd(status: Status): boolean {
  return ends.has(status);
}

/** A pointer or a list of them, as a list. */
export function pointerList(pointers: PointersSource): readonly string[] {
  return typeof pointers === "string" ? [pointers] : pointers;
}

/** An operation by name alone, or with its parameters, in the longer form. */
export function relation<Source extends { readonly operation: unknown }>(
  source: string | Source,
): Source | { readonly operation: string } {
  return typeof source === "string" ? { operation: source } : source;
}
