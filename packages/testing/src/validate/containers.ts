import { arrayIn, type JsonObject, objectIn, own, sameJson } from "../json/json.ts";
import { escapeSegment } from "../json/pointer.ts";
import type { Issue } from "./issue.ts";
import { bound } from "./scalars.ts";
import type { Check } from "./validate.ts";

/** Checks the keywords of arrays. */
export function checkArray(
  node: JsonObject,
  value: readonly unknown[],
  { pointer, within }: Check,
): readonly Issue[] {
  const prefix = arrayIn(node, "prefixItems");
  const contains = own(node, "contains");
  const isRepeating =
    own(node, "uniqueItems") === true &&
    value.some((item, index) => value.slice(0, index).some((earlier) => sameJson(item, earlier)));
  return [
    ...bound(
      node,
      "minItems",
      (limit) => value.length >= limit,
      (limit) => `must have at least ${limit} items`,
      pointer,
    ),
    ...bound(
      node,
      "maxItems",
      (limit) => value.length <= limit,
      (limit) => `must have at most ${limit} items`,
      pointer,
    ),
    ...(isRepeating ? [{ pointer, reason: "must not hold an item twice", keyword: "uniqueItems" }] : []),
    ...(contains !== undefined && !value.some((item) => within(contains, item).length === 0)
      ? [{ pointer, reason: "holds no item of the kind asked for", keyword: "contains" }]
      : []),
    ...value.flatMap((item, index) =>
      within(index < prefix.length ? prefix[index] : own(node, "items"), item, `${pointer}/${index}`),
    ),
  ];
}

/** Checks the keywords of objects. */
export function checkObject(node: JsonObject, value: JsonObject, check: Check): readonly Issue[] {
  const { pointer, within } = check;
  const keys = Object.keys(value);
  const missing = arrayIn(node, "required").filter((key) => !Object.hasOwn(value, String(key)));
  return [
    ...missing.map((key) => ({ pointer, reason: `misses ${JSON.stringify(key)}`, keyword: "required" })),
    ...bound(
      node,
      "minProperties",
      (limit) => keys.length >= limit,
      (limit) => `must have at least ${limit} properties`,
      pointer,
    ),
    ...bound(
      node,
      "maxProperties",
      (limit) => keys.length <= limit,
      (limit) => `must have at most ${limit} properties`,
      pointer,
    ),
    ...keys.flatMap((key) => (Object.hasOwn(node, "propertyNames") ? within(node.propertyNames, key) : [])),
    ...keys.flatMap((key) => checkProperty(node, key, value[key], check)),
    ...checkDependent(node, value, check),
  ];
}

function checkProperty(
  node: JsonObject,
  key: string,
  value: unknown,
  { pointer, within }: Check,
): readonly Issue[] {
  const at = `${pointer}/${escapeSegment(key)}`;
  const properties = objectIn(node, "properties");
  const patterns = Object.entries(objectIn(node, "patternProperties")).filter(([pattern]) =>
    new RegExp(pattern, "u").test(key),
  );
  const known = [
    ...(Object.hasOwn(properties, key) ? [properties[key]] : []),
    ...patterns.map(([, schema]) => schema),
  ];
  if (known.length > 0) return known.flatMap((schema) => within(schema, value, at));
  const additional = own(node, "additionalProperties");
  if (additional !== false) return within(additional, value, at);
  const names = Object.keys(properties).join(", ") || "none";
  return [{ pointer: at, reason: `is no known property; known: ${names}`, keyword: "additionalProperties" }];
}

function checkDependent(node: JsonObject, value: JsonObject, { pointer, within }: Check): readonly Issue[] {
  const required = Object.keys(objectIn(node, "dependentRequired")).filter((key) =>
    Object.hasOwn(value, key),
  );
  const schemas = Object.entries(objectIn(node, "dependentSchemas")).filter(([key]) =>
    Object.hasOwn(value, key),
  );
  return [
    ...required.flatMap((key) =>
      arrayIn(objectIn(node, "dependentRequired"), key)
        .filter((other) => !Object.hasOwn(value, String(other)))
        .map((other) => ({
          pointer,
          reason: `misses ${JSON.stringify(other)}, needed with "${key}"`,
          keyword: "dependentRequired",
        })),
    ),
    ...schemas.flatMap(([, schema]) => within(schema, value)),
  ];
}
