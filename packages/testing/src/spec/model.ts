import { arrayIn, isObject, type JsonObject, objectIn, own, textIn } from "../json/json.ts";
import { type Deref, derefIn } from "./deref.ts";
import type { KindModel } from "./kind.ts";
import { loadKinds } from "./load-kinds.ts";
import { loadOperations } from "./load-operations.ts";
import type { OperationModel } from "./operation.ts";
import { type OperationRole, roleOf } from "./roles.ts";

/** An OpenAPI document as the simulator sees it. */
export interface SpecModel {
  readonly root: JsonObject;
  readonly deref: Deref;
  readonly title: string;
  readonly operations: readonly OperationModel[];
  readonly kinds: readonly KindModel[];
  readonly roles: ReadonlyMap<OperationModel, OperationRole>;
  /** Paths of the declared servers, the longest first; `""` is among them. */
  readonly basePaths: readonly string[];
  /** Where the message of an error body stands. */
  readonly errorMessage: readonly string[];
  /** Header that carries a request id, if the document names one. */
  readonly requestIdHeader?: string;
}

/** Models hold no state of a simulator, so all simulators of a document share one. */
const loaded = new WeakMap<JsonObject, SpecModel>();

/** Reads a bundled OpenAPI document with `x-jobs`, once: a change to the same object afterwards is not seen. */
export function loadSpec(document: unknown): SpecModel {
  if (!isObject(document) || !isObject(own(document, "paths"))) {
    throw new TypeError("The simulator needs an OpenAPI document as an object with `paths`.");
  }
  const model = loaded.get(document) ?? readSpec(document);
  loaded.set(document, model);
  return model;
}

function readSpec(document: JsonObject): SpecModel {
  const deref = derefIn(document);
  const operations = loadOperations(document, deref);
  const kinds = loadKinds(document, (name) => findOperation(operations, name));
  const errors = objectIn(objectIn(document, "x-jobwire"), "errors");
  const requestIdHeader = textIn(own(errors, "requestId"), "header");
  return {
    root: document,
    deref,
    title: textIn(own(document, "info"), "title") ?? "the API",
    operations,
    kinds,
    roles: new Map(operations.map((operation) => [operation, roleOf(operation, kinds)])),
    basePaths: basePathsOf(document),
    errorMessage: [own(errors, "message")].flat().filter((pointer) => typeof pointer === "string"),
    ...(requestIdHeader !== undefined && { requestIdHeader }),
  };
}

function findOperation(operations: readonly OperationModel[], name: unknown): OperationModel {
  const found = operations.find(({ id, method, path }) => id === name || `${method} ${path}` === name);
  if (found === undefined)
    throw new Error(`x-jobs names the operation "${String(name)}", which the document does not have.`);
  return found;
}

function basePathsOf(root: JsonObject): readonly string[] {
  const paths = arrayIn(root, "servers").map((server) => serverPath(server));
  return [...new Set([...paths, ""])].sort((left, right) => right.length - left.length);
}

function serverPath(server: unknown): string {
  const variables = objectIn(server, "variables");
  const url = (textIn(server, "url") ?? "").replace(/\{([^}]+)\}/g, (_, name: string) =>
    String(own(own(variables, name), "default") ?? "x"),
  );
  return new URL(url, "http://simulator.invalid").pathname.replace(/\/+$/, "");
}
