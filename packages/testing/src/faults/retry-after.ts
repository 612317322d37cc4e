/**
 * How a 429 says when to come again: seconds or any text as it is, or a time that lies so many milliseconds ahead, in one of
 * the three forms of an HTTP date (RFC 9110, section 5.6.7; default the first) or in that of RFC 3339, which servers send too.
 */
export type RetryAfter =
  | number
  | string
  | { readonly dateInMs: number; readonly form?: "imf" | "rfc850" | "asctime" | "rfc3339" };

/** Every form of Retry-After that servers have been seen to send, right and wrong. */
export const retryAfterForms: readonly RetryAfter[] = [
  0,
  3,
  "2.5",
  { dateInMs: 5000 },
  { dateInMs: 5000, form: "rfc850" },
  { dateInMs: 5000, form: "asctime" },
  { dateInMs: 5000, form: "rfc3339" },
  { dateInMs: -3_600_000 },
  "-1",
  "9999999999",
  "3, 3",
  "soon",
  "",
];

/** The value of the header, sent at `nowMs` (since 1970). */
export function retryAfterText(retryAfter: RetryAfter, nowMs: number): string {
  if (typeof retryAfter !== "object") return String(retryAfter);
  const date = new Date(nowMs + retryAfter.dateInMs);
  const imf = date.toUTCString();
  const [day = "", dd = "", month = "", year = "", time = ""] = imf.split(/,? /);
  switch (retryAfter.form) {
    case "rfc850":
      return `${weekdays[date.getUTCDay()]}, ${dd}-${month}-${year.slice(2)} ${time} GMT`;
    case "asctime":
      return `${day} ${month} ${dd.replace(/^0/, " ")} ${time} ${year}`;
    case "rfc3339":
      return date.toISOString();
    default:
      return imf;
  }
}

const weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"] as const;
