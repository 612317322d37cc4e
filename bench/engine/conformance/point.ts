import type { Api, Script } from "./answer.ts";
import type { Lab } from "./lab.ts";
import type { Ability, Peer, Waiting } from "./peer.ts";

/** What a check found: whether it is as it should be, and what was measured. */
export interface Finding {
  readonly isGood: boolean;
  readonly measured: string;
}

/** Something that can be looked at from outside. */
export interface Check {
  readonly what: string;
  /** Real time and real sockets, or virtual time and an API in this process. */
  readonly where: "live" | "virtual";
  /** What a library must be able to do for it. */
  readonly needs?: readonly Ability[];
  readonly run: (peer: Peer, lab: Lab) => Promise<Finding>;
}

/** A point of the list, and the checks that belong to it. */
export interface Point {
  readonly title: string;
  readonly checks: readonly Check[];
}

/** A point, and its number in the list. */
export interface NumberedPoint extends Point {
  readonly number: number;
}

/** An API with a job, and somebody who waits for it. */
export async function begin(
  peer: Peer,
  lab: Lab,
  script: Script,
): Promise<{ readonly api: Api; readonly waiting: Waiting }> {
  const api = await lab.api(script, peer.bodyOf);
  return { api, waiting: peer.open(api) };
}

export const seconds = (ms: number): string => `${(ms / 1000).toFixed(ms < 100_000 ? 2 : 0)} s`;

/** The class and the first words of an error. */
export function errorText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const name = error.constructor.name === "Error" ? error.name : error.constructor.name;
  const status = "status" in error ? ` (${error.status})` : "";
  return `${name}${status}: ${error.message.slice(0, 40)}`.replace(/: $/, "");
}
