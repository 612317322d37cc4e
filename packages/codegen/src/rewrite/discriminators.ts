import {
  isArray,
  isObject,
  type Json,
  type JsonObject,
  mapObject,
  own,
  ownArray,
  ownObject,
  ownString,
} from "../json.ts";
import { parsePointer } from "../path.ts";

/** Component to property to the words that tell it apart from others. */
type Tags = Map<string, Map<string, Set<string>>>;

/**
 * Writes what a `discriminator` says into the schemas that it tells apart, and takes it away. The type generator does so
 * too, but loses variants that are extended by `allOf`.
 */
export function resolveDiscriminators(document: JsonObject): JsonObject {
  const components = ownObject(document, "components");
  const schemas = ownObject(components, "schemas");
  const tags: Tags = new Map();
  collect(document, undefined, schemas, tags);
  const tagged = mapObject(schemas, (schema, name) => tag(schema, tags.get(name)));
  return drop({ ...document, components: { ...components, schemas: tagged } }) as JsonObject;
}

function collect(value: Json, component: string | undefined, schemas: JsonObject, tags: Tags): void {
  if (isArray(value)) for (const entry of value) collect(entry, undefined, schemas, tags);
  if (!isObject(value)) return;
  const discriminator = own(value, "discriminator");
  const property = ownString(discriminator, "propertyName");
  if (property !== undefined) {
    const mapping = Object.entries(ownObject(discriminator, "mapping"));
    for (const name of variantsOf(value, component, schemas)) {
      const words = mapping.filter(([, target]) => nameOf(target) === name).map(([word]) => word);
      add(tags, name, property, words.length > 0 ? words : [name]);
    }
  }
  for (const [key, entry] of Object.entries(value)) {
    if (value === schemas) collect(entry, key, schemas, tags);
    else if (!key.startsWith("x-") && key !== "example" && key !== "examples")
      collect(entry, undefined, schemas, tags);
  }
}

/** The components that a discriminator tells apart: those of a union, or those that extend its schema. */
function variantsOf(
  schema: JsonObject,
  component: string | undefined,
  schemas: JsonObject,
): readonly string[] {
  const union = [...ownArray(schema, "oneOf"), ...ownArray(schema, "anyOf")];
  if (union.length > 0) return union.flatMap((variant) => nameOf(own(variant, "$ref")) ?? []);
  if (component === undefined) return [];
  const extendsIt = (other: Json) =>
    ownArray(other, "allOf").some((part) => nameOf(own(part, "$ref")) === component);
  return Object.keys(schemas).filter((name) => extendsIt(schemas[name] ?? true));
}

function nameOf(target: Json | undefined): string | undefined {
  if (typeof target !== "string") return undefined;
  return target.startsWith("#/components/schemas/") ? parsePointer(target.slice(1))[2] : target;
}

function add(tags: Tags, name: string, property: string, words: readonly string[]): void {
  const ofComponent = tags.get(name) ?? new Map<string, Set<string>>();
  tags.set(name, ofComponent);
  ofComponent.set(property, new Set([...(ofComponent.get(property) ?? []), ...words]));
}

function tag(schema: Json, tags: ReadonlyMap<string, ReadonlySet<string>> | undefined): Json {
  if (tags === undefined || !isObject(schema)) return schema;
  let result: JsonObject = schema;
  for (const [property, words] of tags) result = tagProperty(result, property, [...words]);
  return result;
}

function tagProperty(schema: JsonObject, property: string, words: readonly string[]): JsonObject {
  const properties = ownObject(schema, "properties");
  const declared = own(properties, property);
  if (own(declared, "const") !== undefined) return schema;
  const title = ownString(declared, "title");
  const told = { type: "string", enum: words, ...(title !== undefined && { title }) };
  const required = [...new Set([...ownArray(schema, "required"), property])];
  if (declared !== undefined) return { ...schema, required, properties: { ...properties, [property]: told } };
  const part = { type: "object", required: [property], properties: { [property]: told } };
  if (own(schema, "allOf") !== undefined) return { ...schema, allOf: [...ownArray(schema, "allOf"), part] };
  if (own(schema, "properties") !== undefined)
    return { ...schema, required, properties: { ...properties, [property]: told } };
  return { allOf: [schema, part] };
}

function drop(value: Json): Json {
  if (isArray(value)) return value.map(drop);
  if (!isObject(value)) return value;
  const isKeyword =
    isObject(own(value, "discriminator")) &&
    ownString(own(value, "discriminator"), "propertyName") !== undefined;
  return mapObject(value, (entry, key) => (key === "discriminator" && isKeyword ? undefined : drop(entry)));
}
