import type { FaultRule } from "../faults/fault.ts";
import type { KindNames, TypesOfKind } from "./kind-types.ts";
import type { ExistingJob, JobScript } from "./script.ts";

/**
 * What a simulated API does, as data. Everything is optional: without a word, every job succeeds after seven seconds.
 *
 * `Scenario` alone takes any name. `Scenario<typeof spec>` knows the kinds and frames of a document that is imported as
 * JSON, `Scenario<typeof spec, typeof definitions>` also the bodies and outputs of a package's job definitions.
 */
export interface Scenario<Spec = object, Definitions = object> {
  /** Kind to script, or to scripts of which the n-th job takes the n-th and all further jobs the last. */
  readonly jobs?: {
    readonly [Kind in KindNames<Spec>]?:
      | JobScript<TypesOfKind<Spec, Definitions, Kind>>
      | readonly JobScript<TypesOfKind<Spec, Definitions, Kind>>[];
  };
  /** Jobs that are there before the first request, also of kinds that nobody starts. */
  readonly existing?: readonly {
    [Kind in KindNames<Spec>]: ExistingJob<Kind, TypesOfKind<Spec, Definitions, Kind>>;
  }[KindNames<Spec>][];
  /** What goes wrong on the way. */
  readonly faults?: readonly FaultRule[];
  /** Seed of ids and of faults by chance. Default 1. */
  readonly seed?: number;
}
