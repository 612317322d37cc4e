import { didYouMean, listed } from "../diagnostics/suggest.ts";
import {
  isArray,
  isObject,
  type Json,
  type JsonObject,
  own,
  ownArray,
  ownObject,
  ownString,
} from "../json.ts";
import { type Path, parsePointer, valueAt } from "../path.ts";

/** What is wrong at one place, in words. */
export interface Violation {
  readonly at: Path;
  readonly fact: string;
  readonly hint?: string | undefined;
}

/**
 * Validates against the vocabulary's own schemas, which use a small part of JSON Schema 2020-12. It exists because of its
 * messages: of the branches of a `oneOf` only the one that was meant speaks. A test holds it against Ajv.
 */
export function validate(schemas: JsonObject, schema: Json, value: Json, name: string): readonly Violation[] {
  return violations({ schemas, name }, schema, value, []);
}

interface Context {
  readonly schemas: JsonObject;
  /** The extension's name, for messages. */
  readonly name: string;
}

function violations(context: Context, given: Json, value: Json, at: Path): readonly Violation[] {
  const schema = resolve(context.schemas, given);
  const type = checkType(schema, value, at);
  if (type !== undefined) return [type];
  return [
    ...checkChoice(context, schema, value, at),
    ...checkScalar(schema, value, at),
    ...(isObject(value) ? checkObject(context, schema, value, at) : []),
    ...(isArray(value) ? checkArray(context, schema, value, at) : []),
  ];
}

const resolved = new WeakMap<JsonObject, JsonObject>();

/** The schema behind a `$ref`; keywords beside the reference (a description) win. */
function resolve(schemas: JsonObject, given: Json): JsonObject {
  if (!isObject(given)) return {};
  const ref = ownString(given, "$ref");
  if (ref === undefined) return given;
  const known = resolved.get(given);
  if (known !== undefined) return known;
  const target = valueAt(schemas, parsePointer(ref.slice(1)));
  const schema = { ...resolve(schemas, target ?? {}), ...given, $ref: "" };
  resolved.set(given, schema);
  return schema;
}

function checkType(schema: JsonObject, value: Json, at: Path): Violation | undefined {
  const type = own(schema, "type");
  if (type === undefined) return undefined;
  const types = isArray(type) ? type : [type];
  if (types.some((name) => isOfType(value, String(name)))) return undefined;
  return {
    at,
    fact: `this is ${kindOf(value)}, and must be ${types.map((name) => article(String(name))).join(" or ")}`,
    hint: ownString(schema, "description"),
  };
}

function checkChoice(context: Context, schema: JsonObject, value: Json, at: Path): readonly Violation[] {
  const branches = ownArray(schema, "oneOf");
  if (branches.length === 0) return [];
  const results = branches.map((branch) => violations(context, branch, value, at));
  if (results.some((result) => result.length === 0)) return [];
  const meant = results.find(
    (result, index) => acceptsType(context, branches[index] ?? {}, value) && result.length > 0,
  );
  return (
    meant ?? [{ at, fact: `${kindOf(value)} cannot stand here`, hint: ownString(schema, "description") }]
  );
}

/** Whether a value has at least the type that a branch wants: then the branch is the one that was meant. */
function acceptsType(context: Context, branch: Json, value: Json): boolean {
  return checkType(resolve(context.schemas, branch), value, []) === undefined;
}

