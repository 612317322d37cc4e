import { bindCall } from "./bind-call.ts";
import { type AwaitSource, type JobSource, type RelationSource, relation } from "./job-source.ts";
import type { Call, Kind } from "./kind.ts";
import { findOperation, type KindContext } from "./kind-context.ts";
import { isSameSchema } from "./read-start.ts";
import { type JobFacts, jobScope } from "./scopes.ts";

/** The long poll of a kind. */
export function readLongPoll(context: KindContext, source: JobSource, facts: JobFacts): Kind["longPoll"] {
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

/** How a job of the kind is asked to stop. */
export function readCancel(context: KindContext, source: JobSource, facts: JobFacts): Call | undefined {
  if (source.cancel === undefined) return undefined;
  const call = readCall(context, source.cancel, facts, "cancel", true);
  if (call?.operation === facts.read)
    context.report.error(
      [...context.at, "cancel"],
      `${call.operation.id} is the read of this kind, and stops nothing`,
      "name the operation that asks for a stop, or leave cancel out",
    );
  return call;
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
