import {
  isArray,
  isObject,
  type Json,
  type JsonObject,
  mapObject,
  own,
  ownObject,
  ownString,
} from "../json.ts";
import { formatPointer, type Path, parsePointer } from "../path.ts";

/** `$defs` inside a schema become components; the type generator would make a property of them. */
export function hoistDefinitions(document: JsonObject): JsonObject {
  const components = ownObject(document, "components");
  const hoisted = new Map<string, string>();
  const added: Record<string, Json> = {};
  const schemas = mapObject(ownObject(components, "schemas"), (schema, name) =>
    take(schema, ["components", "schemas", name]),
  );
  if (hoisted.size === 0) return document;
  return redirect(
    { ...document, components: { ...components, schemas: { ...schemas, ...added } } },
    hoisted,
  ) as JsonObject;

  function take(schema: Json, path: Path): Json {
    if (isArray(schema)) return schema.map((entry, index) => take(entry, [...path, index]));
    if (!isObject(schema)) return schema;
    return mapObject(schema, (value, key) => {
      const inside = [...path, key];
      if (key !== "$defs" || !isObject(value) || path.at(-1) === "properties") return take(value, inside);
      for (const [name, definition] of Object.entries(value)) {
        const component = freeName(`${String(path[2])}.${name}`, components, added);
        hoisted.set(formatPointer([...inside, name]), component);
        added[component] = take(definition, [...inside, name]);
      }
      return undefined;
    });
  }
}

function freeName(wanted: string, components: JsonObject, added: Readonly<Record<string, Json>>): string {
  const isTaken = (name: string) =>
    own(ownObject(components, "schemas"), name) !== undefined || Object.hasOwn(added, name);
  let name = wanted;
  for (let count = 2; isTaken(name); count++) name = `${wanted}.${count}`;
  return name;
}

function redirect(value: Json, hoisted: ReadonlyMap<string, string>): Json {
  if (isArray(value)) return value.map((entry) => redirect(entry, hoisted));
  if (!isObject(value)) return value;
  const ref = ownString(value, "$ref");
  const target = ref?.startsWith("#/") ? hoisted.get(formatPointer(parsePointer(ref.slice(1)))) : undefined;
  const changed = target === undefined ? value : { ...value, $ref: `#/components/schemas/${target}` };
  return mapObject(changed, (entry) => redirect(entry, hoisted));
}
