import type { Fault } from "@jobwire/testing";

/** Something that goes wrong with reads, and what a wait that meets it may end in. */
export interface ReadFault {
  readonly name: string;
  readonly fault: Fault;
  /** Which reads meet it. */
  readonly on: {
    readonly nth?: readonly number[];
    readonly from?: number;
    readonly times?: number;
    readonly probability?: number;
  };
  /** Absent: the wait puts up with it, and the job ends as it ends. */
  readonly error?: string;
  readonly cause?: string;
}

const first = { nth: [1, 2, 3] };
const few = { times: 4 };
const often = { probability: 0.3 };
const forEver = { from: 4 };

/** All of them: those that a wait puts up with, and those that end it. */
export const readFaults: readonly ReadFault[] = [
  { name: "the connection breaks before the request", fault: { type: "reset" }, on: few },
  { name: "the connection breaks before the answer", fault: { type: "reset", when: "after" }, on: few },
  { name: "the connection breaks often", fault: { type: "reset" }, on: often },
  { name: "nobody listens", fault: { type: "refused" }, on: few },
  { name: "no answer comes", fault: { type: "hang" }, on: { nth: [2] } },
  { name: "the answer comes late", fault: { type: "slow", answerMs: 3_000 }, on: often },
  {
    name: "the body comes in pieces",
    fault: { type: "slow", pieceMs: 50, pieceBytes: 64 },
    on: { nth: [1, 3] },
  },
  { name: "the body is cut", fault: { type: "cut-body" }, on: few },
  { name: "429 without a time", fault: { type: "rate-limit" }, on: few },
  { name: "429 with seconds", fault: { type: "rate-limit", retryAfter: 30 }, on: few },
  { name: "429 with a date", fault: { type: "rate-limit", retryAfter: { dateInMs: 20_000 } }, on: few },
  {
    name: "429 with a date that has passed",
    fault: { type: "rate-limit", retryAfter: { dateInMs: -60_000 } },
    on: few,
  },
  { name: "429 with a negative number", fault: { type: "rate-limit", retryAfter: -5 }, on: few },
  { name: "429 with garbage", fault: { type: "rate-limit", retryAfter: "soon" }, on: few },
  {
    name: "429 with milliseconds",
    fault: { type: "rate-limit", headers: { "retry-after-ms": "1500" } },
    on: few,
  },
  { name: "500 without a body", fault: { type: "empty-500" }, on: few },
  { name: "500 often", fault: { type: "empty-500" }, on: often },
  { name: "the error page of a proxy", fault: { type: "html" }, on: few },
  { name: "504 of a proxy often", fault: { type: "html", status: 504 }, on: often },
  { name: "JSON that ends in the middle", fault: { type: "truncated-json" }, on: few },
  { name: "JSON as text", fault: { type: "wrong-content-type", contentType: "text/plain" }, on: few },
  {
    name: "a page of HTML with status 200",
    fault: { type: "answer", status: 200, text: "<html>", contentType: "text/html" },
    on: few,
  },
  { name: "a body that is no object", fault: { type: "answer", status: 200, body: [] }, on: few },
  { name: "a replica that lags", fault: { type: "lagging", behindMs: 4_000 }, on: often },
  { name: "the state before", fault: { type: "backwards" }, on: often },
  { name: "a wrong clock", fault: { type: "date", skewMs: -86_400_000 }, on: first },
  { name: "no clock", fault: { type: "date", missing: true }, on: first },
  { name: "the redirects of a maintenance", fault: { type: "redirect", status: 302 }, on: few },
  {
    name: "429 with more than the client waits for",
    fault: { type: "rate-limit", retryAfter: 90 },
    on: { nth: [2] },
  },
  { name: "one 401", fault: { type: "answer", status: 401, body: {} }, on: { nth: [2] } },
  {
    name: "a connection that breaks for ever",
    fault: { type: "reset" },
    on: forEver,
    error: "JobReadError",
    cause: "ConnectionError",
  },
  {
    name: "500 for ever",
    fault: { type: "empty-500" },
    on: forEver,
    error: "JobReadError",
    cause: "HttpStatusError",
  },
  {
    name: "401 for ever",
    fault: { type: "answer", status: 401 },
    on: forEver,
    error: "JobReadError",
    cause: "HttpStatusError",
  },
  {
    name: "403",
    fault: { type: "answer", status: 403 },
    on: forEver,
    error: "JobReadError",
    cause: "HttpStatusError",
  },
  {
    name: "404 for ever",
    fault: { type: "answer", status: 404 },
    on: forEver,
    error: "JobNotFoundError",
    cause: "HttpStatusError",
  },
  {
    name: "410",
    fault: { type: "answer", status: 410 },
    on: forEver,
    error: "JobExpiredError",
    cause: "HttpStatusError",
  },
  {
    name: "a redirect to another origin",
    fault: { type: "redirect" },
    on: forEver,
    error: "JobReadError",
    cause: "RedirectError",
  },
  {
    name: "HTML with status 200 for ever",
    fault: { type: "answer", status: 200, text: "<html>", contentType: "text/html" },
    on: forEver,
    error: "JobReadError",
    cause: "UnexpectedContentError",
  },
];
