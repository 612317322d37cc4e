import { isArray, isObject, type Json, type JsonObject, objectOf, ownString } from "../src/json.ts";
import { pointerOfRef, valueAt } from "../src/pointer.ts";

/** Keys whose entries have names of the document's own. */
const maps = new Set([
  ...["properties", "patternProperties", "schemas", "parameters", "responses", "headers", "content", "paths"],
  ...[
    "x-jobs",
    "securitySchemes",
    "requestBodies",
    "examples",
    "mapping",
    "params",
    "frames",
    "auth",
    "sources",
  ],
]);
const prose = new Set(["description", "summary", "title"]);
/** Data, which an edit of a document must leave as it is. */
const data = new Set([
  "enum",
  "const",
  "default",
  "example",
  "examples",
  "frames",
  "value",
  "mapping",
  "security",
  "if",
  "actions",
  "when",
]);
const unordered = new Set(["required", "tags", "parameters"]);

/**
 * A document that means the same: keys, parameters, words and required names in another order, texts changed, examples
 * dropped, references to schemas replaced by their content or wrapped in `allOf`, sources changed.
 */
export function withoutEditsOfMeaning(root: JsonObject, random: () => number): JsonObject {
  let inlined = 0;
  const edit = (value: Json, key: string, parent: string): Json => {
    if (isArray(value)) {
      const list = value.map((entry) => (data.has(key) ? entry : edit(entry, "", key)));
      return unordered.has(key) || key === "enum" ? shuffle(list, random) : list;
    }
    if (!isObject(value)) return value;
    if (
      ownString(value, "$ref")?.startsWith("#/components/schemas/") === true &&
      inlined < 30 &&
      random() < 0.2
    ) {
      inlined++;
      const target = valueAt(root, pointerOfRef(ownString(value, "$ref") ?? "") ?? "");
      if (random() < 0.5 && Object.keys(value).length === 1) return { allOf: [value] };
      if (target !== undefined && Object.keys(value).length === 1) return target;
    }
    const named = maps.has(key) && parent !== "properties";
    const entries = Object.entries(value).flatMap(([name, entry]): readonly (readonly [string, Json])[] => {
      if (named) return [[name, edit(entry, "", key)]];
      if (data.has(name) && !(name === "enum" && isArray(entry))) {
        return name === "examples" &&
          parent !== "components" &&
          key !== "components" &&
          random() < 0.3 &&
          isObject(entry)
          ? []
          : [[name, entry]];
      }
      if (prose.has(name) && typeof entry === "string" && random() < 0.3) return [[name, `${entry} Edited.`]];
      if (name === "source" && random() < 0.3) return [[name, "inferred: an edit"]];
      return [[name, edit(entry, name, key)]];
    });
    return objectOf(key === "schemas" || random() < 0.7 ? shuffle(entries, random) : entries);
  };
  return edit(root, "", "") as JsonObject;
}

function shuffle<T>(list: readonly T[], random: () => number): T[] {
  const result = [...list];
  for (let index = result.length - 1; index > 0; index--) {
    const other = Math.floor(random() * (index + 1));
    [result[index], result[other]] = [result[other] as T, result[index] as T];
  }
  return result;
}

/** Numbers from 0 up to 1 that follow from a seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
