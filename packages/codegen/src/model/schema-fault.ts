import { isArray, isObject, type Json, type JsonObject, own, ownArray, ownObject } from "../json.ts";
import { dereference, type SchemaNode, schemaNode, typesOf } from "./schema.ts";
import { typeOfJson } from "./variants.ts";

/** Where a value does not fit its schema, and why. */
interface Fault {
  readonly at: string;
  readonly reason: string;
}

/**
 * What is wrong with a value of a schema, in words; `undefined` if it fits. It reads what JSON Schema 2020-12 says of
 * shapes and values; formats are left out, because an example need not have the form of a date to be one. Validators of
 * others compile the schemas first, which takes as long as the rest of a run. A test holds it against Ajv.
 */
export function schemaFault(document: JsonObject, schema: SchemaNode, value: Json): string | undefined {
  const fault = faultOf({ document, depth: 0, at: "" }, schema, value);
  return fault === undefined ? undefined : `${fault.at || "the root"} ${fault.reason}`;
}

interface Place {
  readonly document: JsonObject;
  readonly at: string;
  readonly depth: number;
}

/** No document nests deeper; a schema that is nothing but itself does. */
const maxDepth = 300;

/** Values that fit, by their schemas. Frames are patches on one body, so most of what is in them is the same. */
const fitting = new WeakMap<JsonObject, WeakSet<object>>();

function faultOf(place: Place, node: SchemaNode, value: Json): Fault | undefined {
  const schema = node.value;
  if (schema === false) return { at: place.at, reason: "must not be there" };
  if (schema === true) return undefined;
  if (typeof value !== "object" || value === null) return faultOfObject(place, node, schema, value);
  const known = fitting.get(schema);
  if (known?.has(value)) return undefined;
  const fault = faultOfObject(place, node, schema, value);
  if (fault === undefined) fitting.set(schema, (known ?? new WeakSet()).add(value));
  return fault;
}

/** The first of all keywords that is not met; those beside a reference count as well. */
function faultOfObject(place: Place, node: SchemaNode, schema: JsonObject, value: Json): Fault | undefined {
  if (place.depth > maxDepth) return { at: place.at, reason: "has a schema that contains itself" };
  const here: Place = { ...place, depth: place.depth + 1 };
  const target = "$ref" in schema ? dereference(place.document, node) : undefined;
  return (
    (target === undefined || target === node ? undefined : faultOf(here, target, value)) ??
    typeFault(schema, value, place.at) ??
    wordFault(schema, value, place.at) ??
    scalarFault(schema, value, place.at) ??
    (isObject(value) ? objectFault(here, schema, value) : undefined) ??
    (isArray(value) ? arrayFault(here, schema, value) : undefined) ??
    choiceFault(here, schema, value)
  );
}

/** A schema in a schema. Where it stands is no matter here. */
function below(entry: Json | undefined): SchemaNode {
  return schemaNode(entry, []);
}

function typeFault(schema: JsonObject, value: Json, at: string): Fault | undefined {
  const types = typesOf(schema);
  if (types.length === 0) return undefined;
  const type = typeOfJson(value);
  const fits = types.some((name) => (name === "integer" ? Number.isInteger(value) : name === type));
  return fits ? undefined : { at, reason: `must be ${types.join(" or ")}` };
}

function wordFault(schema: JsonObject, value: Json, at: string): Fault | undefined {
  const words = "const" in schema ? [schema.const ?? null] : own(schema, "enum");
  if (!isArray(words) || words.some((word) => isSame(word, value))) return undefined;
  return { at, reason: `must be one of ${words.map((word) => JSON.stringify(word)).join(", ")}` };
}

function isSame(a: Json, b: Json): boolean {
  if (typeof a !== "object" || a === null || typeof b !== "object" || b === null) return a === b;
  if (isArray(a) || isArray(b))
    return (
      isArray(a) && isArray(b) && a.length === b.length && a.every((item, i) => isSame(item, b[i] ?? null))
    );
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => key in b && isSame(a[key] ?? null, b[key] ?? null))
  );
}

function scalarFault(schema: JsonObject, value: Json, at: string): Fault | undefined {
  const limit = (keyword: string) => {
    const found = own(schema, keyword);
    return typeof found === "number" ? found : undefined;
  };
  if (typeof value === "number") {
    const step = limit("multipleOf");
    if (value < (limit("minimum") ?? value)) return { at, reason: `must be at least ${limit("minimum")}` };
    if (value > (limit("maximum") ?? value)) return { at, reason: `must be at most ${limit("maximum")}` };
    if (value <= (limit("exclusiveMinimum") ?? Number.NEGATIVE_INFINITY))
      return { at, reason: `must be more than ${limit("exclusiveMinimum")}` };
    if (value >= (limit("exclusiveMaximum") ?? Number.POSITIVE_INFINITY))
      return { at, reason: `must be less than ${limit("exclusiveMaximum")}` };
    if (step !== undefined && !Number.isInteger(Number((value / step).toPrecision(12))))
      return { at, reason: `must be a multiple of ${step}` };
  }
  if (typeof value === "string") {
    const length = [...value].length;
    if (length < (limit("minLength") ?? 0))
      return { at, reason: `must have ${limit("minLength")} characters or more` };
    if (length > (limit("maxLength") ?? length))
      return { at, reason: `must have ${limit("maxLength")} characters or fewer` };
    const pattern = own(schema, "pattern");
    if (typeof pattern === "string" && !matches(pattern, value))
      return { at, reason: `must match ${pattern}` };
  }
  return undefined;
}

