import type { CallOptions } from "./call.ts";
import { JobRefError } from "./errors/job-ref-error.ts";
import type { JobRef } from "./job.ts";
import type { KindName } from "./ref.ts";

/** Under this key a bound kind says which it is. */
export const kindName: unique symbol = Symbol.for("jobwire.kind") as never;

/** A bound kind, whatever its types. */
interface Attachable {
  attach(ref: JobRef, options?: Pick<CallOptions, "apiKey" | "headers">): unknown;
}

/**
 * A handle on the job of a ref whose kind is not known beforehand, such as one of a mixed list: picks the kind of that
 * name, present or former. Sends nothing. Where two clients know the kind, the one of the ref's origin and tenant is taken.
 *
 * @param kinds Bound kinds: the `jobs` of a client, or the values of several in one list.
 * @throws {JobRefError} It is no ref, none of the kinds is its kind, or it was made for another origin or tenant.
 */
export function attachRef<Kind extends Attachable>(
  kinds: Readonly<Record<string, Kind>> | readonly Kind[],
  ref: JobRef,
  options?: Pick<CallOptions, "apiKey" | "headers">,
): ReturnType<Kind["attach"]> {
  const { provider = "", kind = "" } = ref ?? {};
  let failure: unknown = new JobRefError(
    `None of the kinds given reads a ${JSON.stringify(kind)} of ${JSON.stringify(provider)}.`,
    { provider, kind },
  );
  for (const candidate of Object.values<Kind>(kinds)) {
    const name = (candidate as Partial<Record<typeof kindName, KindName>>)[kindName];
    if (name?.provider !== provider || !(name.kind === kind || name.formerly?.includes(kind))) continue;
    try {
      return candidate.attach(ref, options) as ReturnType<Kind["attach"]>; // TypeScript loses this through the union
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}
