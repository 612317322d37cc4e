import type { Verdict } from "../../change.ts";
import type { SchemaPair, SchemaRule } from "../rule.ts";
import { state, variance } from "../rule.ts";

/** Formats of which every value is also one of the other format. */
const within: Readonly<Record<string, string>> = {
  int32: "int64",
  float: "double",
  email: "idn-email",
  uri: "iri",
  hostname: "idn-hostname",
};

const widest = new Set(["int64", "double"]);

/** `format`: what a text or a number must look like. Types know of `binary` alone. */
export const formatRule: SchemaRule = (pair) => {
  const { base, head } = pair;
  if (base.format === head.format) return [];
  return [
    state(pair, {
      rule: "format-changed",
      keyword: "format",
      predicate: predicate(base.format, head.format),
      before: base.format,
      after: head.format,
      wire: verdict(pair),
      types: base.format === "binary" || head.format === "binary" ? "breaking" : "none",
      howToMigrate: advice(pair),
    }),
  ];
};

function verdict({ base, head, place }: SchemaPair): Verdict {
  const { format: before = "" } = base;
  const { format: after = "" } = head;
  // Every number that JavaScript can hold is one of these.
  if ((before === "" && widest.has(after)) || (after === "" && widest.has(before))) return "additive";
  if (before === "") return variance(place.direction, false);
  if (after === "" || within[before] === after) return variance(place.direction, true);
  return within[after] === before ? variance(place.direction, false) : "breaking";
}

function predicate(before: string | undefined, after: string | undefined): string {
  if (before === undefined) return `has the format ${after} now`;
  return after === undefined
    ? `no longer has the format ${before}`
    : `has the format ${after} instead of ${before}`;
}

function advice({ head, place }: SchemaPair): string {
  if (place.direction === "request")
    return head.format === undefined
      ? "Nothing; more values are accepted."
      : `Send values in the format ${head.format}.`;
  return head.format === undefined
    ? "Do not rely on the old format when you parse it."
    : `Parse it as ${head.format}.`;
}
