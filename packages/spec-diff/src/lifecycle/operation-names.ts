import { operationKey, operationsOf } from "../document/operations.ts";
import { isArray, isObject, type Json, type JsonObject, own, ownObject } from "../json.ts";

/** The keys of a document's operations by every name that `x-jobs` may use. */
export type OperationNames = ReadonlyMap<string, string>;

/** operationIds, and `METHOD /path`. */
export function operationNames(root: JsonObject): OperationNames {
  const names = new Map<string, string>();
  for (const { key, id, method, path } of operationsOf(root).values()) {
    names.set(`${method} ${path}`, key);
    if (id !== undefined) names.set(id, key);
  }
  return names;
}

/** What to call an operation: its operationId, if it has one. */
export function nameOf(key: string | undefined, names: OperationNames): string {
  const found = [...names].filter(([, other]) => other === key).map(([name]) => name);
  return found.find((name) => !name.includes(" ")) ?? found[0] ?? key ?? "none";
}

/** An operation of a kind, whichever of the two forms it is written in. */
export interface Relation {
  /** Keys of operations: a renamed operationId is no other operation. */
  readonly operations: readonly string[];
  readonly params: JsonObject;
  readonly value: Json;
}

/** Reads `start`, `await`, `cancel`, `list`, `stream`, `read`. */
export function relationOf(value: Json | undefined, names: OperationNames): Relation | undefined {
  if (value === undefined) return undefined;
  const named = isObject(value) ? own(value, "operation") : value;
  const list = isArray(named) ? named : [named];
  const operations = list.filter((name): name is string => typeof name === "string");
  return {
    operations: operations.map((name) => names.get(name) ?? operationKey(...split(name))),
    params: ownObject(value, "params"),
    value,
  };
}

function split(name: string): [method: string, path: string] {
  const [method = "", path = ""] = name.split(" ", 2);
  return [method, path];
}
