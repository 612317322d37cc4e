import type { JobStatus } from "@jobwire/job-utils";
import { createSimulator, type Play, type PlayName } from "@jobwire/testing";
import type { KindCase } from "./apis.ts";

/** How a play ends, and what is seen on the way. Written by hand; the oracle says what words mean. */
export interface Ending {
  readonly ends: JobStatus;
  readonly passes?: JobStatus;
}

/** The plays that end by themselves. */
export const endings: Readonly<Partial<Record<PlayName, Ending>>> = {
  success: { ends: "succeeded" },
  failure: { ends: "failed" },
  cancelledByUser: { ends: "cancelled" },
  cancelledByProvider: { ends: "cancelled" },
  timedOut: { ends: "timed_out" },
  notFoundAtFirst: { ends: "succeeded" },
  partialOutput: { ends: "succeeded", passes: "running" },
  expired: { ends: "succeeded" },
  reopens: { ends: "succeeded" },
  unknownWord: { ends: "succeeded", passes: "unknown" },
  transientSuccess: { ends: "succeeded", passes: "running" },
};

/** The plays that a kind has the states for, and that can be waited for from where its jobs are first seen. */
export function playsOf({ api, kind, startName, definition }: KindCase): readonly PlayName[] {
  const { plays = [], frames = {} } = createSimulator(api.spec).kinds.find(({ name }) => name === kind) ?? {};
  // Without a word for it, what exceeds its time limit is just a failure.
  const hasTimeLimit = [definition.statuses, frames].flatMap(Object.values).includes("timed_out");
  // Nobody knows when a job that nobody starts began, so there is no grace for one that is not there yet.
  return plays.filter(
    (play) =>
      (startName !== undefined || play !== "notFoundAtFirst") && (hasTimeLimit || play !== "timedOut"),
  );
}

/** A play in which every state lasts long enough for any kind to be seen in it. */
export function slow(play: PlayName): Play {
  const times = { queuedMs: 20_000, runningMs: 200_000 };
  switch (play) {
    case "notFoundAtFirst":
      return { play, ...times, forMs: 5_000 };
    case "unknownWord":
      return { play, ...times, wordMs: 120_000 };
    case "transientSuccess":
      return { play, ...times, successMs: 60_000 };
    case "cancelledByUser":
      return { play, ...times, askedAfterMs: 60_000 };
    case "expired":
      return { play, ...times, keptMs: 600_000 };
    case "reopens":
    case "success":
    case "failure":
    case "cancelledByProvider":
    case "timedOut":
    case "partialOutput":
    case "requiresAction":
      return { play, ...times };
    case "stuckInQueue":
      return { play };
  }
}
