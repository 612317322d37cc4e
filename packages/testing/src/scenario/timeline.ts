import { firstHolding, firstValue } from "../json/pointer.ts";
import { frameMeaning } from "../spec/frames.ts";
import { isEnd, type JobStatus } from "../spec/job-status.ts";
import type { FrameModel, KindModel } from "../spec/kind.ts";
import { responseFor } from "../spec/operation.ts";
import type { FailurePlay, Play, PlayEnd, PlayName, PlayTimes, RequiresActionPlay } from "./play.ts";
import type { ActionWait, JobScript, Step } from "./script.ts";

/** The steps of a script: its own, or those that a play makes from the kind's frames. */
export function timelineOf(script: JobScript, kind: KindModel): readonly Step[] {
  return "timeline" in script ? script.timeline : playSteps(script, kind);
}

/** The plays that a kind has the frames for. */
export function playsOf(kind: KindModel): readonly PlayName[] {
  const names = Object.keys(plays) as PlayName[];
  return names.filter((play) => {
    try {
      return playSteps({ play, forMs: 1000 } as Play, kind).length > 0;
    } catch {
      return false;
    }
  });
}

function playSteps(play: Play, kind: KindModel): readonly Step[] {
  const make: (play: never, kind: KindModel) => readonly Step[] = plays[play.play];
  if (make === undefined)
    throw new Error(`There is no play "${String(play.play)}". There are: ${Object.keys(plays).join(", ")}.`);
  return make(play as never, kind);
}

type Makers = { readonly [P in Play as P["play"]]: (play: P, kind: KindModel) => readonly Step[] };

const plays: Makers = {
  success: (play, kind) => [...begin(play, kind), success(play, kind)],
  failure: (play, kind) => [...begin(play, kind), failed(play, kind)],
  cancelledByUser: (play, kind) => {
    the(kind, "cancelled");
    return [...begin(play, kind), success({}, kind)];
  },
  cancelledByProvider: (play, kind) => [...begin(play, kind), end(play, kind, "cancelled")],
  timedOut: (play, kind) => [...begin(play, kind), late(play, kind)],
  stuckInQueue: (_, kind) => [the(kind, "queued", "running")],
  unknownWord: ({ word = "brand-new-word", wordMs = 3000, ...times }, kind) => {
    const steps = begin(times, kind);
    const says: Step = { status: word, ...(wordMs !== "for ever" && { forMs: wordMs }) };
    return wordMs === "for ever"
      ? [...steps.slice(0, 1), says]
      : [...steps.slice(0, 1), says, ...steps.slice(1), success({}, kind)];
  },
  notFoundAtFirst: ({ forMs, ...times }, kind) => [
    { answer: 404, forMs },
    ...begin(times, kind),
    success({}, kind),
  ],
  partialOutput: (play, kind) => [
    ...begin(play, kind, partialFrame(kind), "partial" in play ? play.partial : outputOf(kind)),
    success(play, kind),
  ],
  requiresAction: (play, kind) => {
    const granted = [...running(play, kind), success({}, kind)];
    const waiting = play.frame === undefined ? the(kind, "requires_action") : { frame: play.frame };
    return [...begin(play, kind), { ...waiting, untilAction: actionWait(play, kind, granted) }, ...granted];
  },
  expired: ({ keptMs = 60_000, answer, ...times }, kind) => [
    ...begin(times, kind),
    { ...success({}, kind), forMs: keptMs },
    { answer: answer ?? (responseFor(kind.read, "410") ? 410 : 404) },
  ],
  reopens: ({ finishedMs = 10_000, ...times }, kind) => [
    ...begin(times, kind),
    { ...success({}, kind), forMs: finishedMs },
    ...running(times, kind),
    success({}, kind),
  ],
  transientSuccess: ({ successMs = 1000, ...times }, kind) => [
    ...begin(times, kind),
    { frame: transientFrame(kind).name, forMs: successMs },
    ...running(times, kind),
    success({}, kind),
  ],
};

function begin(times: PlayTimes, kind: KindModel, held?: FrameModel, output?: unknown): readonly Step[] {
  const queued = frameMeaning(kind, "queued");
  const steps = running(times, kind, held).map((step) => ({
    ...step,
    ...(output !== undefined && { output }),
  }));
  return [...(queued ? [{ frame: queued.name, forMs: times.queuedMs ?? 2000 }] : []), ...steps];
}

