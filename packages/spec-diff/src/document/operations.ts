import { isObject, own, ownString } from "../json.ts";
import { child, deref, entries, items, type Node, rootNode } from "./node.ts";

/** A parameter of an operation, references followed. */
export interface Parameter {
  readonly in: string;
  /** Lower case for a header: their names have no case. */
  readonly name: string;
  readonly required: boolean;
  readonly node: Node;
}

/** One operation of a document. */
export interface Operation {
  /** `GET /v2/jobs/{}`: the same operation has the same key in every document, whatever its parameters are called. */
  readonly key: string;
  readonly method: string;
  readonly path: string;
  /** Its operationId. */
  readonly id: string | undefined;
  /** Its operationId, else `GET /v2/jobs/{job_id}`. */
  readonly name: string;
  readonly node: Node;
  readonly item: Node;
  readonly parameters: readonly Parameter[];
  readonly body: Node | undefined;
  readonly responses: ReadonlyMap<string, Node>;
}

const methods = ["get", "put", "post", "patch", "delete", "head", "options", "trace", "query"];

/** All operations of a document by key. */
export function operationsOf(root: Node["root"]): ReadonlyMap<string, Operation> {
  const found = new Map<string, Operation>();
  for (const [path, item] of entries(child(rootNode(root), "paths"))) {
    const resolved = deref(item);
    for (const method of methods) {
      const node = child(resolved, method);
      if (node !== undefined && isObject(node.value)) {
        const operation = read(method.toUpperCase(), path, resolved, node);
        found.set(operation.key, operation);
      }
    }
  }
  return found;
}

function read(method: string, path: string, item: Node, node: Node): Operation {
  const id = ownString(node.value, "operationId");
  const body = child(node, "requestBody");
  return {
    key: operationKey(method, path),
    method,
    path,
    id,
    name: id ?? `${method} ${path}`,
    node,
    item,
    parameters: parametersOf(item, node),
    body: body === undefined ? undefined : deref(body),
    responses: new Map(
      entries(child(node, "responses")).map(([status, response]) => [status.toUpperCase(), deref(response)]),
    ),
  };
}

/** `get`, `/v2/jobs/{job_id}` → `GET /v2/jobs/{}`. */
export function operationKey(method: string, path: string): string {
  return `${method.toUpperCase()} ${path.replace(/\{[^}]*\}/g, "{}")}`;
}

/** An operation's own parameters, and those of its path that it does not replace. */
function parametersOf(item: Node, node: Node): readonly Parameter[] {
  const found = new Map<string, Parameter>();
  for (const reference of [...items(child(item, "parameters")), ...items(child(node, "parameters"))]) {
    const parameter = deref(reference);
    const place = ownString(parameter.value, "in") ?? "";
    const written = ownString(parameter.value, "name") ?? "";
    const name = place === "header" ? written.toLowerCase() : written;
    if (place === "header" && ignoredHeaders.has(name)) continue;
    const required = place === "path" || own(parameter.value, "required") === true;
    found.set(`${place} ${name}`, { in: place, name, required, node: parameter });
  }
  return [...found.values()];
}

/** Headers of which OpenAPI says that their definition is ignored: bodies and security schemes speak of them. */
const ignoredHeaders: ReadonlySet<string> = new Set(["accept", "content-type", "authorization"]);

/** The names in a path, in order. */
export function pathNames(path: string): readonly string[] {
  return [...path.matchAll(/\{([^}]*)\}/g)].map((match) => match[1] ?? "");
}
