import { bodyOf } from "../jobs/body.ts";
import type { JobRecord, Segment } from "../jobs/record.ts";
import { isObject, own, replaceText } from "../json/json.ts";
import { firstValue, valueAt, withValueAt } from "../json/pointer.ts";
import type { MediaModel } from "../spec/operation.ts";
import { type EventTemplate, eventTemplates } from "./event-templates.ts";
import type { StreamEvent } from "./exchange.ts";
import { waitForChange } from "./wait-for-change.ts";
import type { World } from "./world.ts";

/** The events of one job, as its states follow each other, up to the one after which nothing follows. */
export async function* jobEvents(
  world: World,
  job: JobRecord,
  media: MediaModel,
  signal: AbortSignal,
): AsyncGenerator<StreamEvent> {
  const templates = eventTemplates(world.spec, job.kind, media);
  const write = writer(world, job);
  const opening = templates.find((template) => isOpening(job, template));
  const live = { hasRun: false };
  let from = -Infinity;
  if (opening !== undefined) yield write(opening, job.at(world.clock.now()));
  for (;;) {
    const now = world.clock.now();
    const entered = job.segments.filter(
      ({ atMs, answer }) => atMs > from && atMs <= now && answer === undefined,
    );
    for (const segment of from === -Infinity ? entered.slice(-1) : entered) {
      yield* stateEvents(templates, segment, write, live, opening);
    }
    from = now;
    if (job.hasEnded(now)) break;
    await waitForChange(world.clock, job, now, signal);
  }
  yield* endEvents(templates, job.at(from), write);
}

type Write = (template: EventTemplate, segment: Segment | undefined) => StreamEvent;

function isOpening({ kind }: JobRecord, { data, isEnd, isError, bodyAt }: EventTemplate): boolean {
  const pointers = kind.stream?.id === undefined ? kind.pointers.id : [kind.stream.id];
  return (
    !isEnd &&
    !isError &&
    bodyAt.length === 0 &&
    pointers.some((pointer) => valueAt(data, pointer) !== undefined)
  );
}

function* stateEvents(
  templates: readonly EventTemplate[],
  segment: Segment,
  write: Write,
  live: { hasRun: boolean },
  opening: EventTemplate | undefined,
): Generator<StreamEvent> {
  if (segment.step.events !== undefined) {
    for (const data of segment.step.events) yield { data };
    return;
  }
  const plain = templates.filter(({ isEnd, isError, bodyAt }) => !isEnd && !isError && bodyAt.length === 0);
  for (const template of plain) {
    if (template.statusAt !== undefined && template !== opening) yield write(template, segment);
  }
  if (live.hasRun || segment.status !== "running") return;
  live.hasRun = true;
  for (const template of plain) {
    if (template.statusAt === undefined && template !== opening) yield write(template, segment);
  }
}

/** What went wrong, or the finished job; then the event that closes the stream. */
function* endEvents(
  templates: readonly EventTemplate[],
  segment: Segment | undefined,
  write: Write,
): Generator<StreamEvent> {
  const isFailure = segment?.status === "failed" || segment?.status === "timed_out";
  const before = templates.filter(({ isEnd }) => !isEnd);
  const told = isFailure
    ? before.filter(({ isError }) => isError)
    : before.filter(({ bodyAt }) => bodyAt.length > 0);
  for (const template of told) yield write(template, segment);
  const closing = templates.filter(({ isEnd }) => isEnd);
  const last = closing.find(
    ({ isError, type }) =>
      (isFailure && isError) || (segment?.status === "cancelled" && /cancel/i.test(type)),
  );
  const usual = closing.find(({ isError }) => !isError) ?? closing[0];
  const end = last ?? usual;
  if (end !== undefined) yield write(end, segment);
}

/** Fills an event with what the job has for it. */
function writer(world: World, job: JobRecord): Write {
  const { kind } = job;
  const exampleId = firstValue(kind.base, kind.pointers.id);
  return (template, segment) => {
    const body = segment === undefined ? undefined : bodyOf(job, segment, world.wall);
    const word = firstValue(body, kind.pointers.status);
    const message = template.isError ? firstValue(body, kind.pointers.failureMessage) : undefined;
    const edits: readonly (readonly [pointer: string, value: unknown])[] = [
      ...sharedEdits(template, body),
      ...(template.statusAt === undefined || word === undefined
        ? []
        : [[`/${template.statusAt}`, word] as const]),
      ...template.bodyAt.map((name) => [`/${name}`, body] as const),
      ...(message === undefined ? [] : [["/message", message] as const]),
      ...idEdits(job, template),
    ];
    const own =
      typeof exampleId === "string" ? replaceText(template.data, exampleId, job.wireId) : template.data;
    return { data: edits.reduce((data, [pointer, value]) => withValueAt(data, pointer, value), own) };
  };
}

/** The closing event often repeats fields of the job under the same names, at its root or one level down. */
function sharedEdits({ data, isEnd }: EventTemplate, body: unknown): readonly (readonly [string, unknown])[] {
  if (!isEnd || !isObject(body)) return [];
  const places = [
    "",
    ...Object.keys(data)
      .filter((name) => isObject(data[name]))
      .map((name) => `/${name}`),
  ];
  return places.flatMap((place) =>
    Object.keys(objectAt(data, place))
      .filter((name) => name !== "type" && own(body, name) !== undefined)
      .map((name) => [`${place}/${name}`, body[name]] as const),
  );
}

function objectAt(data: unknown, pointer: string): object {
  const value = valueAt(data, pointer);
  return isObject(value) ? value : {};
}

function idEdits(
  { kind, wireId }: JobRecord,
  { data }: EventTemplate,
): readonly (readonly [string, unknown])[] {
  const pointers = kind.stream?.id === undefined ? kind.pointers.id : [kind.stream.id];
  return pointers
    .filter((pointer) => valueAt(data, pointer) !== undefined)
    .map((pointer) => [pointer, wireId]);
}
