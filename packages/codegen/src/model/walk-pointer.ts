import { isObject, type Json, type JsonObject, own, ownArray, ownObject } from "../json.ts";
import { formatPointer, parsePointer } from "../path.ts";
import { type SchemaNode, schemaNode } from "./schema.ts";
import { type ValueType, type Variant, variantsOf } from "./variants.ts";

/** One step of a pointer, as code takes it. */
export interface Step {
  /** Property name, map key, or index; `*` for any element. */
  readonly name: string;
  readonly via: "property" | "map" | "element" | "any";
  /** Whether the value may be missing or null. */
  readonly optional: boolean;
  /** What the step is taken from may also be a text, a number or a boolean, which hold nothing. */
  readonly besideScalars?: boolean;
}

/** A pointer that stays inside its schema. */
export interface Reached {
  readonly pointer: string;
  readonly steps: readonly Step[];
  readonly variants: readonly Variant[];
  readonly types: ReadonlySet<ValueType>;
}

/** Where a pointer leaves its schema. */
export interface Left {
  /** The part of the pointer that still holds. */
  readonly below: string;
  readonly segment: string;
  readonly available: readonly string[];
  /** `some`: only some of the forms that the value can have hold the segment. */
  readonly reason: "missing" | "some" | "not-an-array" | "open";
}

/** Follows a JSON Pointer through a schema instead of a value. A segment `*` stands for any element of an array. */
export function walkPointer(document: JsonObject, root: SchemaNode, pointer: string): Reached | Left {
  const steps: Step[] = [];
  let variants = variantsOf(document, root);
  for (const [index, segment] of parsePointer(pointer).entries()) {
    const below = formatPointer(parsePointer(pointer).slice(0, index));
    const step = takeStep(document, variants, segment);
    if ("reason" in step) return { ...step, below, segment };
    const { via, optional, besideScalars } = step;
    steps.push({ name: segment, via, optional, ...(besideScalars && { besideScalars }) });
    variants = step.children.flatMap((child) => variantsOf(document, child));
  }
  return { pointer, steps, variants, types: new Set(variants.map((variant) => variant.type)) };
}

/** Whether a walk ended inside the schema. */
export function isReached(result: Reached | Left): result is Reached {
  return "steps" in result;
}

interface Child {
  readonly via: Step["via"];
  readonly children: readonly SchemaNode[];
  readonly optional: boolean;
  readonly besideScalars?: boolean;
}

const scalars: ReadonlySet<ValueType> = new Set(["string", "number", "boolean"]);

function takeStep(
  document: JsonObject,
  variants: readonly Variant[],
  segment: string,
): Child | Pick<Left, "available" | "reason"> {
  const all = variants.filter((variant) => variant.type !== "null");
  // A text, a number or a boolean beside an object holds nothing: the pointer then finds no value.
  const holders = all.filter((variant) => !scalars.has(variant.type));
  const values = holders.length > 0 ? holders : all;
  const found = values.map((variant) => childOf(variant, segment));
  const children = found.filter((child) => child !== undefined);
  const available = [...new Set(values.flatMap(namesOf))];
  if (values.length > 0 && children.length === values.length) {
    return {
      via: children.some((child) => child.via === "map") ? "map" : (children[0]?.via ?? "property"),
      children: children.flatMap((child) => child.children),
      optional:
        values.length < all.length ||
        children.some((child) => child.optional || child.children.some((node) => isNullable(document, node))),
      besideScalars: values.length < all.length,
    };
  }
  if (children.length > 0) return { available, reason: "some" };
  if (segment === "*") return { available, reason: "not-an-array" };
  return { available, reason: values.every((variant) => variant.type === "unknown") ? "open" : "missing" };
}

function childOf(variant: Variant, segment: string): Child | undefined {
  if (segment === "*" || (variant.type === "array" && /^\d+$/.test(segment)))
    return elementOf(variant, segment);
  const schemas = variant.parts.flatMap((part) =>
    isObject(part.value) ? [{ value: part.value, path: part.path }] : [],
  );
  const holding = schemas.filter(({ value }) => own(ownObject(value, "properties"), segment) !== undefined);
  if (holding.length > 0) {
    return {
      via: "property",
      children: holding.map(({ value, path }) =>
        schemaNode(ownObject(value, "properties")[segment], [...path, "properties", segment]),
      ),
      optional: !schemas.some(({ value }) => ownArray(value, "required").includes(segment)),
    };
  }
  const maps = schemas.flatMap(({ value, path }) => {
    const entry: Json | undefined = own(value, "additionalProperties");
    return isObject(entry) || entry === true ? [schemaNode(entry, [...path, "additionalProperties"])] : [];
  });
  return maps.length > 0 ? { via: "map", children: maps, optional: true } : undefined;
}

function elementOf(variant: Variant, segment: string): Child | undefined {
  if (variant.type !== "array") return undefined;
  const children = variant.parts.flatMap(({ value, path }) => {
    const item = own(value, "items");
    return item === undefined ? [] : [schemaNode(item, [...path, "items"])];
  });
  const via = segment === "*" ? "any" : "element";
  return {
    via,
    children: children.length > 0 ? children : [{ value: true, path: [] }],
    optional: segment !== "*",
  };
}

function namesOf(variant: Variant): readonly string[] {
  return variant.parts.flatMap((part) => Object.keys(ownObject(part.value, "properties")));
}

function isNullable(document: JsonObject, node: SchemaNode): boolean {
  return variantsOf(document, node).some((variant) => variant.type === "null");
}
