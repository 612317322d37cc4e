import { isArray, isObject, type Json, type JsonObject, mapObject, own, ownObject } from "../json.ts";
import { parsePointer } from "../path.ts";
import { type Direction, mapDocument } from "./map-document.ts";
import { mapSchema } from "./map-schema.ts";

/** Changes one schema for one direction. */
export type Project = (schema: JsonObject, direction: Direction) => JsonObject;

/** Which component stands for which in requests. */
export interface Split {
  /** Component to the one that takes its place in requests, where the two differ. */
  readonly inputs: ReadonlyMap<string, string>;
  readonly uses: ReadonlyMap<string, ReadonlySet<Direction>>;
}

/**
 * A schema that stands in requests and in answers can mean two things: its enums are open in answers only, `readOnly`
 * properties do not exist in requests. Where the two differ, requests get a component of their own.
 */
export function splitDirections(document: JsonObject, project: Project): Split {
  const schemas = ownObject(ownObject(document, "components"), "schemas");
  const uses = usesOf(document, schemas);
  const both = Object.keys(schemas).filter((name) => uses.get(name)?.size === 2);
  const differing = new Set(both.filter((name) => differs(schemas[name] ?? true, project)));
  let grew = true;
  while (grew) {
    const more = both.filter(
      (name) => !differing.has(name) && refsOf(schemas[name] ?? true).some((ref) => differing.has(ref)),
    );
    for (const name of more) differing.add(name);
    grew = more.length > 0;
  }
  const inputs = new Map([...differing].sort().map((name) => [name, freeName(name, schemas)]));
  return { inputs, uses };
}

/** The document with every schema as it is in its direction. */
export function applySplit(document: JsonObject, split: Split, project: Project): JsonObject {
  const projected = (schema: Json, direction: Direction) =>
    mapSchema(schema, (inner) => redirect(project(inner, direction), direction, split));
  const mapped = mapDocument(document, { schema: projected });
  const components = ownObject(mapped, "components");
  const schemas: [string, Json][] = Object.entries(ownObject(components, "schemas")).flatMap(
    ([name, schema]) => {
      const direction = split.uses.get(name)?.has("response") === false ? "request" : "response";
      const input = split.inputs.get(name);
      const entries: [string, Json][] = [[name, projected(schema, direction)]];
      if (input !== undefined) entries.push([input, projected(schema, "request")]);
      return entries;
    },
  );
  return { ...mapped, components: { ...components, schemas: Object.fromEntries(schemas) } };
}

function differs(schema: Json, project: Project): boolean {
  const as = (direction: Direction) =>
    JSON.stringify(mapSchema(schema, (inner) => project(inner, direction)));
  return as("request") !== as("response");
}

/** In requests references lead to the components that requests have for themselves. */
function redirect(schema: JsonObject, direction: Direction, split: Split): JsonObject {
  if (direction === "response" || split.inputs.size === 0) return schema;
  const input = (ref: Json | undefined) => {
    const name = refName(ref);
    const target = name === undefined ? undefined : split.inputs.get(name);
    return target === undefined ? undefined : `#/components/schemas/${target}`;
  };
  const $ref = input(own(schema, "$ref"));
  const discriminator = own(schema, "discriminator");
  if (!isObject(discriminator)) return $ref === undefined ? schema : { ...schema, $ref };
  const mapping = mapObject(ownObject(discriminator, "mapping"), (target) => input(target) ?? target);
  return { ...schema, discriminator: { ...discriminator, mapping } };
}

/** For each component the directions in which a value of it travels. Nobody's component is taken for an answer's. */
function usesOf(document: JsonObject, schemas: JsonObject): ReadonlyMap<string, ReadonlySet<Direction>> {
  const uses = new Map<string, Set<Direction>>();
  const visit = (name: string, direction: Direction): void => {
    const known = uses.get(name) ?? new Set<Direction>();
    if (known.has(direction)) return;
    uses.set(name, known.add(direction));
    for (const ref of refsOf(own(schemas, name) ?? true)) visit(ref, direction);
  };
  mapDocument(document, {
    schema(schema, direction) {
      for (const ref of refsOf(schema)) visit(ref, direction);
      return schema;
    },
  });
  return uses;
}

function refsOf(schema: Json): readonly string[] {
  const found: string[] = [];
  const collect = (value: Json): void => {
    if (isArray(value)) for (const entry of value) collect(entry);
    if (!isObject(value)) return;
    const name = refName(own(value, "$ref"));
    if (name !== undefined) found.push(name);
    const mapping = ownObject(own(value, "discriminator"), "mapping");
    for (const target of Object.values(mapping)) found.push(refName(target) ?? String(target));
    for (const entry of Object.values(value)) collect(entry);
  };
  collect(schema);
  return found;
}

function refName(ref: Json | undefined): string | undefined {
  return typeof ref === "string" && ref.startsWith("#/components/schemas/")
    ? parsePointer(ref.slice(1))[2]
    : undefined;
}

function freeName(name: string, schemas: JsonObject): string {
  const candidates = [`${name}Input`, `${name}Request`, `${name}InRequests`];
  return candidates.find((candidate) => own(schemas, candidate) === undefined) ?? `${name}AsInput`;
}
