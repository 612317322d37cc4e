import { arrayIn, isObject, type JsonObject, own } from "../json/json.ts";
import { type Deref, derefIn } from "../spec/deref.ts";
import { checkCombinations } from "./combinations.ts";
import { checkArray, checkObject } from "./containers.ts";
import type { Issue } from "./issue.ts";
import { checkNumber, checkText, checkType, checkWords } from "./scalars.ts";

/** How a value is checked. */
export interface ValidateOptions {
  /** The document that `$ref` points into. Default: the schema itself. */
  readonly root?: unknown;
  /** Words outside of an `enum` of strings are allowed, as in answers of an API that grows. Default false. */
  readonly openEnums?: boolean;
}

/** What the checks of one keyword group get. */
export interface Check {
  readonly deref: Deref;
  readonly openEnums: boolean;
  readonly pointer: string;
  /** Checks a value below, or the same value by another schema. */
  readonly within: (schema: unknown, value: unknown, pointer?: string) => readonly Issue[];
}

/**
 * Checks a value by a JSON Schema (2020-12, the subset that OpenAPI documents use; `format` is an annotation). Without
 * `eval`, so it runs under a strict content security policy and on workerd. Answers every issue found.
 */
export function validate(schema: unknown, value: unknown, options: ValidateOptions = {}): readonly Issue[] {
  return validateIn(schema, value, derefIn(options.root ?? schema), options.openEnums ?? false);
}

/** As {@link validate}, with the references already resolvable. */
export function validateIn(
  schema: unknown,
  value: unknown,
  deref: Deref,
  openEnums: boolean,
  pointer = "",
): readonly Issue[] {
  if (schema === undefined || schema === true) return [];
  if (schema === false) return [{ pointer, reason: "must not be there", keyword: "false" }];
  const node = isObject(schema) ? schema : {};
  const check: Check = {
    deref,
    openEnums,
    pointer,
    within: (below, item, at = pointer) => validateIn(below, item, deref, openEnums, at),
  };
  const referenced = Object.hasOwn(node, "$ref") ? check.within(deref({ $ref: node.$ref }), value) : [];
  return [...referenced, ...checkNode(node, value, check)];
}

function checkNode(node: JsonObject, value: unknown, check: Check): readonly Issue[] {
  const wrongType = checkType(node, value, check);
  if (wrongType.length > 0) return wrongType;
  if (value === null && own(node, "nullable") === true) return [];
  return [
    ...checkWords(node, value, check),
    ...(typeof value === "string" ? checkText(node, value, check) : []),
    ...(typeof value === "number" ? checkNumber(node, value, check) : []),
    ...(Array.isArray(value) ? checkArray(node, value, check) : []),
    ...(isObject(value) ? checkObject(node, value, check) : []),
    ...(arrayIn(node, "allOf").length > 0 || hasCombination(node)
      ? checkCombinations(node, value, check)
      : []),
  ];
}

function hasCombination(node: JsonObject): boolean {
  return ["anyOf", "oneOf", "not", "if"].some((keyword) => Object.hasOwn(node, keyword));
}
