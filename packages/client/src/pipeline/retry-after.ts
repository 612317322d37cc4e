/** No server can slow a client down for longer: one hour. */
const longestMs = 3_600_000;

/**
 * How long a server asks to wait, in milliseconds from 0 to one hour; `undefined` if it does not say or says nonsense.
 * Reads `retry-after-ms` and `Retry-After` (RFC 9110, section 10.2.3). Of a refusal by rate limit also the `t` of `RateLimit`
 * (draft-ietf-httpapi-ratelimit-headers) and the older `RateLimit-Reset` and `X-RateLimit-Reset`, which servers fill with
 * seconds, with a time since 1970 or with a date. Elsewhere those only tell when the quota is renewed.
 */
export function readRetryAfter(headers: Headers, wallClockMs: number, refused: boolean): number | undefined {
  const serverMs = parseDate(headers.get("date")) ?? wallClockMs;
  const delay = (name: string) => parseDelay(headers.get(name), serverMs);
  const asked = parseNumber(headers.get("retry-after-ms")) ?? delay("retry-after");
  const renewed = () =>
    parseDelay(/;\s*t=(\d+)/.exec(headers.get("ratelimit") ?? "")?.[1], serverMs) ??
    delay("ratelimit-reset") ??
    delay("x-ratelimit-reset");
  const ms = asked ?? (refused ? renewed() : undefined);
  return ms === undefined ? undefined : Math.min(Math.max(ms, 0), longestMs);
}

function parseDelay(text: string | null | undefined, serverMs: number): number | undefined {
  const number = parseNumber(text);
  if (number === undefined) {
    const date = parseDate(text);
    return date === undefined ? undefined : date - serverMs;
  }
  if (number > 1e12) return number - serverMs;
  // A number of seconds that comes out within a day of now is a time since 1970.
  const sinceEpoch = number * 1000 - serverMs;
  return Math.abs(sinceEpoch) < 86_400_000 ? sinceEpoch : number * 1000;
}

function parseNumber(text: string | null | undefined): number | undefined {
  return text && /^-?\d+(?:\.\d+)?$/.test(text.trim()) ? Number(text) : undefined;
}

/** A date of HTTP or of RFC 3339. `Date.parse` alone reads a date into almost any text. */
function parseDate(text: string | null | undefined): number | undefined {
  const date = text && /^(?:[A-Z][a-z]{2,8}, |\d{4}-\d\d-)/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? undefined : date;
}
