import { same } from "../canonical.ts";
import { child, deref, entries, items, type Node } from "../document/node.ts";
import { isArray, isObject, type Json, own, ownArray, ownObject, ownString, strings } from "../json.ts";
import { join } from "../pointer.ts";
import { flatten, isNull } from "./flatten.ts";
import { limitOf } from "./keywords.ts";

/** Whether a value is sent to the API or comes from it. */
export type Direction = "request" | "response";

/** A property of an object. */
export interface Property {
  readonly node: Node;
  readonly required: boolean;
}

/** What a schema says about values, in one form for all ways to write it. */
export interface SchemaView {
  readonly node: Node;
  readonly pointer: string;
  /** Types beside null; `undefined` is any. */
  readonly types: ReadonlySet<string> | undefined;
  readonly nullable: boolean;
  readonly format: string | undefined;
  /** The words of `enum` or `const`, without null. */
  readonly words: readonly Json[] | undefined;
  /** `x-jobwire.open`, if it is said. */
  readonly open: boolean | undefined;
  readonly properties: ReadonlyMap<string, Property>;
  readonly additional: Node | boolean;
  /** Further properties are spoken of: the types have an index signature for them. */
  readonly namesAdditional: boolean;
  readonly items: Node | undefined;
  readonly variants: readonly Node[] | undefined;
  /** The names that must be there. */
  readonly required: readonly string[];
  /** Sets of names one of which must be there, the required ones included, if several are said. */
  readonly alternatives: readonly (readonly string[])[] | undefined;
  readonly combinator: string | undefined;
  /** Everything else that says which values are valid, by keyword. */
  readonly limits: ReadonlyMap<string, Json>;
  readonly default: Json | undefined;
  readonly deprecated: boolean;
  readonly secret: boolean;
}

/** Reads the schema at a node as it holds for one direction. */
export function viewSchema(node: Node, direction: Direction): SchemaView {
  const { parts, orNull, pointer } = flatten(node);
  const objects = parts.filter((part) => isObject(part.value));
  const last = <T>(read: (part: Node) => T | undefined): T | undefined =>
    objects
      .map(read)
      .filter((value) => value !== undefined)
      .at(-1);
  const union = objects
    .map(variantsOf)
    .filter((list) => list !== undefined)
    .at(-1);
  const unionWords = union === undefined ? undefined : wordsOfVariants(union.list);
  const variants = unionWords === undefined ? union : undefined;
  const words = wordsOf(objects) ?? unionWords;
  const declared = typesOf(objects);
  const properties = propertiesOf(objects, direction);
  const required = [...new Set(objects.flatMap((part) => strings(ownArray(part.value, "required"))))];
  const types = declared ?? impliedTypes(words, objects, variants !== undefined);
  const jobwire = (key: string) => last((part) => own(ownObject(part.value, "x-jobwire"), key));
  const anything = types === undefined && words === undefined && variants === undefined;
  return {
    node,
    pointer,
    types: withoutNull(types),
    nullable:
      orNull || types?.has("null") === true || anything || (declared === undefined && hasNull(objects)),
    format: last((part) => ownString(part.value, "format")),
    words: words?.filter((word) => word !== null),
    open: booleanOf(jobwire("open")),
    properties,
    additional: additionalOf(objects, parts),
    namesAdditional: objects.some((part) => own(part.value, "additionalProperties") !== undefined),
    items: last((part) => child(part, "items")),
    variants: variants?.list,
    required,
    alternatives: alternativesOf(objects, required),
    combinator: variants?.keyword,
    limits: new Map(objects.flatMap(limitsOf)),
    default: last((part) => own(part.value, "default")),
    deprecated: objects.some((part) => own(part.value, "deprecated") === true),
    secret: jobwire("secret") === true,
  };
}

function booleanOf(value: Json | undefined): boolean | undefined {
  return typeof value === "boolean" ? value : undefined;
}

function typesOf(parts: readonly Node[]): ReadonlySet<string> | undefined {
  const lists = parts.map((part) => strings(own(part.value, "type"))).filter((list) => list.length > 0);
  const [first, ...rest] = lists;
  return first === undefined
    ? undefined
    : new Set(first.filter((type) => rest.every((list) => list.includes(type))));
}

function withoutNull(types: ReadonlySet<string> | undefined): ReadonlySet<string> | undefined {
  if (types?.has("null") !== true) return types;
  return new Set([...types].filter((type) => type !== "null"));
}

/**
 * A schema without `type` that speaks of properties or items means objects or arrays. Beside variants only named
 * properties do: all else may hold for the one variant that is an object or array.
 */
function impliedTypes(
  words: readonly Json[] | undefined,
  parts: readonly Node[],
  hasVariants: boolean,
): ReadonlySet<string> | undefined {
  if (words !== undefined) return new Set(words.map(typeOf));
  const has = (keys: readonly string[]) =>
    parts.some((part) => keys.some((key) => own(part.value, key) !== undefined));
  if (has(["properties"])) return new Set(["object"]);
  if (hasVariants) return undefined;
  if (has(["additionalProperties", "patternProperties"])) return new Set(["object"]);
  return has(["items", "prefixItems"]) ? new Set(["array"]) : undefined;
}

