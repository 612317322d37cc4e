const rfc3339 = /^\d{4}-\d\d-\d\d([Tt ])\d\d:\d\d:\d\d(?:\.(\d+))?(Z|z|[+-]\d\d:?\d\d)?$/;

/** Writes a time as another time of the same field is written: fraction digits, offset, text or number. */
export function writeTime(ms: number, like: unknown): unknown {
  if (typeof like === "number") return like > 1e11 ? Math.round(ms) : Math.floor(ms / 1000);
  const match = typeof like === "string" ? rfc3339.exec(like) : null;
  if (match === null) return new Date(ms).toISOString();
  const [, separator = "T", fraction = "", offset = ""] = match;
  const [date = "", time = ""] = new Date(ms + offsetMs(offset)).toISOString().split("T");
  const digits =
    fraction === "" ? "" : `.${time.slice(9, 12).padEnd(fraction.length, "0").slice(0, fraction.length)}`;
  return `${date}${separator}${time.slice(0, 8)}${digits}${offset}`;
}

/** Milliseconds since 1970 of a time on the wire; without an offset it is UTC. `undefined` for what is none. */
export function readTime(value: unknown): number | undefined {
  if (typeof value === "number") return value > 1e11 ? value : value * 1000;
  const match = typeof value === "string" ? rfc3339.exec(value) : null;
  if (match === null || String(value).startsWith("0001-")) return undefined;
  const ms = Date.parse(match[3] === undefined ? `${String(value)}Z` : String(value));
  return Number.isNaN(ms) ? undefined : ms;
}

function offsetMs(offset: string): number {
  const match = /^([+-])(\d\d):?(\d\d)$/.exec(offset);
  if (match === null) return 0;
  return (match[1] === "-" ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3])) * 60_000;
}
