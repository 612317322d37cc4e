import type { Report } from "../diagnostics/report.ts";
import { compareText, isObject, type JsonObject, ownObject } from "../json.ts";
import { checkFrames } from "./check-frames.ts";
import { checkKindNames } from "./check-kind-names.ts";
import type { JobSource } from "./job-source.ts";
import { type Kind, type PointerField, pointerFields } from "./kind.ts";
import { type KindContext, reach } from "./kind-context.ts";
import type { Operation } from "./operation.ts";
import { readActions } from "./read-actions.ts";
import { readFacts } from "./read-facts.ts";
import { readList } from "./read-list.ts";
import { checkFaults, readFailure, readFaults, readOutput, readProgress } from "./read-outcome.ts";
import { readCancel, readLongPoll } from "./read-relations.ts";
import { readStarts } from "./read-start.ts";
import { readStatus } from "./read-status.ts";
import { readEvents } from "./read-stream.ts";
import type { Reached } from "./walk-pointer.ts";
import { type Wanted, wanted } from "./wanted.ts";

/** The kinds of `x-jobs` in the order of their names. A kind whose shape is wrong has been reported and is left out. */
export function readKinds(
  document: JsonObject,
  operations: readonly Operation[],
  report: Report,
): readonly Kind[] {
  const byName = new Map(
    operations.flatMap((operation) => [
      [operation.id, operation] as const,
      [`${operation.method} ${operation.path}`, operation] as const,
    ]),
  );
  const broken = new Set(
    report.findings
      .filter(({ path, severity }) => severity === "error" && path[0] === "x-jobs")
      .map(({ path }) => path[1]),
  );
  const sources = Object.entries(ownObject(document, "x-jobs")).filter(
    ([name, source]) => !broken.has(name) && isObject(source),
  );
  checkKindNames(sources, report);
  return sources
    .flatMap(([name, source]) =>
      readKind(
        { document, operations: byName, report, at: ["x-jobs", name] },
        name,
        source as unknown as JobSource,
      ),
    )
    .sort((a, b) => compareText(a.name, b.name));
}

function readKind(context: KindContext, name: string, source: JobSource): readonly Kind[] {
  const facts = readFacts(context, source);
  if (facts === undefined) return [];
  const target = facts.body;
  const field = (key: PointerField): readonly [PointerField, readonly Reached[]] | undefined => {
    const pointers = source[key];
    if (pointers === undefined) return undefined;
    return [key, reach(context, target, pointers, [...context.at, key], wantedOf(key))];
  };
  const { at: status, table, when } = readStatus(context, source, target);
  const id = reach(context, target, source.id, [...context.at, "id"], wanted.id);
  checkPoll(context, source);
  checkFaults(
    context,
    source,
    table.map(([word]) => word),
  );
  checkFrames(
    context,
    source,
    facts.read,
    table.map(([word]) => word),
  );
  return [
    {
      name,
      at: context.at,
      formerly: source.formerly ?? [],
      read: facts.read,
      idParameter: facts.idParameter,
      params: facts.params,
      body: target.node,
      starts: readStarts(context, source, facts),
      longPoll: readLongPoll(context, source, facts),
      events: readEvents(context, source, facts),
      cancel: readCancel(context, source, facts),
      list: readList(context, source, facts),
      id,
      status,
      table,
      when,
      actions: readActions(context, source, facts, id),
      fields: Object.fromEntries(pointerFields.map(field).filter((entry) => entry !== undefined)),
      progress: readProgress(context, source, target),
      output: readOutput(context, source, target),
      failure: readFailure(context, source, target),
      faults: readFaults(source),
      timeoutMs: source.timeoutMs,
      poll: source.poll,
      rate: source.rate,
      reopens: source.reopens === true,
      frames: source.frames,
    },
  ];
}

/** What a field takes. `cancelRequested` takes anything: it holds a value or none. */
function wantedOf(field: PointerField): Wanted | undefined {
  if (field.endsWith("At")) return wanted.time;
  if (field === "attempt") return wanted.number;
  return field === "statusMessage" ? wanted.text : undefined;
}

function checkPoll({ report, at }: KindContext, { poll }: JobSource): void {
  const { minMs, maxMs } = poll ?? {};
  if (minMs === undefined || maxMs === undefined || minMs <= maxMs) return;
  report.error(
    [...at, "poll", "minMs"],
    `${minMs} is more than maxMs, which is ${maxMs}`,
    "minMs: never read more often; maxMs: never less often",
  );
}
