import type { JsonObject } from "../json/json.ts";
import { mergePatch } from "../json/merge-patch.ts";
import { firstHolding, withValueAt } from "../json/pointer.ts";
import type { JobStatus } from "./job-status.ts";
import type { FrameModel, KindModel } from "./kind.ts";

type Source = Pick<KindModel, "base" | "words" | "pointers" | "statusOf">;

/** The states that a kind declares; one for every word of its table where it declares none. */
export function loadFrames(frames: JsonObject, source: Source): ReadonlyMap<string, FrameModel> {
  const declared = Object.entries(frames).map(([name, patch]) =>
    frame(name, mergePatch(source.base, patch), source),
  );
  const made = [...source.words.keys()].map((word) =>
    frame(word, withWord(source.base, word, source.pointers.status), source),
  );
  return new Map((declared.length > 0 ? declared : made).map((one) => [one.name, one]));
}

function frame(name: string, body: unknown, { statusOf }: Source): FrameModel {
  return { name, word: name.split("#", 1)[0] ?? name, body, status: statusOf(body) };
}

/** The body with another status word, at each place of the status that holds one. */
export function withWord(body: unknown, word: string, at: readonly string[]): unknown {
  const held = at.filter((pointer) => firstHolding(body, [pointer]) !== undefined);
  const places = held.length > 0 ? held : at.slice(0, 1);
  return places.reduce((result, pointer) => withValueAt(result, pointer, word), body);
}

/** The frame of a kind that means the first of some statuses that it has; one without a label before one with. */
export function frameMeaning(kind: KindModel, ...meanings: readonly JobStatus[]): FrameModel | undefined {
  const frames = [...kind.frames.values()];
  return meanings
    .flatMap((meaning) => {
      const fitting = frames.filter(({ status }) => status === meaning);
      return [...fitting.filter(({ name }) => !name.includes("#")), ...fitting];
    })
    .at(0);
}

/** The frame of a name; an error that lists the names if there is none. */
export function frameNamed(kind: KindModel, name: string): FrameModel {
  const found = kind.frames.get(name);
  if (found !== undefined) return found;
  throw new Error(
    `Kind "${kind.name}" has no frame "${name}". It has: ${[...kind.frames.keys()].join(", ")}.`,
  );
}
