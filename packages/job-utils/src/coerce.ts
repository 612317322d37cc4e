/**
 * A text: a string that is not empty, or a number written out. Anything else is no value, and so is an integer above 2^53:
 * JSON has rounded it, and an id that was rounded is the id of another job.
 */
export function text(value: unknown): string | undefined {
  if (typeof value === "string") return value === "" ? undefined : value;
  if (typeof value !== "number" || !Number.isFinite(value)) return undefined;
  return Number.isInteger(value) && !Number.isSafeInteger(value) ? undefined : String(value);
}

/** A finite number, or none. */
export function finite(value: unknown): number | undefined {
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

/** A value, or none for `null` and the empty string. */
export function present<Value>(value: Value): NonNullable<Value> | undefined {
  return value === null || value === undefined || value === "" ? undefined : value;
}

/** An object with those entries that hold a value, or none if no entry does. */
export function compact<Parts extends object>(parts: Parts | undefined): Parts | undefined {
  if (parts === undefined) return undefined;
  const kept = Object.entries(parts).filter(([, value]) => present(value) !== undefined);
  return kept.length === 0 ? undefined : (Object.fromEntries(kept) as Parts);
}

/** Whether a flag or a time was set: anything but `false`, 0, no value, and the zero time of Go. */
export function isSet(value: unknown): boolean {
  return Boolean(value) && !(typeof value === "string" && value.startsWith("0001-01-01T00:00:00"));
}

const timePattern =
  /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d:\d\d)(?::(\d\d)(\.\d+)?)?\s?([Zz]|[+-]\d\d(?::?\d\d)?)?$/;

/**
 * A time as RFC 3339 with an offset. A time without an offset is UTC. Fraction digits are kept.
 * The year 1 is the zero time of Go and no value; so is text that is no time. Of a list the first that is a time.
 */
export function time(value: unknown): string | undefined {
  if (Array.isArray(value)) return value.map(time).find(Boolean);
  const match = typeof value === "string" ? timePattern.exec(value) : null;
  if (match === null || match[1] === "0001") return undefined;
  const [, year, month, day, hourMinute, second = "00", fraction = "", offset = "Z"] = match;
  const zone = offset
    .toUpperCase()
    .replace(/^(.\d\d):?(\d\d)?$/, (_, hours, minutes = "00") => `${hours}:${minutes}`);
  const written = `${year}-${month}-${day}T${hourMinute}:${second}`;
  if (Number.isNaN(Date.parse(written + zone))) return undefined;
  const whole = written + fraction + zone;
  return whole === value ? value : whole; // so that a body's own text is kept once
}
