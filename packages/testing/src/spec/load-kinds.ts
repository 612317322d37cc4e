import { arrayIn, isObject, type JsonObject, objectIn, own, textIn } from "../json/json.ts";
import { firstValue } from "../json/pointer.ts";
import { conditionsHold } from "./conditions.ts";
import { loadFrames } from "./frames.ts";
import { type JobStatus, jobStatuses } from "./job-status.ts";
import type { ActionModel, KindModel, PointerModel, RelationModel } from "./kind.ts";
import { jsonOf, type OperationModel, successOf } from "./operation.ts";

/** Finds an operation by operationId or `METHOD /path`. */
export type FindOperation = (name: unknown) => OperationModel;

/** Reads the `x-jobs` map of a document. */
export function loadKinds(root: JsonObject, find: FindOperation): readonly KindModel[] {
  return Object.entries(objectIn(root, "x-jobs")).map(([name, node]) => loadKind(name, node, find));
}

function loadKind(name: string, node: unknown, find: FindOperation): KindModel {
  const read = find(own(node, "read"));
  const start = own(node, "start");
  const list = relation(own(node, "list"), find);
  const cancel = relation(own(node, "cancel"), find);
  const longPoll = loadLongPoll(own(node, "await"), find);
  const stream = loadStream(own(node, "stream"), find);
  const status = own(node, "status");
  const words = loadWords(status);
  const pointers = loadPointers(node);
  const statusOf = statusReader(pointers.status, status, words);
  const base = jsonOf(successOf(read)?.media)?.examples[0] ?? {};
  return {
    name,
    read,
    idParam: read.pathParams.at(-1) ?? "id",
    starts: startNames(start).map(find),
    startParams: objectIn(start, "params"),
    ...(list && { list: { ...list, items: textIn(own(node, "list"), "items") ?? "" } }),
    ...(cancel && { cancel }),
    ...(longPoll && { longPoll }),
    ...(stream && { stream }),
    pointers,
    outputParts: outputPartsOf(own(node, "output")),
    words,
    actions: arrayIn(node, "actions").flatMap((action) => loadAction(action, find)),
    base,
    frames: loadFrames(objectIn(node, "frames"), { base, words, pointers, statusOf }),
    statusOf,
  };
}

function startNames(start: unknown): readonly unknown[] {
  if (start === undefined) return [];
  const operation = isObject(start) ? own(start, "operation") : start;
  return Array.isArray(operation) ? operation : [operation];
}

function relation(node: unknown, find: FindOperation): RelationModel | undefined {
  if (node === undefined) return undefined;
  if (!isObject(node)) return { operation: find(node), params: {} };
  return { operation: find(node.operation), params: objectIn(node, "params") };
}

function loadLongPoll(node: unknown, find: FindOperation): KindModel["longPoll"] {
  const found = relation(node, find);
  const hold = own(node, "holdMs");
  const [pending] = arrayIn(node, "pending");
  return (
    found && {
      ...found,
      holdMs: typeof hold === "number" ? hold : 60_000,
      pending: typeof pending === "number" ? pending : 408,
    }
  );
}

function loadStream(node: unknown, find: FindOperation): KindModel["stream"] {
  const found = relation(node, find);
  const id = textIn(node, "id");
  const body = own(node, "body");
  return (
    found && {
      ...found,
      ...(isObject(body) && { body }),
      ...(id !== undefined && { id }),
      until: arrayIn(node, "until").map(String),
    }
  );
}

function loadAction(node: unknown, find: FindOperation): readonly ActionModel[] {
  const found = relation(node, find);
  const each = textIn(node, "each");
  if (found === undefined) return [];
  return [
    {
      ...found,
      kind: textIn(node, "kind") ?? "",
      if: objectIn(node, "if"),
      ...(each !== undefined && { each }),
    },
  ];
}

function loadWords(status: unknown): ReadonlyMap<string, JobStatus> {
  return new Map(
    jobStatuses.flatMap((meaning) =>
      arrayIn(status, meaning).map((word) => [String(word), meaning] as const),
    ),
  );
}

function statusReader(
  at: readonly string[],
  status: unknown,
  words: ReadonlyMap<string, JobStatus>,
): (body: unknown) => JobStatus {
  const exceptions = arrayIn(status, "when").map((rule) => ({
    conditions: objectIn(rule, "if"),
    meaning: jobStatuses.find((word) => word === own(rule, "then")) ?? "unknown",
  }));
  return (body) => {
    const exception = exceptions.find(({ conditions }) => conditionsHold(body, conditions));
    return exception?.meaning ?? words.get(String(firstValue(body, at))) ?? "unknown";
  };
}

function loadPointers(node: unknown): PointerModel {
  const at = (key: string): readonly string[] => pointerList(own(node, key));
  return {
    id: at("id"),
    status: pointerList(own(own(node, "status"), "at")),
    cancelRequested: at("cancelRequested"),
    createdAt: at("createdAt"),
    startedAt: at("startedAt"),
    completedAt: at("completedAt"),
    expiresAt: at("expiresAt"),
    outputExpiresAt: at("outputExpiresAt"),
    output: outputPointers(own(node, "output")),
    failureMessage: pointerList(own(own(node, "failure"), "message")),
    failureCode: pointerList(own(own(node, "failure"), "code")),
  };
}

function pointerList(node: unknown): readonly string[] {
  if (typeof node === "string") return [node];
  return Array.isArray(node) ? node.map(String) : [];
}

function outputPartsOf(node: unknown): Readonly<Record<string, readonly string[]>> {
  if (!isObject(node)) return {};
  return Object.fromEntries(Object.entries(node).map(([name, pointers]) => [name, pointerList(pointers)]));
}

function outputPointers(node: unknown): readonly string[] {
  return isObject(node) ? Object.values(node).flatMap(pointerList) : pointerList(node);
}
