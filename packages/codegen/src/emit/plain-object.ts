import { isObject, type Json, type JsonObject, own, ownArray, ownObject, ownString } from "../json.ts";
import { typesOf } from "../model/schema.ts";
import { parsePointer } from "../path.ts";

/** What an interface would take over from a schema. */
interface Shape {
  readonly properties: readonly string[];
  /** Further properties have a type of their own. */
  readonly isMap: boolean;
}

/**
 * Whether the type of a schema is an object whose properties are known, so that an interface can extend it. An interface
 * has a name in editors and in errors, where an alias is written out.
 */
export function isPlainObject(document: JsonObject, schema: Json | undefined): boolean {
  return shapeOf(document, schema, new Set()) !== undefined;
}

const otherThanObjects = ["oneOf", "anyOf", "enum", "const", "not", "patternProperties", "discriminator"];

function shapeOf(
  document: JsonObject,
  schema: Json | undefined,
  seen: ReadonlySet<string>,
): Shape | undefined {
  if (!isObject(schema)) return undefined;
  const ref = ownString(schema, "$ref");
  if (ref !== undefined)
    return seen.has(ref) ? undefined : shapeOf(document, componentAt(document, ref), new Set([...seen, ref]));
  if (otherThanObjects.some((keyword) => own(schema, keyword) !== undefined)) return undefined;
  const types = typesOf(schema);
  const parts = ownArray(schema, "allOf");
  const itself = parts.length > 0 && own(schema, "properties") === undefined ? [] : [ownShape(schema)];
  if (types.some((type) => type !== "object") || (types.length === 0 && itself.length > 0)) return undefined;
  const shapes = [...itself, ...parts.map((part) => shapeOf(document, part, seen))];
  return shapes.every((shape) => shape !== undefined) ? joined(shapes as readonly Shape[]) : undefined;
}

function ownShape(schema: JsonObject): Shape | undefined {
  const more = own(schema, "additionalProperties");
  const properties = Object.keys(ownObject(schema, "properties"));
  const isMap = isObject(more) && Object.keys(more).length > 0;
  return isMap && properties.length > 0 ? undefined : { properties, isMap };
}

/** Several shapes at once; none where two of them speak of one property, which may then be impossible. */
function joined(shapes: readonly Shape[]): Shape | undefined {
  const [only] = shapes;
  if (shapes.length === 1) return only;
  const properties = shapes.flatMap((shape) => shape.properties);
  const isClear = new Set(properties).size === properties.length && shapes.every((shape) => !shape.isMap);
  return isClear ? { properties, isMap: false } : undefined;
}

function componentAt(document: JsonObject, ref: string): Json | undefined {
  const [, , name = ""] = ref.startsWith("#/components/schemas/") ? parsePointer(ref.slice(1)) : [];
  return own(ownObject(ownObject(document, "components"), "schemas"), name);
}
