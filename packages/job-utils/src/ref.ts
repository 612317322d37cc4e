import { JobRefError } from "./errors/job-ref-error.ts";
import type { JobRef, RefParams } from "./job.ts";

/** What a kind is called, now and earlier. */
export interface KindName {
  readonly provider: string;
  readonly kind: string;
  readonly formerly?: readonly string[];
}

/** The ref of a job. Parameters that are not JSON scalars are left out. */
export function refOf(
  { provider, kind }: KindName,
  id: string,
  params: Readonly<Record<string, unknown>> = {},
  at?: string,
): JobRef {
  const kept = Object.entries(params).filter(([, value]) => isScalar(value));
  return {
    v: 1,
    provider,
    kind,
    id,
    ...(kept.length > 0 && { params: Object.fromEntries(kept) as RefParams }),
    ...(at !== undefined && { at }),
  };
}

/**
 * Checks a ref that comes from outside, before any request.
 *
 * @throws {JobRefError} It is no ref, or a ref of another kind, provider, origin or tenant.
 */
export function checkRef(name: KindName, ref: unknown, at?: string): JobRef {
  const refuse = (why: string): never => {
    throw new JobRefError(`This is no ref of ${name.provider} ${name.kind}: ${why}`, {
      provider: name.provider,
      kind: name.kind,
    });
  };
  if (typeof ref !== "object" || ref === null)
    return refuse(
      "it is not an object. Pass the JSON that `handle.ref` gave; of a bare id, `ref(id)` makes one.",
    );
  const { v, provider, kind, id, params, at: place } = ref as Readonly<Record<string, unknown>>;
  if (v !== 1)
    return refuse(`its version is ${JSON.stringify(v) ?? "missing"} and this library reads version 1.`);
  if (provider !== name.provider) return refuse(`its provider is ${JSON.stringify(provider)}.`);
  if (typeof kind !== "string" || (kind !== name.kind && !name.formerly?.includes(kind))) {
    return refuse(`its kind is ${JSON.stringify(kind)}.`);
  }
  if (typeof id !== "string" || id === "") return refuse("it has no id.");
  if (params !== undefined && !isParams(params)) return refuse("its params are not plain values.");
  if (at !== undefined && place !== undefined && place !== at) {
    return refuse(
      `it was made for another origin or tenant (${JSON.stringify(place)}, this client is ${at}).`,
    );
  }
  return refOf(name, id, params, at ?? (typeof place === "string" ? place : undefined));
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === "string" || typeof value === "boolean" || Number.isFinite(value);
}

function isParams(value: unknown): value is RefParams {
  return typeof value === "object" && value !== null && Object.values(value).every(isScalar);
}
