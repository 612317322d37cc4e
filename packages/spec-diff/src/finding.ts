import type { Places, Verdict } from "./change.ts";
import type { Json } from "./json.ts";

/** What a rule says about one difference. The types verdict is a prediction that the compiler checks. */
export interface Verdict3 {
  readonly wire: Verdict;
  readonly types: Verdict;
  readonly lifecycle?: Verdict;
}

/** A difference as a rule finds it, before it is known which operations it reaches. */
export interface Finding extends Verdict3 {
  readonly rule: string;
  readonly at: Places;
  readonly subject: string;
  readonly predicate: string;
  readonly before?: Json | undefined;
  readonly after?: Json | undefined;
  readonly audience?: string;
  readonly howToMigrate: string;
  /** Where the new document says it, if {@link at} is what is referred to there: the first is pointed at. */
  readonly places?: readonly string[];
  /** Operations that are named by the rule itself. */
  readonly operations?: readonly string[];
}

/** A part of the generated types that the compiler can measure as a whole. */
export type PartName = "input" | "output" | "error" | "kind";

/** One measurable part of one operation, or all of one kind of job. */
export interface Part {
  /** The operation's key in the new document; the name of a kind. */
  readonly operation: string;
  readonly part: PartName;
}
