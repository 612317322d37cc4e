import { stringify } from "yaml";
import { componentName, componentOf } from "../document/node.ts";
import {
  isArray,
  isObject,
  type Json,
  type JsonObject,
  objectOf,
  own,
  ownObject,
  ownString,
} from "../json.ts";
import type { PatchOperation } from "../json-patch.ts";
import { sentence } from "../output/report.ts";
import { pointerOfRef, valueAt } from "../pointer.ts";
import type { Drift } from "./find-drift.ts";

/** A suggested change of our document. */
export interface Suggestion extends PatchOperation {
  readonly why: string;
}

/**
 * What our document would have to take over: a JSON Patch (RFC 6902) of additions. What was dropped or contradicts is for a
 * person to decide.
 */
export function suggestPatch(ours: JsonObject, { lacking, theirs }: Drift): readonly Suggestion[] {
  const found = lacking.flatMap((change): readonly Suggestion[] => {
    const { into, head } = change.at;
    if (into === undefined || head === undefined) return [];
    const value = /^enum-/.test(change.rule) ? change.after : valueAt(theirs, head);
    if (value === undefined) return [];
    const values = change.rule === "enum-word-added" && isArray(value) ? value : [value];
    const why = sentence(change).replaceAll("`", "");
    return values.map((one) => ({ op: "add", path: into, value: localize(one, ours, theirs, 3), why }));
  });
  return [...new Map(found.map((one) => [`${one.path} ${JSON.stringify(one.value)}`, one])).values()];
}

/** Refers to components that we have, and writes out those that we have not, to a depth. */
function localize(value: Json, ours: JsonObject, theirs: JsonObject, depth: number): Json {
  if (isArray(value)) return value.map((entry) => localize(entry, ours, theirs, depth));
  if (!isObject(value)) return value;
  const ref = ownString(value, "$ref");
  if (ref === undefined)
    return inOurWords(
      Object.entries(value).map(([key, entry]) => [key, localize(entry, ours, theirs, depth)] as const),
    );
  const pointer = componentOf({ root: theirs, value, pointer: "" }) ?? pointerOfRef(ref);
  if (pointer === undefined) return value;
  if (own(ownObject(ownObject(ours, "components"), "schemas"), componentName(pointer)) !== undefined)
    return { $ref: ref };
  const target = valueAt(theirs, pointer);
  if (target === undefined) return value;
  return depth === 0
    ? { description: `See ${componentName(pointer)} of the provider's document.` }
    : localize(target, ours, theirs, depth - 1);
}

/** Our documents are OpenAPI 3.1: `nullable` is a type there. */
function inOurWords(entries: readonly (readonly [string, Json])[]): Json {
  const value = objectOf(entries);
  if (own(value, "nullable") !== true) return value;
  const { nullable: _, ...schema } = value;
  const type = ownString(schema, "type");
  return type === undefined ? { anyOf: [schema, { type: "null" }] } : { ...schema, type: [type, "null"] };
}

/** The patch as YAML, each operation with its reason. */
export function formatPatch(suggestions: readonly Suggestion[]): string {
  if (suggestions.length === 0) return "[]\n";
  return suggestions
    .map(
      ({ why, ...operation }) => `# ${why.replace(/\s+/g, " ")}\n${stringify([operation], { lineWidth: 0 })}`,
    )
    .join("");
}
