import { didYouMean, listed } from "../diagnostics/suggest.ts";
import { bindCall } from "./bind-call.ts";
import { type JobSource, pointerList, relation, type StartSource } from "./job-source.ts";
import type { EventId, Kind, Start } from "./kind.ts";
import { findOperation, type KindContext, reportLeft } from "./kind-context.ts";
import type { Operation } from "./operation.ts";
import type { SchemaNode } from "./schema.ts";
import { type JobFacts, jobScope } from "./scopes.ts";
import { variantsOf } from "./variants.ts";
import { isReached, walkPointer } from "./walk-pointer.ts";
import { knownWords } from "./words.ts";

/** The events of a job: of a stream of its own, or of a start that streams. */
export function readEvents(context: KindContext, source: JobSource, facts: JobFacts): Kind["events"] {
  const { stream } = source;
  if (stream === undefined) return undefined;
  const path = [...context.at, "stream"];
  const event = findOperation(context, stream.operation, [...path, "operation"]);
  if (event === undefined) return undefined;
  if (event.success.events === undefined) {
    context.report.error(
      [...path, "operation"],
      `${event.id} answers with no text/event-stream`,
      "declare the media type on its 2xx answer, with the schema of one event",
    );
    return undefined;
  }
  checkUntil(context, event.success.events, stream.until);
  if (startNames(source).includes(stream.operation)) return { open: undefined, until: stream.until, event };
  for (const key of ["id", "body"] as const) {
    if (stream[key] !== undefined)
      context.report.error(
        [...path, key],
        `"${key}" is for a start that streams; ${event.id} starts nothing`,
      );
  }
  const scope = jobScope(context.document, facts, false);
  const bindings = bindCall(context, event, stream.params ?? {}, scope, path);
  return { open: { operation: event, bindings }, until: stream.until, event };
}

/** How a start streams, if `stream` names it. */
export function readStartStream(
  context: KindContext,
  source: JobSource,
  operation: Operation,
): Start["stream"] {
  const { stream } = source;
  if (stream === undefined || stream.operation !== operation.id || operation.success.events === undefined)
    return undefined;
  if (stream.id === undefined) {
    context.report.error(
      [...context.at, "stream"],
      '"id" is missing',
      "a start that streams names its job in an event: id: /jobId",
    );
    return { body: stream.body ?? {}, id: undefined };
  }
  return { body: stream.body ?? {}, id: eventId(context, operation.success.events, stream.id) };
}

/** The id in an event: of a union, the events that have its first property. */
function eventId(context: KindContext, events: SchemaNode, pointer: string): EventId | undefined {
  const all = walkPointer(context.document, events, pointer);
  if (isReached(all)) return { at: all, guard: undefined };
  const guard = pointer.split("/")[1] ?? "";
  const holding = eventSchemas(context, events).filter((event) =>
    isReached(walkPointer(context.document, event, `/${guard}`)),
  );
  const [first] = holding;
  if (first !== undefined) {
    const reached = holding.map((event) => walkPointer(context.document, event, pointer));
    const at = reached.find(isReached);
    if (at !== undefined && reached.every(isReached)) return { at, guard };
  }
  reportLeft(context, { node: events, name: "every event" }, pointer, all, [...context.at, "stream", "id"]);
  return undefined;
}

function eventSchemas(context: KindContext, events: SchemaNode): readonly SchemaNode[] {
  return variantsOf(context.document, events).map((variant) => ({
    value: { allOf: variant.parts.map((part) => (typeof part.value === "boolean" ? {} : part.value)) },
    path: events.path,
  }));
}

function checkUntil(context: KindContext, events: SchemaNode, until: readonly string[]): void {
  const type = eventSchemas(context, events).map((event) => walkPointer(context.document, event, "/type"));
  const known = type.filter(isReached).map((reached) => knownWords(reached.variants));
  // Without a word for each event the server may name the type outside of the data (`event:`).
  if (known.length < type.length || known.some((entry) => !entry.closed)) return;
  const words = [...new Set(known.flatMap((entry) => entry.words))];
  for (const [index, word] of until.entries()) {
    if (words.includes(word)) continue;
    context.report.error(
      [...context.at, "stream", "until", index],
      `no event has the type "${word}"`,
      didYouMean(word, words, "types") ?? `types: ${listed(words)}`,
    );
  }
}

function startNames(source: JobSource): readonly string[] {
  if (source.start === undefined) return [];
  return pointerList((relation<StartSource>(source.start) as StartSource).operation);
}
