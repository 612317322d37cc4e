import { compact, finite, isSet, present, text, time } from "./coerce.ts";
import type { JobDefinition, JobTypes, LocatedAction, Refinement } from "./definition.ts";
import { MalformedBodyError } from "./errors/malformed-body-error.ts";
import { isTerminal, type Job, type JobAction, type JobFailure, type JobStatus } from "./job.ts";
import { refOf } from "./ref.ts";

/** What a body that leaves out the id is taken to be about. */
export interface AskedFor {
  readonly id: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly at?: string | undefined;
}

/**
 * Makes a normalized Job of a provider's body. Pure.
 *
 * @throws {MalformedBodyError} The body is no JSON object.
 */
export function toJob<T extends JobTypes>(
  definition: JobDefinition<T>,
  body: T["body"],
  asked: AskedFor,
): Job<T["output"], T["body"]> {
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    throw new MalformedBodyError(definition.provider, definition.kind, body);
  }
  const located = definition.locate(body);
  const refined: Refinement<T["output"]> = definition.refine?.(body, located) ?? {};
  const rawStatus = typeof located.status === "string" ? located.status : "";
  const status = definition.when?.(body) ?? statusOf(definition.statuses, rawStatus);
  const id = text(located.id) ?? asked.id;
  const ended = isTerminal(status);
  const output =
    refined.output ?? present(located.output) ?? compact(located.outputParts as object | undefined);

  return defined({
    provider: definition.provider,
    kind: definition.kind,
    id,
    ref: refOf(definition, asked.id || id, asked.params, asked.at),
    status,
    rawStatus,
    statusMessage: text(refined.statusMessage) ?? text(located.statusMessage),
    cancelRequested: !ended && isSet(located.cancelRequested) ? true : undefined,
    attempt: finite(located.attempt),
    progress: progressOf(refined.progress ?? located.progress),
    createdAt: time(located.createdAt),
    startedAt: time(located.startedAt),
    completedAt: ended ? time(located.completedAt) : undefined,
    expiresAt: time(located.expiresAt),
    output: status === "succeeded" ? output : undefined,
    partialOutput: status === "succeeded" ? undefined : output,
    outputExpiresAt: status === "succeeded" ? time(located.outputExpiresAt) : undefined,
    failure: failureOf(definition, status, rawStatus, {
      ...located.failure,
      ...defined(refined.failure ?? {}),
    }),
    actions: status === "requires_action" ? actionsOf(located.actions ?? []) : undefined,
    raw: body,
  }) as unknown as Job<T["output"], T["body"]>; // the fields of each status are set above by the same rules as the type
}

function statusOf(table: Readonly<Record<string, JobStatus>>, word: string): JobStatus {
  return Object.hasOwn(table, word) ? (table[word] ?? "unknown") : "unknown";
}

function progressOf(progress: { percent?: unknown; current?: unknown; total?: unknown } | undefined) {
  if (progress === undefined) return undefined;
  const { percent, current, total } = progress;
  return compact({ percent: finite(percent), current: finite(current), total: finite(total) });
}

function failureOf<T extends JobTypes>(
  definition: JobDefinition<T>,
  status: JobStatus,
  rawStatus: string,
  found: { message?: unknown; code?: unknown; details?: unknown },
): JobFailure | undefined {
  if (!isTerminal(status) || status === "succeeded") return undefined;
  const message = text(found.message);
  const code = text(found.code);
  if (status !== "failed" && message === undefined && code === undefined) return undefined;
  return defined({
    message: message ?? `The provider reported "${rawStatus}" and gave no reason.`,
    code,
    fault: faultOf(definition, rawStatus),
    details: present(found.details),
  });
}

function faultOf<T extends JobTypes>({ faults }: JobDefinition<T>, rawStatus: string): JobFailure["fault"] {
  if (faults?.caller?.includes(rawStatus)) return "caller";
  return faults?.platform?.includes(rawStatus) ? "platform" : undefined;
}

function actionsOf(located: readonly LocatedAction[]): JobAction[] {
  return located.flatMap(({ id, kind, summary, operation, params }) => {
    const known = text(id);
    if (known === undefined) return [];
    return [
      defined({
        id: known,
        kind,
        summary: text(summary),
        operation,
        params: defined(params) as JobAction["params"],
      }),
    ];
  });
}

type Defined<Fields> = {
  [Key in keyof Fields as undefined extends Fields[Key] ? never : Key]: Fields[Key];
} & {
  [Key in keyof Fields as undefined extends Fields[Key] ? Key : never]?: Exclude<Fields[Key], undefined>;
};

/** The entries that are not `undefined`. */
export function defined<Fields extends object>(fields: Fields): Defined<Fields> {
  const kept: Partial<Fields> = {};
  for (const name in fields) if (fields[name] !== undefined) kept[name] = fields[name];
  return kept as unknown as Defined<Fields>; // TypeScript cannot follow the loop
}
