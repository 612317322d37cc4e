import type { GlobalContext, OpenAPI3, SchemaObject, TransformNodeOptions } from "openapi-typescript";
import ts from "typescript";
import type { JsonObject } from "../json.ts";
import { sentAsBytes } from "../rewrite/binary-bodies.ts";
import { anyOtherString } from "../rewrite/open-enums.ts";

type Generator = typeof import("openapi-typescript");

/** A module of the generator. Its main one loads a linter, which takes as long as TypeScript itself and is not used here. */
async function part<Module>(file: string): Promise<Module> {
  return import(`openapi-typescript/dist/${file}`) as Promise<Module>;
}

const { astToString, STRING } = await part<Pick<Generator, "astToString" | "STRING">>("lib/ts.mjs");
const { resolveRef } = await part<Pick<Generator, "resolveRef">>("lib/utils.mjs");
const { default: transformSchema } = await part<{ readonly default: Generator["transformSchema"] }>(
  "transform/index.mjs",
);
const { default: transformSchemaObject } = await part<{
  readonly default: Generator["transformSchemaObject"];
}>("transform/schema-object.mjs");

/**
 * The only file that uses openapi-typescript. Its own entry point lints and bundles first, which costs as much as the
 * rest; the document that gets here has been checked and bundled.
 */
export function printSchemaTypes(document: JsonObject): string {
  const schema = document as unknown as OpenAPI3;
  return astToString(transformSchema(schema, contextOf(schema)));
}

function contextOf(schema: OpenAPI3): GlobalContext {
  const resolved = new Map<string, unknown>();
  const resolve = (ref: string): unknown => {
    if (!resolved.has(ref)) resolved.set(ref, resolveRef(schema, ref, { silent: true }));
    return resolved.get(ref);
  };
  return {
    additionalProperties: false,
    alphabetize: false,
    arrayLength: false,
    conditionalEnums: false,
    dedupeEnums: false,
    // A default is what the server takes for a missing value: the writer may leave it out.
    defaultNonNullable: false,
    discriminators: { objects: {}, refsHandled: [] },
    emptyObjectsUnknown: false,
    enum: false,
    enumValues: false,
    excludeDeprecated: false,
    exportType: false,
    generatePathParams: false,
    immutable: false,
    injectFooter: [],
    makePathsEnum: false,
    pathParamsAsTypes: false,
    postTransform: undefined,
    propertiesRequiredByDefault: false,
    readWriteMarkers: false,
    redoc: undefined as never, // read by its linter alone, which does not run
    resolve: (ref) => resolve(ref) as never,
    rootTypes: false,
    rootTypesKeepCasing: false,
    rootTypesNoSchemaPrefix: false,
    silent: true,
    transform: specialType,
    transformProperty: undefined,
  };
}

/** Types that a schema alone cannot ask for. */
function specialType(schema: SchemaObject, options: TransformNodeOptions): ts.TypeNode | undefined {
  if (typeof schema !== "object") return undefined;
  if (anyOtherString in schema) return otherString();
  if (sentAsBytes in schema) return ts.factory.createTypeReferenceNode("Blob");
  return isOpenTuple(schema) ? openTuple(schema, options) : undefined;
}

interface OpenTuple {
  readonly prefixItems: readonly SchemaObject[];
  readonly items: SchemaObject;
}

function isOpenTuple(schema: object): schema is OpenTuple {
  return (
    "prefixItems" in schema &&
    Array.isArray(schema.prefixItems) &&
    "items" in schema &&
    typeof schema.items === "object"
  );
}

/** `[string, ...number[]]`: the type generator leaves out what follows the first items. */
function openTuple({ prefixItems, items }: OpenTuple, options: TransformNodeOptions): ts.TypeNode {
  const { factory } = ts;
  const first = prefixItems.map((item) => transformSchemaObject(item, options));
  const rest = factory.createRestTypeNode(factory.createArrayTypeNode(transformSchemaObject(items, options)));
  return factory.createTupleTypeNode([...first, rest]);
}

/** `(string & {})`: any string, and yet the known words beside it are not lost to it. */
function otherString(): ts.TypeNode {
  const { factory } = ts;
  return factory.createParenthesizedType(
    factory.createIntersectionTypeNode([STRING, factory.createTypeLiteralNode([])]),
  );
}
