import { isObject, type JsonObject, mapObject, ownObject } from "../json.ts";
import type { Operation } from "../model/operation.ts";

/** Every operation under the name that code has for it, so that types and methods agree. */
export function nameOperations(document: JsonObject, operations: readonly Operation[]): JsonObject {
  const names = new Map(
    operations.map((operation) => [`${operation.method} ${operation.path}`, operation.name]),
  );
  const paths = mapObject(ownObject(document, "paths"), (item, path) => {
    if (!isObject(item)) return item;
    return mapObject(item, (value, key) => {
      const name = names.get(`${key.toUpperCase()} ${path}`);
      return name !== undefined && isObject(value) ? { ...value, operationId: name } : value;
    });
  });
  return { ...document, paths };
}
