import type { Verdict } from "../change.ts";
import type { Finding } from "../finding.ts";
import type { Json } from "../json.ts";
import { join } from "../pointer.ts";
import { audienceOf, label, type Place } from "./place.ts";
import type { SchemaView } from "./view.ts";

/** The same schema in both documents. */
export interface SchemaPair {
  readonly base: SchemaView;
  readonly head: SchemaView;
  readonly place: Place;
}

/** A rule about one keyword, or a few that belong together. */
export type SchemaRule = (pair: SchemaPair) => readonly Finding[];

/** What a rule has to say itself. */
export interface Statement {
  readonly rule: string;
  /** The keyword, and with slashes what in it. */
  readonly keyword: string;
  readonly predicate: string;
  readonly before?: Json | undefined;
  readonly after?: Json | undefined;
  readonly wire: Verdict;
  readonly types: Verdict;
  readonly howToMigrate: string;
}

/** A finding about a keyword of the schema at a place. */
export function state({ base, head, place }: SchemaPair, { keyword, ...statement }: Statement): Finding {
  const path = keyword.split("/");
  return {
    ...statement,
    subject: label(place),
    at: { base: join(base.pointer, ...path), head: join(head.pointer, ...path) },
    audience: audienceOf(place),
  };
}

/**
 * A value that may be more (`wider`) or less than before. Who sends is hurt when less is accepted, who reads when more
 * may come.
 */
export function variance(direction: Place["direction"], wider: boolean): Verdict {
  return wider === (direction === "request") ? "additive" : "breaking";
}
