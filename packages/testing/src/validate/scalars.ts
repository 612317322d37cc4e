import { isObject, type JsonObject, own, sameJson } from "../json/json.ts";
import type { Issue } from "./issue.ts";
import type { Check } from "./validate.ts";

/** Checks `type`. */
export function checkType(node: JsonObject, value: unknown, { pointer }: Check): readonly Issue[] {
  const types = [own(node, "type") ?? []].flat().map(String);
  const nullable = value === null && own(node, "nullable") === true;
  if (types.length === 0 || nullable || types.some((type) => isOfType(value, type))) return [];
  return [{ pointer, reason: `must be ${types.join(" or ")}, is ${typeName(value)}`, keyword: "type" }];
}

/** Checks `const` and `enum`. */
export function checkWords(
  node: JsonObject,
  value: unknown,
  { pointer, openEnums }: Check,
): readonly Issue[] {
  const issues: Issue[] = [];
  if (Object.hasOwn(node, "const") && !sameJson(value, node.const)) {
    issues.push({ pointer, reason: `must be ${JSON.stringify(node.const)}`, keyword: "const" });
  }
  const words = own(node, "enum");
  const isOpen = openEnums && typeof value === "string";
  if (Array.isArray(words) && !isOpen && !words.some((word) => sameJson(value, word))) {
    const list = words.map((word) => JSON.stringify(word)).join(", ");
    issues.push({ pointer, reason: `must be one of ${list}, is ${JSON.stringify(value)}`, keyword: "enum" });
  }
  return issues;
}

/** Checks the keywords of strings. Length counts characters, not UTF-16 units. */
export function checkText(node: JsonObject, value: string, { pointer }: Check): readonly Issue[] {
  const length = [...value].length;
  const pattern = own(node, "pattern");
  const isUnmatched = typeof pattern === "string" && !new RegExp(pattern, "u").test(value);
  return [
    ...bound(
      node,
      "minLength",
      (limit) => length >= limit,
      (limit) => `must have at least ${limit} characters`,
      pointer,
    ),
    ...bound(
      node,
      "maxLength",
      (limit) => length <= limit,
      (limit) => `must have at most ${limit} characters`,
      pointer,
    ),
    ...(isUnmatched ? [{ pointer, reason: `must match ${pattern}`, keyword: "pattern" }] : []),
  ];
}

/** Checks the keywords of numbers. */
export function checkNumber(node: JsonObject, value: number, { pointer }: Check): readonly Issue[] {
  return [
    ...bound(
      node,
      "minimum",
      (limit) => value >= limit,
      (limit) => `must be at least ${limit}`,
      pointer,
    ),
    ...bound(
      node,
      "maximum",
      (limit) => value <= limit,
      (limit) => `must be at most ${limit}`,
      pointer,
    ),
    ...bound(
      node,
      "exclusiveMinimum",
      (limit) => value > limit,
      (limit) => `must be more than ${limit}`,
      pointer,
    ),
    ...bound(
      node,
      "exclusiveMaximum",
      (limit) => value < limit,
      (limit) => `must be less than ${limit}`,
      pointer,
    ),
    ...bound(
      node,
      "multipleOf",
      (step) => isMultiple(value, step),
      (step) => `must be a multiple of ${step}`,
      pointer,
    ),
  ];
}

/** One numeric keyword, if the schema has it. */
export function bound(
  node: JsonObject,
  keyword: string,
  isMet: (limit: number) => boolean,
  reason: (limit: number) => string,
  pointer: string,
): readonly Issue[] {
  const limit = own(node, keyword);
  return typeof limit === "number" && !isMet(limit) ? [{ pointer, reason: reason(limit), keyword }] : [];
}

function isOfType(value: unknown, type: string): boolean {
  if (type === "integer") return typeof value === "number" && Number.isInteger(value);
  if (type === "object") return isObject(value);
  return typeName(value) === type;
}

function typeName(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

function isMultiple(value: number, step: number): boolean {
  const ratio = value / step;
  return Math.abs(ratio - Math.round(ratio)) < 1e-9;
}
