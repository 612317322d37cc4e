import { type Json, type JsonObject, own, ownArray, ownObject } from "../json.ts";
import { type OperationNames, relationOf } from "../lifecycle/operation-names.ts";

/** The keys of all operations that some kinds of job name. */
export function operationsOfKinds(
  root: JsonObject,
  kinds: ReadonlySet<string>,
  names: OperationNames,
): readonly string[] {
  const all = Object.entries(ownObject(root, "x-jobs")).filter(([name]) => kinds.has(name));
  return all.flatMap(([, kind]) =>
    relationsOf(kind).flatMap((value) => relationOf(value, names)?.operations ?? []),
  );
}

/** The kinds of a document by the key of each operation that they name. */
export function kindsOfOperations(
  root: JsonObject,
  names: OperationNames,
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const kind of Object.keys(ownObject(root, "x-jobs")))
    for (const operation of operationsOfKinds(root, new Set([kind]), names))
      found.set(operation, [...(found.get(operation) ?? []), kind]);
  return found;
}

function relationsOf(kind: Json): readonly (Json | undefined)[] {
  const keys = ["read", "start", "await", "stream", "cancel", "list"];
  const actions = ownArray(kind, "actions").map((action) => own(action, "operation"));
  return [...keys.map((key) => own(kind, key)), ...actions];
}