const patterns = new Map<string, RegExp | undefined>();

/** A pattern that is none says nothing. */
function matches(pattern: string, value: string): boolean {
  if (!patterns.has(pattern)) patterns.set(pattern, toRegExp(pattern));
  return patterns.get(pattern)?.test(value) ?? true;
}

function toRegExp(pattern: string): RegExp | undefined {
  try {
    return new RegExp(pattern, "u");
  } catch {
    return undefined;
  }
}

function objectFault(place: Place, schema: JsonObject, value: JsonObject): Fault | undefined {
  const { at } = place;
  const missing = ownArray(schema, "required").find((key) => own(value, String(key)) === undefined);
  if (missing !== undefined) return { at, reason: `must have "${String(missing)}"` };
  const count = Object.keys(value).length;
  const [least, most] = [own(schema, "minProperties"), own(schema, "maxProperties")];
  if (typeof least === "number" && count < least)
    return { at, reason: `must have ${least} properties or more` };
  if (typeof most === "number" && count > most)
    return { at, reason: `must have ${most} properties or fewer` };
  const properties = ownObject(schema, "properties");
  const named = Object.entries(ownObject(schema, "patternProperties"));
  const rest = own(schema, "additionalProperties");
  const names = own(schema, "propertyNames");
  for (const [key, entry] of Object.entries(value)) {
    const there: Place = { ...place, at: `${at}/${key}` };
    const declared = own(properties, key);
    const matching = named.filter(([pattern]) => matches(pattern, key)).map(([, one]) => one);
    const others = declared === undefined && matching.length === 0 && rest !== undefined ? [rest] : [];
    if (others[0] === false) return { at, reason: `must not have "${key}"` };
    const fault =
      firstFault([...(declared === undefined ? [] : [declared]), ...matching, ...others], (one) =>
        faultOf(there, below(one), entry),
      ) ?? (names === undefined ? undefined : faultOf(there, below(names), key));
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function arrayFault(place: Place, schema: JsonObject, value: readonly Json[]): Fault | undefined {
  const { at } = place;
  const [least, most] = [own(schema, "minItems"), own(schema, "maxItems")];
  if (typeof least === "number" && value.length < least)
    return { at, reason: `must have ${least} items or more` };
  if (typeof most === "number" && value.length > most)
    return { at, reason: `must have ${most} items or fewer` };
  if (own(schema, "uniqueItems") === true && isRepeated(value))
    return { at, reason: "must not hold one value twice" };
  const first = ownArray(schema, "prefixItems");
  const rest = own(schema, "items");
  return firstFault([...value.entries()], ([index, item]) => {
    const one = index < first.length ? first[index] : rest;
    const there: Place = { ...place, at: `${at}/${index}` };
    return one === undefined ? undefined : faultOf(there, below(one), item);
  });
}

function isRepeated(items: readonly Json[]): boolean {
  return items.some((item, index) => items.slice(0, index).some((other) => isSame(item, other)));
}

function choiceFault(place: Place, schema: JsonObject, value: Json): Fault | undefined {
  const { at } = place;
  const check = (one: Json | undefined) => faultOf(place, below(one), value);
  const all = firstFault(ownArray(schema, "allOf"), (one) => check(one));
  if (all !== undefined) return all;
  for (const keyword of ["anyOf", "oneOf"] as const) {
    const branches = ownArray(schema, keyword);
    const faults = branches.map((one) => check(one));
    const met = faults.filter((fault) => fault === undefined).length;
    if (branches.length > 0 && met === 0)
      return deepest(faults) ?? { at, reason: `fits no branch of ${keyword}` };
    if (keyword === "oneOf" && met > 1)
      return { at, reason: "fits several branches of oneOf, and must fit one" };
  }
  const not = own(schema, "not");
  if (not !== undefined && check(not) === undefined) return { at, reason: "is what it must not be" };
  const condition = own(schema, "if");
  if (condition === undefined) return undefined;
  const branch = check(condition) === undefined ? "then" : "else";
  const chosen = own(schema, branch);
  return chosen === undefined ? undefined : check(chosen);
}

function firstFault<Item>(
  items: readonly Item[],
  check: (item: Item) => Fault | undefined,
): Fault | undefined {
  for (const item of items) {
    const fault = check(item);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/** Of several branches the one that the value comes furthest in is the one that was meant. */
function deepest(faults: readonly (Fault | undefined)[]): Fault | undefined {
  const depth = (fault: Fault) => fault.at.split("/").length;
  const known = faults.filter((fault) => fault !== undefined);
  return known.reduce<Fault | undefined>(
    (best, fault) => (best === undefined || depth(fault) > depth(best) ? fault : best),
    undefined,
  );
}
