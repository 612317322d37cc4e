import type { Json } from "./json.ts";
import { oneLine } from "./output/one-line.ts";

const maxLength = 60;

/** A value on one line, shortened; a dash for one that is not there. */
export function shortValue(value: Json | undefined): string {
  if (value === undefined) return "–";
  const text = oneLine(JSON.stringify(value));
  return text.length <= maxLength ? text : `${text.slice(0, maxLength - 3)}…`;
}