function running(times: PlayTimes, kind: KindModel, held?: FrameModel): readonly Step[] {
  const frame = held ?? frameMeaning(kind, "running");
  return frame ? [{ frame: frame.name, forMs: times.runningMs ?? 5000 }] : [];
}

function success({ output, ...play }: PlayEnd & { readonly output?: unknown }, kind: KindModel): Step {
  return { ...end(play, kind, "succeeded"), ...(output !== undefined && { output }) };
}

function failed({ message, code, ...play }: Omit<FailurePlay, "play">, kind: KindModel): Step {
  const isSaid = message !== undefined || code !== undefined;
  const error = { ...(message !== undefined && { message }), ...(code !== undefined && { code }) };
  return { ...end(play, kind, "failed"), ...(isSaid && { error }) };
}

function late(play: PlayEnd, kind: KindModel): Step {
  const meanings = [...kind.words.values(), ...[...kind.frames.values()].map(({ status }) => status)];
  if (play.frame !== undefined || meanings.includes("timed_out")) return end(play, kind, "timed_out");
  const hasReason = kind.pointers.failureMessage.length > 0;
  return failed(hasReason ? { message: "The job exceeded its time limit." } : {}, kind);
}

function end({ frame }: PlayEnd, kind: KindModel, meaning: JobStatus): Step {
  return frame === undefined ? the(kind, meaning) : { frame };
}

/** What ends the wait of a job for an answer, by whoever gives it. */
function actionWait(play: RequiresActionPlay, kind: KindModel, granted: readonly Step[]): ActionWait {
  const { refusedIf, refusedFrame, grantedAfterMs, refusedAfterMs = play.expiresAfterMs } = play;
  const denied = [...kind.frames.keys()].find((name) => name.includes("denied"));
  const frame = refusedFrame ?? denied;
  const refused = [frame === undefined ? the(kind, "failed", "cancelled") : { frame }];
  return {
    ...(refusedIf && { routes: [{ if: refusedIf, steps: refused }] }),
    ...(refusedAfterMs !== undefined && { expires: { afterMs: refusedAfterMs, steps: refused } }),
    ...(grantedAfterMs !== undefined && { expires: { afterMs: grantedAfterMs, steps: granted } }),
  };
}

/** A frame with the first of some meanings; else a word of the table with that meaning on the body of another end. */
function the(kind: KindModel, ...meanings: readonly JobStatus[]): Step {
  const frame = frameMeaning(kind, ...meanings);
  if (frame !== undefined) return { frame: frame.name };
  const word = [...kind.words].find(([, meaning]) => meanings.includes(meaning))?.[0];
  const like = frameMeaning(kind, "failed", "cancelled");
  if (word !== undefined && like !== undefined && meanings.every(isEnd))
    return { status: word, like: like.name };
  const known = [...new Set([...kind.frames.values()].map(({ status }) => status))].join(", ");
  throw new Error(
    `Kind "${kind.name}" has no frame that means ${meanings.join(" or ")}; its frames mean ${known}.`,
  );
}

function outputOf(kind: KindModel): unknown {
  const body = frameMeaning(kind, "succeeded")?.body;
  const parts = Object.entries(kind.outputParts);
  if (parts.length === 0) return firstValue(body, kind.pointers.output);
  return Object.fromEntries(parts.map(([name, pointers]) => [name, firstValue(body, pointers)]));
}

/** The frame of a job that runs and has output already; else any that runs. */
function partialFrame(kind: KindModel): FrameModel | undefined {
  const frames = [...kind.frames.values()].filter(({ status }) => status === "running");
  return frames.find(({ body }) => firstHolding(body, kind.pointers.output) !== undefined) ?? frames[0];
}

function transientFrame(kind: KindModel): FrameModel {
  const frame = [...kind.frames.values()].find(
    ({ word, status }) => kind.words.get(word) === "succeeded" && !isEnd(status),
  );
  if (frame === undefined)
    throw new Error(`Kind "${kind.name}" has no frame in which the word of success is not the end.`);
  return frame;
}
