import { isObject } from "../json/json.ts";
import type { Deref } from "../spec/deref.ts";
import type { Issue } from "../validate/issue.ts";
import { validateIn } from "../validate/validate.ts";

/** Reads the text of a parameter or field as the first of text, number and boolean that its schema allows. */
export function readText(
  schema: unknown,
  text: string,
  deref: Deref,
): { readonly value: unknown; readonly issues: readonly Issue[] } {
  const asNumber = /^-?\d+(\.\d+)?$/.test(text) ? [Number(text)] : [];
  const asBoolean = text === "true" || text === "false" ? [text === "true"] : [];
  const readings = [text, ...asNumber, ...asBoolean].map((value) => ({
    value,
    issues: validateIn(schema, value, deref, false),
  }));
  const rightType = readings.filter(
    ({ issues }) => !issues.some(({ keyword, pointer }) => keyword === "type" && pointer === ""),
  );
  return (
    readings.find(({ issues }) => issues.length === 0) ??
    rightType[0] ?? { value: text, issues: readings[0]?.issues ?? [] }
  );
}

/** The types that a schema names. */
export function typesOf(node: unknown): readonly string[] {
  return [isObject(node) ? (node.type ?? []) : []].flat().map(String);
}