/** The name of a value's JSON type. */
export function typeOf(value: Json): string {
  if (value === null) return "null";
  if (isArray(value)) return "array";
  return typeof value;
}

function wordsOf(parts: readonly Node[]): readonly Json[] | undefined {
  const lists = parts.flatMap(({ value }) => {
    const constant = own(value, "const");
    const list = own(value, "enum");
    return [...(constant === undefined ? [] : [[constant]]), ...(isArray(list) ? [list] : [])];
  });
  const [first, ...rest] = lists;
  return first?.filter((word) => rest.every((list) => list.some((other) => same(other, word))));
}

function hasNull(parts: readonly Node[]): boolean {
  return wordsOf(parts)?.includes(null) === true;
}

function propertiesOf(parts: readonly Node[], direction: Direction): ReadonlyMap<string, Property> {
  const required = new Set(parts.flatMap((part) => strings(ownArray(part.value, "required"))));
  const found = new Map<string, Property>();
  for (const part of parts) {
    for (const [name, node] of entries(child(part, "properties"))) {
      if (!isHidden(node, direction)) {
        const known = found.get(name);
        found.set(name, {
          node: known === undefined ? node : both(known.node, node),
          required: required.has(name),
        });
      }
    }
  }
  return found;
}

function both(first: Node, second: Node): Node {
  return { ...second, value: { allOf: [first.value, second.value] } };
}

/** `readOnly` is not sent, `writeOnly` does not come. */
function isHidden(node: Node, direction: Direction): boolean {
  const keyword = direction === "request" ? "readOnly" : "writeOnly";
  return flatten(node).parts.some((part) => own(part.value, keyword) === true);
}

function additionalOf(objects: readonly Node[], parts: readonly Node[]): Node | boolean {
  if (parts.some((part) => part.value === false)) return false;
  const found = objects.flatMap((part) => {
    const node = child(part, "additionalProperties") ?? child(part, "unevaluatedProperties");
    return node === undefined ? [] : [node];
  });
  const closed = found.some((node) => node.value === false);
  const schema = found.find((node) => isObject(node.value) && Object.keys(node.value).length > 0);
  return closed ? false : (schema ?? true);
}

function variantsOf(part: Node): { readonly list: readonly Node[]; readonly keyword: string } | undefined {
  for (const keyword of ["oneOf", "anyOf"]) {
    const list = items(child(part, keyword)).filter((variant) => !isNull(variant));
    if (list.length > 0 && !list.every(isRequirement)) return { list, keyword };
  }
  return undefined;
}

const notes = ["title", "description", "example", "examples", "summary", "$comment"];

function saysOnly({ value }: Node, keys: readonly string[]): boolean {
  return isObject(value) && Object.keys(value).every((key) => keys.includes(key) || notes.includes(key));
}

/** A variant that says which names must be there is no other value, and nothing else. */
function isRequirement(variant: Node): boolean {
  return own(variant.value, "required") !== undefined && saysOnly(variant, ["required", "type"]);
}

/** Each list of requirements narrows those of the others: all combinations. */
function alternativesOf(
  parts: readonly Node[],
  required: readonly string[],
): readonly (readonly string[])[] | undefined {
  const lists = parts.flatMap((part) =>
    ["oneOf", "anyOf"]
      .map((keyword) => items(child(part, keyword)))
      .filter((list) => list.length > 1 && list.every(isRequirement)),
  );
  if (lists.length === 0) return undefined;
  const all = lists.reduce<readonly (readonly string[])[]>(
    (found, list) =>
      found.flatMap((names) =>
        list.map((variant) =>
          [...new Set([...names, ...strings(ownArray(variant.value, "required"))])].sort(),
        ),
      ),
    [required],
  );
  return all.slice(0, 64);
}

/** A union of words is a list of words, however it is written. */
function wordsOfVariants(list: readonly Node[]): readonly Json[] | undefined {
  const plain = list.map(deref);
  const isWord = (node: Node) => saysOnly(node, ["type", "enum", "const"]) && wordsOf([node]) !== undefined;
  return plain.every(isWord) ? plain.flatMap((node) => wordsOf([node]) ?? []) : undefined;
}

function limitsOf(part: Node): readonly (readonly [string, Json])[] {
  if (!isObject(part.value)) return [];
  return Object.entries(part.value).flatMap(([key, value]) => {
    const limit = limitOf(key, value);
    return limit === undefined ? [] : [[key, limit] as const];
  });
}

/** Where a keyword of a schema stands, to point at. */
export function keywordPointer(view: SchemaView, keyword: string): string {
  return join(view.pointer, keyword);
}
