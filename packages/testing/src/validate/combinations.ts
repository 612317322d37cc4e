import { arrayIn, isObject, type JsonObject, objectIn, own, textIn } from "../json/json.ts";
import type { Issue } from "./issue.ts";
import type { Check } from "./validate.ts";

/** Checks `allOf`, `anyOf`, `oneOf` (with its discriminator), `not` and `if`. */
export function checkCombinations(node: JsonObject, value: unknown, check: Check): readonly Issue[] {
  const { pointer, within } = check;
  const not = own(node, "not");
  const condition = own(node, "if");
  const branch = condition !== undefined && within(condition, value).length === 0 ? "then" : "else";
  return [
    ...arrayIn(node, "allOf").flatMap((schema) => within(schema, value)),
    ...checkAny(node, value, check),
    ...checkOne(node, value, check),
    ...(not !== undefined && within(not, value).length === 0
      ? [{ pointer, reason: "is what it must not be", keyword: "not" }]
      : []),
    ...(condition === undefined ? [] : within(own(node, branch), value)),
  ];
}

function checkAny(node: JsonObject, value: unknown, check: Check): readonly Issue[] {
  const options = arrayIn(node, "anyOf");
  if (options.length === 0) return [];
  const results = options.map((schema) => check.within(schema, value));
  return results.some((issues) => issues.length === 0) ? [] : closest(results, "anyOf", check.pointer);
}

function checkOne(node: JsonObject, value: unknown, check: Check): readonly Issue[] {
  const options = arrayIn(node, "oneOf");
  if (options.length === 0) return [];
  const chosen = byDiscriminator(node, options, value, check);
  if (chosen !== undefined) return check.within(chosen, value);
  const results = options.map((schema) => check.within(schema, value));
  const met = results.filter((issues) => issues.length === 0).length;
  if (met === 1) return [];
  if (met === 0) return closest(results, "oneOf", check.pointer);
  return [
    { pointer: check.pointer, reason: `fits ${met} of the alternatives, must fit one`, keyword: "oneOf" },
  ];
}

/** The alternative that the discriminator property names. */
function byDiscriminator(
  node: JsonObject,
  options: readonly unknown[],
  value: unknown,
  { deref }: Check,
): unknown {
  const discriminator = own(node, "discriminator");
  const property = textIn(discriminator, "propertyName");
  const word = property === undefined ? undefined : textIn(value, property);
  if (property === undefined || word === undefined) return undefined;
  const mapped = textIn(objectIn(discriminator, "mapping"), word);
  if (mapped !== undefined)
    return { $ref: mapped.startsWith("#") ? mapped : `#/components/schemas/${mapped}` };
  return options.find((option) => saysWord(objectIn(deref(option), "properties"), property, word));
}

function saysWord(properties: JsonObject, property: string, word: string): boolean {
  const schema = own(properties, property);
  return isObject(schema) && (own(schema, "const") === word || arrayIn(schema, "enum").includes(word));
}

/** The issues of the alternative that came nearest; one issue if none is nearer than the others. */
function closest(results: readonly (readonly Issue[])[], keyword: string, pointer: string): readonly Issue[] {
  const inner = results.filter((issues) =>
    issues.every((issue) => issue.pointer !== pointer || issue.keyword !== "type"),
  );
  const [best] = [...inner].sort((left, right) => left.length - right.length);
  if (best !== undefined && inner.length <= 2) return best;
  return best ?? [{ pointer, reason: "fits none of the alternatives", keyword }];
}
