import { isObject, own, ownArray, ownObject } from "../json.ts";
import type { Variant } from "./variants.ts";

/** The words that a schema knows for a value. */
export interface KnownWords {
  readonly words: readonly string[];
  /** The schema lists every word there is: another one is a slip. */
  readonly closed: boolean;
}

/** Words of `enum` and `const`, which are all there are, or of `examples`, to which there may be more. */
export function knownWords(variants: readonly Variant[]): KnownWords {
  const words = new Set<string>();
  let closed = true;
  for (const variant of variants) {
    if (variant.type === "null") continue;
    const lists = variant.parts.map((part) => wordsOfPart(part.value));
    for (const list of lists) for (const word of list.words) words.add(word);
    closed &&= lists.some((list) => list.closed);
  }
  return { words: [...words], closed: closed && words.size > 0 };
}

function wordsOfPart(schema: unknown): KnownWords {
  if (!isObject(schema)) return { words: [], closed: false };
  const strings = (values: readonly unknown[]) =>
    values.filter((value): value is string => typeof value === "string");
  const constant = own(schema, "const");
  if (typeof constant === "string") return { words: [constant], closed: true };
  const isOpen = own(ownObject(schema, "x-jobwire"), "open") === true;
  if (own(schema, "enum") !== undefined) return { words: strings(ownArray(schema, "enum")), closed: !isOpen };
  return { words: strings(ownArray(schema, "examples")), closed: false };
}