function checkScalar(schema: JsonObject, value: Json, at: Path): readonly Violation[] {
  const words = own(schema, "enum");
  if (isArray(words) && !words.some((word) => word === value)) {
    return [
      {
        at,
        fact: `${JSON.stringify(value)} is none of the words that may stand here`,
        hint: `one of: ${listed(words.map(String))}`,
      },
    ];
  }
  const pattern = ownString(schema, "pattern");
  if (pattern !== undefined && typeof value === "string" && !new RegExp(pattern, "u").test(value)) {
    return [
      {
        at,
        fact: `${JSON.stringify(value)} is not written as it must be here`,
        hint: ownString(schema, "description") ?? `it must match ${pattern}`,
      },
    ];
  }
  const minimum = own(schema, "minimum");
  if (typeof minimum === "number" && typeof value === "number" && value < minimum)
    return [{ at, fact: `${value} is less than ${minimum}` }];
  const maximum = own(schema, "maximum");
  if (typeof maximum === "number" && typeof value === "number" && value > maximum)
    return [{ at, fact: `${value} is more than ${maximum}` }];
  return [];
}

function checkObject(
  context: Context,
  schema: JsonObject,
  value: JsonObject,
  at: Path,
): readonly Violation[] {
  const properties = ownObject(schema, "properties");
  const missing = ownArray(schema, "required").filter((key) => own(value, String(key)) === undefined);
  const found: Violation[] = missing.map((key) => ({
    at,
    fact: `"${String(key)}" is missing`,
    hint: ownString(resolve(context.schemas, ownObject(properties, String(key))), "description"),
  }));
  const minimum = own(schema, "minProperties");
  if (typeof minimum === "number" && Object.keys(value).length < minimum)
    found.push({ at, fact: "this is empty" });
  for (const [key, entry] of Object.entries(value))
    found.push(...checkEntry(context, schema, key, entry, at));
  return found;
}

function checkEntry(
  context: Context,
  schema: JsonObject,
  key: string,
  entry: Json,
  at: Path,
): readonly Violation[] {
  const properties = ownObject(schema, "properties");
  const inside = [...at, key];
  const property = own(properties, key);
  if (property !== undefined) return violations(context, property, entry, inside);
  const names = own(schema, "propertyNames");
  const badName = names === undefined ? [] : violations(context, names, key, inside);
  if (badName.length > 0)
    return [
      {
        at: inside,
        fact: `"${key}" cannot be a name here`,
        hint: `it must match ${ownString(resolve(context.schemas, names ?? {}), "pattern") ?? "the grammar of names"}`,
      },
    ];
  const rest = own(schema, "additionalProperties");
  if (rest === undefined || rest === true) return [];
  if (rest !== false) return violations(context, rest, entry, inside);
  const keys = Object.keys(properties);
  const near = didYouMean(key, keys, "keys");
  return [{ at: inside, fact: `"${key}" is not a key of ${context.name} here`, hint: near }];
}

function checkArray(
  context: Context,
  schema: JsonObject,
  value: readonly Json[],
  at: Path,
): readonly Violation[] {
  const minimum = own(schema, "minItems");
  if (typeof minimum === "number" && value.length < minimum) {
    return [
      {
        at,
        fact: minimum === 1 ? "this list is empty" : `a list needs at least ${minimum} entries here`,
        hint: minimum === 2 ? "write a single entry without the list" : undefined,
      },
    ];
  }
  const seen = new Set<string>();
  const twice =
    own(schema, "uniqueItems") === true
      ? value.flatMap((item, index) => {
          const text = JSON.stringify(item);
          if (!seen.has(text)) {
            seen.add(text);
            return [];
          }
          return [{ at: [...at, index], fact: `${text} stands here twice` }];
        })
      : [];
  const items = own(schema, "items");
  return items === undefined
    ? twice
    : [...twice, ...value.flatMap((item, index) => violations(context, items, item, [...at, index]))];
}

function isOfType(value: Json, type: string): boolean {
  if (type === "null") return value === null;
  if (type === "array") return isArray(value);
  if (type === "object") return isObject(value);
  if (type === "integer") return Number.isInteger(value);
  return typeof value === type;
}

function kindOf(value: Json): string {
  if (value === null) return "nothing (null)";
  if (isArray(value)) return "a list";
  return isObject(value) ? "an object" : article(typeof value);
}

function article(type: string): string {
  if (type === "array") return "a list";
  return /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`;
}
