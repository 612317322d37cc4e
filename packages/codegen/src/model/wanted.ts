import type { ValueType } from "./variants.ts";

/** What a field of the Job takes: other values would be no value, whatever the API sends. */
export interface Wanted {
  readonly types: readonly ValueType[];
  readonly name: string;
}

export const wanted: Readonly<Record<"id" | "word" | "text" | "time" | "number", Wanted>> = {
  id: { types: ["string", "number"], name: "an id is a text or a number" },
  word: { types: ["string"], name: "a raw status is a text (`when` may look at values of any type)" },
  text: { types: ["string", "number"], name: "this takes a text" },
  time: { types: ["string"], name: "a time is a text as in RFC 3339" },
  number: { types: ["number"], name: "this takes a number" },
};
