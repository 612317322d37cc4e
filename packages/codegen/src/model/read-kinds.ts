import type { Report } from "../diagnostics/report.ts";
import { compareText, isArray, isObject, type Json, type JsonObject, own, ownObject } from "../json.ts";
import { bindCall } from "./bind-call.ts";
import { checkFrames } from "./check-frames.ts";
import { type AwaitSource, type JobSource, type RelationSource, relation } from "./job-source.ts";
import { type Call, type Kind, type Output, type PointerField, pointerFields } from "./kind.ts";
import { findOperation, isObjectBody, type KindContext, reach, type Target } from "./kind-context.ts";
import { isDeclarable } from "./names.ts";
import type { Operation } from "./operation.ts";
import { readActions } from "./read-actions.ts";
import { readList } from "./read-list.ts";
import { boundByStart, isSameSchema, readStarts } from "./read-start.ts";
import { readStatus } from "./read-status.ts";
import { readEvents } from "./read-stream.ts";
import { type JobFacts, jobScope } from "./scopes.ts";
import type { Reached } from "./walk-pointer.ts";

/** Names that the generated file of the definitions uses for itself. */
const takenNames: ReadonlySet<string> = new Set(["refine", "definitions", "api", "then"]);

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
    return pointers === undefined ? undefined : [key, reach(context, target, pointers, [...context.at, key])];
  };
  const { at: status, table, when } = readStatus(context, source, target);
  const id = reach(context, target, source.id, [...context.at, "id"]);
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

/** The read operation and its parameters: the last of the path is the id. */
function readFacts(context: KindContext, source: JobSource): JobFacts | undefined {
  const at = [...context.at, "read"];
  const read = findOperation(context, source.read, at);
  if (read === undefined) return undefined;
  const [body, ...others] = read.success.json;
  if (body === undefined || others.length > 0) {
    const fact =
      body === undefined
        ? `${read.id} answers with no JSON body`
        : `the 2xx answers of ${read.id} have several schemas`;
    context.report.error(at, fact, "the JSON body of read is the job: declare one schema for it");
    return undefined;
  }
  if (read.success.mayBeEmpty) {
    context.report.error(at, `a 2xx answer of ${read.id} has no body`, "the JSON body of read is the job");
    return undefined;
  }
  if (!isObjectBody(context, body.schema)) {
    context.report.error(at, `the body of ${read.id} is no object`, "a job is a JSON object");
    return undefined;
  }
  const idParameter = read.parameters.filter((parameter) => parameter.in === "path").at(-1);
  if (idParameter === undefined) {
    context.report.error(
      at,
      `the path of ${read.id} has no parameter`,
      "the last path parameter of read is the job id",
    );
    return undefined;
  }
  const target: Target = { node: body.schema, name: `the body of ${read.id}` };
  const params = boundByStart(source, read, idParameter);
  return { read, idParameter, params, body: target };
}

function readLongPoll(context: KindContext, source: JobSource, facts: JobFacts): Kind["longPoll"] {
  if (source.await === undefined) return undefined;
  const given = relation<AwaitSource>(source.await) as AwaitSource;
  const call = readCall(context, source.await, facts, "await", false);
  const [body] = call?.operation.success.json ?? [];
  if (call !== undefined && !isSameSchema(body?.schema, facts.body.node)) {
    const fact = `${call.operation.id} answers with another schema than ${facts.read.id}`;
    context.report.error([...context.at, "await"], fact, "a long poll answers with the job");
  }
  return call === undefined
    ? undefined
    : { call, holdMs: given.holdMs ?? 60_000, pending: given.pending ?? [408] };
}

function readCancel(context: KindContext, source: JobSource, facts: JobFacts): Call | undefined {
  return source.cancel === undefined ? undefined : readCall(context, source.cancel, facts, "cancel", true);
}

function readCall(
  context: KindContext,
  source: string | RelationSource,
  facts: JobFacts,
  key: string,
  canUseBody: boolean,
): Call | undefined {
  const given = relation<RelationSource>(source) as RelationSource;
  const at = [...context.at, key];
  const operation = findOperation(
    context,
    given.operation,
    typeof source === "string" ? at : [...at, "operation"],
  );
  if (operation === undefined) return undefined;
  const bindings = bindCall(
    context,
    operation,
    given.params ?? {},
    jobScope(context.document, facts, canUseBody),
    at,
  );
  return { operation, bindings };
}

function readProgress(context: KindContext, source: JobSource, target: Target): Kind["progress"] {
  const entries = Object.entries(source.progress ?? {}).map(([key, pointers]) => [
    key,
    reach(context, target, pointers, [...context.at, "progress", key]),
  ]);
  return Object.fromEntries(entries) as Kind["progress"];
}

function readOutput(context: KindContext, source: JobSource, target: Target): Output {
  const { output } = source;
  const at = [...context.at, "output"];
  if (output === undefined) return {};
  if (typeof output === "string" || isArray(output))
    return { whole: reach(context, target, output as string | readonly string[], at) };
  const parts = Object.entries(output).map(([name, pointers]) => ({
    name,
    at: reach(context, target, pointers, [...at, name]),
  }));
  return { parts };
}

function readFailure(context: KindContext, source: JobSource, target: Target): Kind["failure"] {
  const { failure } = source;
  if (failure === undefined) return undefined;
  const read = (key: "message" | "code" | "details") => {
    const pointers = failure[key];
    return pointers === undefined ? [] : reach(context, target, pointers, [...context.at, "failure", key]);
  };
  return { message: read("message"), code: read("code"), details: read("details") };
}

function checkFaults(context: KindContext, source: JobSource, words: readonly string[]): void {
  for (const key of ["caller", "platform"] as const) {
    for (const [index, word] of (source.failure?.[key] ?? []).entries()) {
      if (words.includes(word)) continue;
      context.report.error(
        [...context.at, "failure", key, index],
        `"${word}" has no place in the status table`,
        "a fault is told by a raw status",
      );
    }
  }
}

function checkKindNames(sources: readonly (readonly [string, Json])[], report: Report): void {
  const formerly = new Map<string, string>();
  for (const [name, source] of sources) {
    if (!isDeclarable(name) || takenNames.has(name))
      report.error(
        ["x-jobs", name],
        `"${name}" cannot be the name of a kind: code uses it for something else`,
      );
    for (const [index, old] of ((own(source, "formerly") as readonly string[] | undefined) ?? []).entries()) {
      const other = formerly.get(old) ?? (sources.some(([kind]) => kind === old) ? old : undefined);
      if (other !== undefined)
        report.error(
          ["x-jobs", name, "formerly", index],
          `"${old}" names ${other} already`,
          "a stored ref must lead to one kind",
        );
      formerly.set(old, name);
    }
  }
}

function readFaults({ failure }: JobSource): Kind["faults"] {
  const { caller, platform } = failure ?? {};
  return { ...(caller !== undefined && { caller }), ...(platform !== undefined && { platform }) };
}
