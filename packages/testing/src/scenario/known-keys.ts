import type { Fault, FaultRule, FaultTrigger } from "../faults/fault.ts";
import type { Role } from "../spec/roles.ts";
import type { Play } from "./play.ts";
import type { Scenario } from "./scenario.ts";
import type { Behaviour, ExistingJob, Step } from "./script.ts";

type Every<T> = { readonly [Key in keyof Required<T>]: true };

/** What each part of a scenario can say; the types see to it that nothing is missing here. */
export const scenarioKeys: Every<Scenario> = { jobs: true, existing: true, faults: true, seed: true };

export const behaviourKeys: Every<Behaviour & { timeline: unknown; play: unknown }> = {
  on: true,
  if: true,
  cancel: true,
  creates: true,
  start: true,
  awaitUntil: true,
  timeline: true,
  play: true,
};

export const existingKeys: Every<Pick<ExistingJob, "kind" | "id" | "params" | "fields" | "agoMs">> = {
  kind: true,
  id: true,
  params: true,
  fields: true,
  agoMs: true,
};

export const stepKeys: Every<Step> = {
  frame: true,
  status: true,
  like: true,
  answer: true,
  forMs: true,
  patch: true,
  set: true,
  output: true,
  error: true,
  invalid: true,
  events: true,
  untilAction: true,
};

export const ruleKeys: Every<FaultRule> = { on: true, fault: true };

export const triggerKeys: Every<FaultTrigger> = {
  operation: true,
  role: true,
  kind: true,
  job: true,
  fromMs: true,
  untilMs: true,
  nth: true,
  from: true,
  times: true,
  probability: true,
};

export const roles: { readonly [Name in Role]: true } = {
  start: true,
  read: true,
  await: true,
  stream: true,
  cancel: true,
  list: true,
  action: true,
  delete: true,
  other: true,
};

const times = { queuedMs: true, runningMs: true } as const;

export const playKeys: { readonly [P in Play as P["play"]]: Every<Omit<P, "play">> } = {
  success: { ...times, frame: true, output: true },
  failure: { ...times, frame: true, message: true, code: true },
  cancelledByUser: { ...times, askedAfterMs: true },
  cancelledByProvider: { ...times, frame: true },
  timedOut: { ...times, frame: true },
  stuckInQueue: {},
  unknownWord: { ...times, word: true, wordMs: true },
  notFoundAtFirst: { ...times, forMs: true },
  partialOutput: { ...times, partial: true, output: true },
  requiresAction: {
    ...times,
    frame: true,
    refusedIf: true,
    refusedFrame: true,
    grantedAfterMs: true,
    refusedAfterMs: true,
    expiresAfterMs: true,
  },
  expired: { ...times, keptMs: true, answer: true },
  reopens: { ...times, finishedMs: true },
  transientSuccess: { ...times, successMs: true },
};

export const faultKeys: { readonly [F in Fault as F["type"]]: Every<Omit<F, "type">> } = {
  reset: { when: true },
  refused: {},
  hang: { when: true },
  slow: { answerMs: true, pieceMs: true, pieceBytes: true },
  "cut-body": {},
  "rate-limit": { retryAfter: true, headers: true },
  "over-rate": { requests: true, perMs: true },
  answer: { status: true, body: true, text: true, contentType: true, headers: true },
  "empty-500": {},
  html: { status: true },
  "truncated-json": {},
  "wrong-content-type": { contentType: true },
  "cut-stream": { afterEvents: true, inside: true, cleanly: true },
  "duplicate-events": {},
  "reorder-events": {},
  lagging: { behindMs: true },
  backwards: {},
  date: { skewMs: true, missing: true },
  redirect: { to: true, status: true },
};

/** Throws when an object has a key that nothing reads: a slip of the pen would do nothing, without a word. */
export function checkKeys(value: object, ...tables: readonly object[]): void {
  const known = tables.flatMap((table) => Object.keys(table));
  const unknown = Object.keys(value).find((key) => !known.includes(key));
  if (unknown === undefined) return;
  throw new Error(`"${unknown}" is no key here. There are: ${known.join(", ") || "none"}.`);
}
