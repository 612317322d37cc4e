/** The part of the project that a bug is planted in; it decides which tests have to notice. */
export type Part = "engine" | "client" | "spec" | "compiler";

/** A mistake that somebody could make: one piece of text for another. */
export interface Bug {
  readonly part: Part;
  readonly file: string;
  /** Stands exactly once in the file. */
  readonly find: string;
  readonly replace: string;
  /** What a user would suffer. */
  readonly harm: string;
}

const contract = ["golden", "words", "abilities", "calls", "actions", "cancel", "lifecycle", "ways"].map(
  (name) => `packages/contract-tests/src/${name}.test.ts`,
);

/** The tests that have to notice bugs of a part. */
export const testsOf: Readonly<Record<Part, readonly string[]>> = {
  engine: ["packages/job-utils/"],
  client: ["packages/client/"],
  spec: contract,
  compiler: [
    ...[
      "emit/",
      "model/",
      "load/",
      "security.test.ts",
      "refused-documents.test.ts",
      "broken-specs.test.ts",
    ].map((name) => `packages/codegen/src/${name}`),
    ...contract,
  ],
};

function bugs(
  part: Part,
  file: string,
  list: readonly (readonly [string, string, string])[],
): readonly Bug[] {
  return list.map(([find, replace, harm]) => ({ part, file, find, replace, harm }));
}

const engine = (name: string, ...list: readonly (readonly [string, string, string])[]) =>
  bugs("engine", `packages/job-utils/src/${name}.ts`, list);
const client = (name: string, ...list: readonly (readonly [string, string, string])[]) =>
  bugs("client", `packages/client/src/${name}.ts`, list);
const spec = (name: string, ...list: readonly (readonly [string, string, string])[]) =>
  bugs("spec", `specs/${name}/openapi.yaml`, list);
const compiler = (name: string, ...list: readonly (readonly [string, string, string])[]) =>
  bugs("compiler", `packages/codegen/src/${name}.ts`, list);

