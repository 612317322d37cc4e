import {
  isObject,
  type Json,
  type JsonObject,
  mapObject,
  own,
  ownArray,
  ownObject,
  setOwn,
} from "../json.ts";

/**
 * A branch of `anyOf` or `oneOf` that only says what is required is about the properties beside it: it gets those. The
 * type generator would make `unknown` of it, and the type would not say that one of them must be there.
 */
export function fillRequiredBranches(schema: JsonObject): JsonObject {
  const properties = ownObject(schema, "properties");
  const always = ownArray(schema, "required");
  if (Object.keys(properties).length === 0) return schema;
  return mapObject(schema, (value, key) =>
    (key === "anyOf" || key === "oneOf") && Array.isArray(value)
      ? value.map((branch) => (isRequiredOnly(branch) ? filled(branch, properties, always) : branch))
      : value,
  );
}

/** The branch with the properties that it requires, unless they are required anyway. */
function filled(branch: JsonObject, properties: JsonObject, always: readonly Json[]): JsonObject {
  const names = ownArray(branch, "required").filter(
    (name): name is string => typeof name === "string" && !always.includes(name),
  );
  if (names.length === 0) return branch;
  const required = {};
  for (const name of names) setOwn(required, name, withoutComment(own(properties, name) ?? {}));
  return { required: names, type: "object", properties: required };
}

/** The comment stands at the property itself. */
function withoutComment(schema: Json): Json {
  return isObject(schema)
    ? mapObject(schema, (value, key) => (key === "description" || key === "title" ? undefined : value))
    : schema;
}

/** What changes no type beside properties. */
const silent = new Set(["required", "type", "description", "title", "not"]);

function isRequiredOnly(branch: Json): branch is JsonObject {
  if (!isObject(branch) || own(branch, "required") === undefined) return false;
  // A bare object has been opened before it gets here.
  return Object.entries(branch).every(
    ([key, value]) => silent.has(key) || (key === "additionalProperties" && value === true),
  );
}
