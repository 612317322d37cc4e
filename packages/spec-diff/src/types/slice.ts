import { operationKey } from "../document/operations.ts";
import {
  isArray,
  isObject,
  type Json,
  type JsonObject,
  objectOf,
  own,
  ownObject,
  ownString,
} from "../json.ts";
import { parsePointer, pointerOfRef, valueAt } from "../pointer.ts";

/** What of a document is to be compiled. */
export interface Wanted {
  /** Keys of operations. */
  readonly operations: ReadonlySet<string>;
  /** Names of kinds of job. */
  readonly kinds: ReadonlySet<string>;
}

/**
 * The smallest document that has these operations and kinds, without what no type depends on: descriptions, examples,
 * states of the simulator.
 */
export function slice(root: JsonObject, { operations, kinds }: Wanted): JsonObject {
  const paths = objectOf(
    Object.entries(ownObject(root, "paths")).flatMap(([path, item]) => {
      const kept = keepOperations(path, item, operations, root);
      return kept === undefined ? [] : [[path, kept] as const];
    }),
  );
  const jobs = Object.entries(ownObject(root, "x-jobs")).filter(([name]) => kinds.has(name));
  const withoutFrames = jobs.map(([name, kind]) => [name, drop(kind, ["frames"])] as const);
  const header = objectOf(Object.entries(root).filter(([key]) => kept.has(key)));
  const bare = withoutProse({ ...header, paths, "x-jobs": objectOf(withoutFrames) }, "") as JsonObject;
  const { components: _, ...rest } = bare;
  const security = ownObject(ownObject(root, "components"), "securitySchemes");
  const reached = reachable(rest, ownObject(bare, "components"));
  return { ...rest, components: { ...reached, securitySchemes: security } };
}

/** What else of a document matters to types. */
const kept = new Set(["openapi", "info", "servers", "security", "components", "x-jobwire"]);

function drop(value: Json, keys: readonly string[]): Json {
  if (!isObject(value)) return value;
  return objectOf(Object.entries(value).filter(([key]) => !keys.includes(key)));
}

const methods = new Set(["get", "put", "post", "patch", "delete", "head", "options", "trace", "query"]);

function keepOperations(
  path: string,
  item: Json,
  wanted: ReadonlySet<string>,
  root: JsonObject,
): Json | undefined {
  const pointer = pointerOfRef(ownString(item, "$ref") ?? "");
  const resolved = pointer === undefined ? item : (valueAt(root, pointer) ?? item);
  if (!isObject(resolved)) return undefined;
  const left = Object.entries(resolved).filter(
    ([key]) => !methods.has(key) || wanted.has(operationKey(key, path)),
  );
  return left.some(([key]) => methods.has(key)) ? objectOf(left) : undefined;
}

/** Keys whose entries have names of the document's own. */
const maps = new Set([
  "properties",
  "patternProperties",
  "$defs",
  "schemas",
  "parameters",
  "responses",
  "headers",
  "content",
  "paths",
  "x-jobs",
]);
const prose = new Set(["description", "summary", "example", "examples", "externalDocs", "x-frames"]);

function withoutProse(value: Json, parent: string): Json {
  if (isArray(value)) return value.map((entry) => withoutProse(entry, ""));
  if (!isObject(value)) return value;
  const named = maps.has(parent);
  // `examples` of a component section and of `x-jobs` are no prose; an info object keeps what it must have.
  return objectOf(
    Object.entries(value)
      .filter(([key]) => named || !prose.has(key) || parent === "info")
      .map(
        ([key, entry]) =>
          [
            key,
            key === "enum" || key === "const" || key === "default"
              ? entry
              : withoutProse(entry, named ? "" : key),
          ] as const,
      ),
  );
}

/** The components that a document refers to, and those that these refer to. */
function reachable(document: Json, components: JsonObject): JsonObject {
  const found = new Map<string, Map<string, Json>>();
  const open: Json[] = [document];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    for (const pointer of references(value)) {
      const [, section = "", name = ""] = parsePointer(pointer);
      const target = own(ownObject(components, section), name);
      const known = found.get(section) ?? new Map<string, Json>();
      if (target === undefined || known.has(name)) continue;
      found.set(section, known.set(name, target));
      open.push(target);
    }
  }
  return objectOf([...found].map(([section, entries]) => [section, objectOf(entries)] as const));
}

/** Pointers of all components that a value refers to. */
export function references(value: Json): readonly string[] {
  if (isArray(value)) return value.flatMap(references);
  if (!isObject(value)) return [];
  const ref = pointerOfRef(ownString(value, "$ref") ?? "");
  const mapping = Object.values(ownObject(ownObject(value, "discriminator"), "mapping"));
  const mapped = mapping.map((target) => (typeof target === "string" ? pointerOfRef(target) : undefined));
  const nested = Object.values(value).flatMap(references);
  return [
    ...(ref === undefined ? [] : [ref]),
    ...mapped.filter((pointer) => pointer !== undefined),
    ...nested,
  ];
}
