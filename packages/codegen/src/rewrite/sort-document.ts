import {
  compareText,
  isArray,
  isObject,
  type Json,
  type JsonObject,
  mapObject,
  ownObject,
  sortKeys,
} from "../json.ts";

const rootOrder = [
  "openapi",
  "info",
  "servers",
  "security",
  "tags",
  "x-jobwire",
  "x-jobs",
  "paths",
  "webhooks",
  "components",
];
const methodOrder = [
  "summary",
  "description",
  "servers",
  "parameters",
  "get",
  "put",
  "post",
  "patch",
  "delete",
  "head",
  "options",
];

/**
 * A document with paths, methods, statuses, components and kinds in one order, so that moving them changes nothing that
 * is generated. Whatever order means something (properties, lists, words of a table) stays.
 */
export function sortDocument(document: JsonObject): JsonObject {
  const sorted: JsonObject = {
    ...document,
    ...(isObject(document["x-jobs"]) && { "x-jobs": sortKeys(document["x-jobs"]) }),
    paths: mapObject(sortKeys(ownObject(document, "paths")), sortPathItem),
    components: mapObject(sortKeys(ownObject(document, "components")), (section) =>
      isObject(section) ? mapObject(sortKeys(section), sortResponses) : section,
    ),
  };
  return inOrder(sorted, rootOrder);
}

function sortPathItem(item: Json): Json {
  if (!isObject(item)) return item;
  return inOrder(mapObject(item, sortResponses), methodOrder);
}

/** Statuses of an operation; media types keep their order, because the first says what is preferred. */
function sortResponses(operation: Json): Json {
  if (!isObject(operation) || isArray(operation) || !isObject(operation.responses)) return operation;
  return { ...operation, responses: sortKeys(operation.responses) };
}

function inOrder(value: JsonObject, order: readonly string[]): JsonObject {
  const rank = (key: string) => (order.includes(key) ? order.indexOf(key) : order.length);
  const entries = Object.entries(value).sort(([a], [b]) => rank(a) - rank(b) || compareText(a, b));
  return Object.fromEntries(entries);
}
