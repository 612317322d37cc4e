import { readFile } from "node:fs/promises";
import { parse } from "yaml";

/** An object of a document. */
export type Node = Readonly<Record<string, unknown>>;

/** Keys from the root of a document to a value in it. */
export type Path = readonly string[];

/** Reads `specs/<provider>/openapi.yaml`. */
export async function readSpec(provider: string): Promise<Node> {
  const file = new URL(`../../../specs/${provider}/openapi.yaml`, import.meta.url);
  return parse(await readFile(file, "utf8")) as Node;
}

/** Whether a value is an object that is no array. */
export function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The object below a key, empty where there is none. */
export function below(node: unknown, key: string): Node {
  const value = isNode(node) ? node[key] : undefined;
  return isNode(value) ? value : {};
}

/** An object of a document, or what its `$ref` stands for, with its place. */
export function resolved(document: Node, at: Path): { readonly node: Node; readonly at: Path } {
  const node = at.reduce<unknown>((value, key) => (isNode(value) ? value[key] : undefined), document);
  if (!isNode(node)) throw new Error(`there is nothing at ${at.join(" › ")}`);
  const { $ref } = node;
  return typeof $ref === "string"
    ? resolved(document, $ref.split("/").slice(1).map(unescaped))
    : { node, at };
}

/** A place as a `$ref`. */
export function reference(at: Path): string {
  return `#${at.map((key) => `/${encodeURIComponent(key.replaceAll("~", "~0").replaceAll("/", "~1"))}`).join("")}`;
}

function unescaped(step: string): string {
  return decodeURIComponent(step).replaceAll("~1", "/").replaceAll("~0", "~");
}

const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/** The operations of a document, in order, with their places. */
export function operationsOf(document: Node): readonly { readonly node: Node; readonly at: Path }[] {
  return Object.entries(below(document, "paths")).flatMap(([path, item]) =>
    methods
      .filter((method) => isNode(item) && isNode(item[method]))
      .map((method) => ({ node: below(item, method), at: ["paths", path, method] })),
  );
}

/** An object of OpenAPI or JSON Schema: no value of the API, and no map whose keys are names. */
export interface Place {
  readonly node: Node;
  readonly at: Path;
  /** The objects around it, outermost first. */
  readonly around: readonly Node[];
}

/** Every such object of a document's paths and components. */
export function placesOf(document: Node): readonly Place[] {
  return ["paths", "components"].flatMap((key) => placesIn(document[key], [key], [], maps.has(key)));
}

function placesIn(value: unknown, at: Path, around: readonly Node[], isMap: boolean): readonly Place[] {
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => placesIn(item, [...at, String(index)], around, false));
  }
  if (!isNode(value)) return [];
  const inner = isMap ? around : [...around, value];
  const entries = Object.entries(value).filter(([key]) => isMap || !values.has(key));
  return [
    ...(isMap ? [] : [{ node: value, at, around }]),
    ...entries.flatMap(([key, item]) => placesIn(item, [...at, key], inner, !isMap && maps.has(key))),
  ];
}

/** Keys that hold values of the API, or ours. */
const values: ReadonlySet<string> = new Set(["example", "examples", "default", "enum", "const", "x-jobwire"]);

/** Keys that hold a map from names to objects. */
const maps: ReadonlySet<string> = new Set([
  "paths",
  "responses",
  "headers",
  "content",
  "schemas",
  "parameters",
  "requestBodies",
  "securitySchemes",
  "properties",
]);
