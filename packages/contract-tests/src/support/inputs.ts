import type { Api, Spec } from "./apis.ts";

/** Any JSON object. */
export type Tree = { readonly [name: string]: unknown };

/** An operation of a document, with what its path item and its `$ref`s say put in. */
export interface SpecOperation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly Tree[];
  readonly bodies: readonly unknown[];
  readonly responses: Readonly<Record<string, SpecResponse>>;
}

/** A declared response: its headers and the examples of each media type. */
export interface SpecResponse {
  readonly headers: readonly string[];
  readonly examples: readonly { readonly contentType: string; readonly value: unknown }[];
}

const methods = ["get", "put", "post", "patch", "delete"];

/** The operations of a document by name. Reads the document by itself, so that it checks what compiler and simulator made of it. */
export function operationsOf(spec: Spec): ReadonlyMap<string, SpecOperation> {
  const found = Object.entries(spec.paths).flatMap(([path, item]) =>
    methods.flatMap((method): (readonly [string, SpecOperation])[] => {
      const operation = treeAt(item, method);
      if (operation === undefined) return [];
      const id = String(operation.operationId);
      const parameters = [...listAt(item, "parameters"), ...listAt(operation, "parameters")];
      return [
        [
          id,
          {
            id,
            method,
            path,
            parameters: parameters.map((one) => resolve(spec, one)),
            bodies: bodiesOf(spec, operation),
            responses: responsesOf(spec, operation),
          },
        ],
      ];
    }),
  );
  return new Map(found);
}

/** Flat inputs for an operation, made of the document's examples: one for each example of the body. */
export function inputsOf(
  api: Api,
  operation: SpecOperation,
  which: "all" | "required" = "required",
): readonly Tree[] {
  const parameters = Object.fromEntries(
    operation.parameters.flatMap((one): (readonly [string, unknown])[] => {
      const value = exampleOf(api.spec, one);
      const isWanted = one.required === true || which === "all";
      return isWanted && value !== undefined ? [[String(one.name), value]] : [];
    }),
  );
  const isNested = api.table.operations[operation.id]?.body === "nested";
  const bodies = operation.bodies.length === 0 ? [{}] : operation.bodies;
  return bodies.map((body) => ({ ...parameters, ...(isNested ? { body } : (body as Tree)) }));
}

/** The input of a named operation: the first example. */
export function inputOf(api: Api, name: string): Tree {
  const operation = operationsOf(api.spec).get(name);
  const [input] = operation === undefined ? [] : inputsOf(api, operation);
  if (input === undefined) throw new Error(`${api.name} has no operation ${name}`);
  return input;
}

function exampleOf(spec: Spec, parameter: Tree): unknown {
  const schema = resolve(spec, parameter.schema ?? {});
  const named = Object.values(treeAt(parameter, "examples") ?? {}).map((one) => resolve(spec, one).value);
  const stated = [
    parameter.example,
    ...named,
    ...listAt(schema, "examples"),
    schema.default,
    ...listAt(schema, "enum"),
  ];
  return stated.find((value) => value !== undefined) ?? (schema.type === "integer" ? 10 : undefined);
}

function bodiesOf(spec: Spec, operation: Tree): readonly unknown[] {
  const body = resolve(spec, operation.requestBody ?? {});
  return Object.values(treeAt(body, "content") ?? {}).flatMap((media) => examplesIn(spec, media));
}

function responsesOf(spec: Spec, operation: Tree): Readonly<Record<string, SpecResponse>> {
  const declared = Object.entries(treeAt(operation, "responses") ?? {}).map(([status, response]) => {
    const { headers = {}, content = {} } = resolve(spec, response) as { headers?: object; content?: object };
    const examples = Object.entries(content).flatMap(([contentType, media]) =>
      examplesIn(spec, media).map((value) => ({ contentType, value })),
    );
    return [status, { headers: Object.keys(headers), examples }] as const;
  });
  return Object.fromEntries(declared);
}

function examplesIn(spec: Spec, media: unknown): readonly unknown[] {
  const { example, examples = {} } = media as { readonly example?: unknown; readonly examples?: object };
  const named = Object.values(examples).map((one) => resolve(spec, one).value);
  return [...(example === undefined ? [] : [example]), ...named];
}

/** Follows `$ref`s within the document. */
export function resolve(spec: Spec, node: unknown): Tree {
  const tree = (typeof node === "object" && node !== null ? node : {}) as Tree;
  const ref = tree.$ref;
  if (typeof ref !== "string") return tree;
  const names = ref
    .slice(2)
    .split("/")
    .map((name) => name.replace(/~1/g, "/").replace(/~0/g, "~"));
  return resolve(
    spec,
    names.reduce<unknown>((value, name) => (value as Tree)[name], spec),
  );
}

function treeAt(tree: object | undefined, name: string): Tree | undefined {
  const value = (tree as Tree | undefined)?.[name];
  return typeof value === "object" && value !== null ? (value as Tree) : undefined;
}

function listAt(tree: object, name: string): readonly unknown[] {
  const value = (tree as Tree)[name];
  return Array.isArray(value) ? value : [];
}
