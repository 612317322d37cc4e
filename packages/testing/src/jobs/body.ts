import { replaceText } from "../json/json.ts";
import { firstHolding, firstValue, valueAt, withValueAt } from "../json/pointer.ts";
import { isEnd } from "../spec/job-status.ts";
import type { KindModel } from "../spec/kind.ts";
import { readTime, writeTime } from "../time/wire-time.ts";
import type { JobRecord, Segment } from "./record.ts";

/** Milliseconds of the simulator's clock as milliseconds since 1970. */
export type WallTime = (ms: number) => number;

/** The body of a job in one of its states: the frame, with this job's id, times and request. */
export function bodyOf(record: JobRecord, segment: Segment, wall: WallTime): unknown {
  const edits = [
    ...echoEdits(record, segment),
    ...record.fields,
    ...timeEdits(record, segment, wall),
    ...idEdits(record, segment),
  ];
  return edits.reduce(
    (body, [pointer, value]) => withValueAt(body, pointer, value),
    withOwnNames(record, segment.body),
  );
}

type Edit = readonly [pointer: string, value: unknown];

/** The body with the examples' id and parameters replaced by the job's own, wherever they stand. */
function withOwnNames({ kind, wireId, renames }: JobRecord, body: unknown): unknown {
  const example = firstValue(kind.base, kind.pointers.id);
  const all = typeof example === "string" ? [...renames, [example, wireId] as const] : renames;
  return all.reduce((result, [from, to]) => replaceText(result, from, to), body);
}

function idEdits({ kind, wireId }: JobRecord, { body, step }: Segment): readonly Edit[] {
  const held = kind.pointers.id.filter((pointer) => firstHolding(body, [pointer]) !== undefined);
  return (held.length > 0 ? held : kind.pointers.id.slice(0, 1))
    .filter((pointer) => !isStated(pointer, step))
    .map((pointer) => [pointer, wireId]);
}

function echoEdits({ echoes }: JobRecord, { body, step }: Segment): readonly Edit[] {
  return echoes.filter(
    ([pointer]) => firstHolding(body, [pointer]) !== undefined && !isStated(pointer, step),
  );
}

function timeEdits(record: JobRecord, segment: Segment, wall: WallTime): readonly Edit[] {
  const { kind } = record;
  const { body, step } = segment;
  const times: readonly (readonly [pointers: readonly string[], ms: number | undefined])[] = [
    [kind.pointers.createdAt, wall(record.createdAtMs)],
    [kind.pointers.startedAt, wall(startOf(record) ?? segment.atMs)],
    [kind.pointers.completedAt, wall(endOf(record, segment))],
    [kind.pointers.expiresAt, expiryOf(record, kind.pointers.expiresAt, wall)],
    [kind.pointers.outputExpiresAt, expiryOf(record, kind.pointers.outputExpiresAt, wall)],
  ];
  const edits = times.flatMap(([pointers, ms]): readonly Edit[] => {
    const pointer = firstHolding(body, pointers);
    if (pointer === undefined || ms === undefined || isStated(pointer, step)) return [];
    const like = valueAt(body, pointer);
    return readTime(like) === undefined ? [] : [[pointer, writeTime(ms, like)]];
  });
  return [...edits, ...cancelEdits(record, segment, wall)];
}

/** A time or id that the scenario states itself is left as it is. */
function isStated(pointer: string, step: Segment["step"]): boolean {
  return valueAt(step.patch, pointer) !== undefined || Object.hasOwn(step.set ?? {}, pointer);
}

function startOf({ segments, kind }: JobRecord): number | undefined {
  return segments.find(({ body }) => firstHolding(body, kind.pointers.startedAt) !== undefined)?.atMs;
}

/** When the run of final states began that a state belongs to; its own begin for one that is not final. */
function endOf({ segments }: JobRecord, segment: Segment): number {
  const before = segments.slice(0, segments.indexOf(segment) + 1).reverse();
  const begin = before.findIndex(({ status }) => !isEnd(status));
  const run = begin === -1 ? before : before.slice(0, Math.max(1, begin));
  return run.at(-1)?.atMs ?? segment.atMs;
}

/** The moment from which the scenario answers "gone"; else as long after the start as in the example. */
function expiryOf(record: JobRecord, pointers: readonly string[], wall: WallTime): number | undefined {
  const { segments, kind, createdAtMs } = record;
  const readable = segments.findIndex(({ answer }) => answer === undefined);
  const gone = segments.slice(readable).find(({ answer }) => answer !== undefined);
  if (readable !== -1 && gone !== undefined) return wall(gone.atMs);
  const created = readTime(firstValue(kind.base, kind.pointers.createdAt));
  const expires = readTime(firstValue(kind.base, pointers));
  return created === undefined || expires === undefined ? undefined : wall(createdAtMs) + expires - created;
}

function cancelEdits(record: JobRecord, { atMs, body, step }: Segment, wall: WallTime): readonly Edit[] {
  const { kind, cancelRequestedAtMs } = record;
  const { cancelRequested } = kind.pointers;
  const pointer = firstHolding(body, cancelRequested) ?? cancelRequested[0];
  if (pointer === undefined || cancelRequestedAtMs === undefined || atMs < cancelRequestedAtMs) return [];
  if (isStated(pointer, step)) return [];
  const like = exampleOf(kind, cancelRequested);
  return [[pointer, typeof like === "boolean" ? true : writeTime(wall(cancelRequestedAtMs), like)]];
}

function exampleOf({ base, frames }: KindModel, pointers: readonly string[]): unknown {
  return [base, ...[...frames.values()].map(({ body }) => body)]
    .map((body) => firstValue(body, pointers))
    .find(Boolean);
}
