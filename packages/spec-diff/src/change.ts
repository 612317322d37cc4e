import type { Json } from "./json.ts";

/**
 * What a change does. `breaking`: something that worked stops working or means something else. `additive`: people can
 * notice it, nothing that worked stops. `none`: nobody notices.
 */
export type Verdict = "breaking" | "additive" | "none";

/** The three verdicts about one change. */
export interface Verdicts {
  /** May existing requests fail, or existing readers of answers meet what they do not know? */
  readonly wire: Verdict;
  /** Does code that compiled stop compiling? */
  readonly types: Verdict;
  /** Are jobs started, found, read, waited for or stopped otherwise; do stored refs keep working? */
  readonly lifecycle: Verdict;
}

/** Where a change stands, as JSON Pointers into the two documents. */
export interface Places {
  readonly base?: string;
  readonly head?: string;
  /** Where what is new would have to stand in the old document. */
  readonly into?: string;
}

/** One thing that differs between two documents. */
export interface Change {
  /** 12 hex digits that stay the same while the change is the same: overrides name it. */
  readonly fingerprint: string;
  /** What sort of change it is: `property-removed`. */
  readonly rule: string;
  /** The operation concerned; the first of {@link operations}. Absent for what concerns no operation alone. */
  readonly operation?: string;
  /** All operations concerned. */
  readonly operations: readonly string[];
  /** Where it stands in the new document, or in the old one if it is gone. */
  readonly pointer: string;
  readonly at: Places;
  /** What changed: "property `status` of `Job`". */
  readonly subject: string;
  /** What happened to it, as the rest of the sentence: "is now required". */
  readonly predicate: string;
  readonly before?: Json;
  readonly after?: Json;
  readonly verdicts: Verdicts;
  /** The types verdict is certain: the compiler gave it, or a name alone decides. Else it is predicted from the schemas. */
  readonly measured: boolean;
  /** Why a reviewed override judged it otherwise. */
  readonly overridden?: string;
  /** Who is concerned. */
  readonly audience: string;
  /** What these people have to do. */
  readonly howToMigrate: string;
}

const order: readonly Verdict[] = ["none", "additive", "breaking"];

/** The worst of some verdicts; `none` without any. */
export function worst(verdicts: Iterable<Verdict>): Verdict {
  let rank = 0;
  for (const verdict of verdicts) rank = Math.max(rank, order.indexOf(verdict));
  return order[rank] ?? "none";
}

/** The worst of the three verdicts. */
export function overall({ wire, types, lifecycle }: Verdicts): Verdict {
  return worst([wire, types, lifecycle]);
}