/** The bugs, each as small as the mistakes that are really made. */
export const planted: readonly Bug[] = [
  ...engine(
    "failed-read",
    ['if (!isTransient) return "break-off";', "", "a refusal for good (403) is asked again for two minutes"],
    [
      'read.failures >= budget.failures && read.failingMs >= budget.ms ? "break-off"',
      'read.failures >= budget.failures || read.failingMs >= budget.ms ? "break-off"',
      "a short outage ends the wait for a job that runs on",
    ],
    [
      "(httpStatus === 404 && read.isPastEnd)",
      "httpStatus === 404",
      "a job that is not there yet is reported as expired",
    ],
  ),
  ...engine(
    "pace",
    [
      "Math.min(500 * 2 ** (failures - 1), longestRetryMs)",
      "500 * 2 ** (failures - 1)",
      "after an outage the next read comes hours later",
    ],
    ["Math.max(ageMs, 0)", "ageMs", "a skewed clock makes a job's age negative"],
  ),
  ...engine(
    "schedule",
    [
      "Math.min(0.1 * ageMs, 500 * Math.sqrt(ageMs / 1000))",
      "0.1 * ageMs",
      "the end of a job of an hour is seen minutes late",
    ],
    ["Math.min(hintMs, longestHintMs)", "hintMs", "a hint of a year stops a wait"],
    [
      "askedMs >= 1 ? Math.max(askedMs, leastMs(poll)) : leastMs(poll) || 500",
      "Math.max(askedMs, leastMs(poll))",
      "a schedule that gives NaN or 0 floods the provider",
    ],
  ),
  ...engine("rate-limit", [
    "Math.max(0, oldest + perMs - nowMs)",
    "Math.max(0, oldest - nowMs)",
    "the documented rate is not kept",
  ]),
  ...engine(
    "coerce",
    [
      'match === null || match[1] === "0001"',
      "match === null",
      "the zero time of Go is shown as the time of the job's end",
    ],
    [
      "Number.isInteger(value) && !Number.isSafeInteger(value) ? undefined : String(value)",
      "String(value)",
      "an id that JSON has rounded reads the job of somebody else",
    ],
  ),
  ...engine("to-job", [
    'output: status === "succeeded" ? output : undefined,',
    "output,",
    "what a failed job left behind passes for its output",
  ]),
  ...engine("ref", [
    "at !== undefined && place !== undefined && place !== at",
    "false",
    "a ref of another tenant is read with this one's key",
  ]),
  ...engine("start", [
    "httpStatus === undefined || httpStatus < 400 || httpStatus === 408 || httpStatus >= 500",
    "httpStatus !== undefined && httpStatus >= 500",
    "a start whose connection broke counts as refused, and the caller starts it twice",
  ]),
  ...engine("cancel", [
    "if (isSecond) throw error;",
    "throw error;",
    "a cancel that comes between two steps of the job fails",
  ]),
  ...client(
    "pipeline/resend",
    [
      '/GET|HEAD/.test(operation.method) ? "safe" : "never"',
      '/GET|HEAD|POST/.test(operation.method) ? "safe" : "never"',
      "a start is sent twice",
    ],
    [
      'return retry === "keyed" && !keyed ? "never" : retry;',
      "return retry;",
      "a call without an idempotency key is sent twice",
    ],
    ["Math.max(askedMs ?? 0, backoffMs)", "backoffMs", "Retry-After is not obeyed"],
  ),
  ...client("pipeline/retry-after", [
    "number > 1e12",
    "number > 1e15",
    "a reset in milliseconds since 1970 waits for an hour",
  ]),
  ...client("pipeline/attempt", [
    'redirect: "manual",',
    'redirect: "follow",',
    "the API key goes along to wherever a server sends it",
  ]),
  ...client(
    "pipeline/attempts",
    ["await passGate(call, scope);", "", "a rate limit that one call met is run into by all the others"],
    ["draft.body instanceof ReadableStream", "false", "a body that is a stream is sent again, empty"],
  ),
  ...client(
    "request/path",
    ['if (!String(value).trim()) return "is empty";', "", "an empty id reads the list instead of the job"],
    [
      "return encodeURIComponent(String(values[name]));",
      "return String(values[name]);",
      "an id with a slash addresses another operation",
    ],
  ),
  ...client("redact", [
    'url.replace(/[?#].*$/s, "")',
    "url",
    "a key in the query of a URL stands in the error",
  ]),
  ...client(
    "sse/event-parser",
    [
      'skipLineFeed && piece.startsWith("\\n") ? piece.slice(1) : piece',
      "piece",
      "an event whose line end is cut by the network comes apart",
    ],
    ['data.join("\\n")', 'data.join("")', "the lines of a text run together"],
  ),
  ...client("sse/open-stream", [
    "{ stream: !done }",
    "{}",
    "a character that the network cuts becomes two question marks",
  ]),
  ...client("pagination/next-position", [
    "String(position) === String(end)",
    "position === end",
    "a list whose last position comes as text never ends",
  ]),
  ...client("fetch-url", [
    "target?.origin === home.origin",
    "target !== undefined",
    "the API key is sent to the storage of a file",
  ]),
  ...spec("sieve", [
    "queued: [queued]\n      running: [processing, started, starting]",
    "queued: [queued, started]\n      running: [processing, starting]",
    "a job that runs is shown as queued",
  ]),
  ...spec(
    "nullspace",
    ["      failed: [failed] #", "      cancelled: [failed] #", "a failed run is reported as cancelled"],
    [
      "    output: /execution\n",
      "    output: /execution/results\n",
      "the exception of a run is not in its output",
    ],
    [
      "    cancelRequested: /cancel_requested_at #",
      "    cancelRequested: /completed_at #",
      "nobody sees that a cancel was taken",
    ],
  ),
  ...spec(
    "nuon",
    [
      "        - { if: { /finished: false, /status/status: [success, error] }, then: running } #",
      "        - { if: { /finished: false, /status/status: [error] }, then: running } #",
      "a workflow is over at the first step that succeeds",
    ],
    ["/steps/*/approval/response/id: null }\n", "}\n", "a step that was approved still asks for approval"],
    ["      succeeded: [success]\n", "      succeeded: [success, approved]\n", "a word has two meanings"],
  ),
  ...spec(
    "nia",
    ["/job/status # not", "/sandbox/status # not", "the status of the machine passes for that of the job"],
    [
      "      cancelled: [cancelled, canceled]\n",
      "      cancelled: [cancelled]\n",
      "a word loses its meaning",
    ],
    [
      "output: { answer: [/answer, /report, /result], citations",
      "output: { answer: [/answer, /result], citations",
      "an output under its older name is lost",
    ],
    ["    cancel: cancelOracleJob #", "    # cancel: cancelOracleJob #", "a kind can no longer be cancelled"],
  ),
  ...compiler("emit/access", [
    'place.mayBeFalsy ? "??" : "||"',
    '"??"',
    "an empty text is taken where the next place holds one",
  ]),
  ...compiler("emit/conditions", [
    "if (value === false || !holdsNumbers)",
    "if (!holdsNumbers)",
    "a condition on `false` no longer holds where the server leaves the field out",
  ]),
  ...compiler(
    "emit/job-calls",
    [
      "{ ...options, parse: false }",
      "{ parse: false }",
      "the caller's key and signal do not go with a cancel",
    ],
    [
      "return answersWithJob && operation.timeoutMs !== undefined;",
      "return false;",
      "a start that answers with the ended job times out",
    ],
    [
      'const own = [...bindingEntries(defaults), text("...input"), ...bindingEntries(fixed)];',
      'const own = [text("...input"), ...bindingEntries(defaults), ...bindingEntries(fixed)];',
      "what a caller asks of a list is overruled",
    ],
  ),
  ...compiler("emit/literal", [
    'if (name === "__proto__") return \'["__proto__"]\';',
    "",
    "a spec sets the prototype of a table",
  ]),
  ...compiler("emit/comment", ['.replaceAll("*/", "*\\\\/")', "", "a spec ends a comment and writes code"]),
  ...compiler("model/read-status", [
    "if (other !== undefined)\n        context",
    "if (context === undefined)\n        context",
    "a word with two meanings is not refused",
  ]),
  ...compiler("emit/job-reading", [
    "const rules = when.map(",
    "const rules = when.toReversed().map(",
    "the exceptions of a status table are tried in the wrong order",
  ]),
];
