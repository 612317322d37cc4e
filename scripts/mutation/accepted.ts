/** Why mutants may live: by the end of the file's path, the code and its replacement, each as far as the first line. */
export interface Accepted {
  readonly file: string;
  readonly from: string;
  readonly to: string;
  readonly why: string;
}

function inFile(
  file: string,
  why: string,
  ...mutants: readonly (readonly [string, string])[]
): readonly Accepted[] {
  return mutants.map(([from, to]) => ({ file, from, to, why }));
}

const sameErrors = "equivalent: the engine calls any failure after a start uncertain, a TypeError too";
const typesAlone = "equivalent: the check is there for the types, what it excludes cannot be";

/** Looked at, and left alive. Entries that fit no mutant any more do no harm. */
export const accepted: readonly Accepted[] = [
  ...inFile("src/generated/jobs.ts", sameErrors, ["reply.raw?.id", "reply.raw.id"]),
  ...inFile("src/generated/jobs.ts", "equivalent: this kind has nothing hand-written to refine", ["{", "{}"]),
  ...inFile(
    "nullspace/src/generated/jobs.ts",
    "equivalent: a list of unknown page size is never used to wait by",
    ["{ id: job.params.id }", "{}"],
  ),
  ...inFile(
    "nullspace/src/helpers.ts",
    "accepted: only a body without a sandbox, which the API never sends",
    ['""', '"Stryker was here!"'],
    ["job.ref.params?.id", "job.ref.params.id"],
  ),
  ...inFile("sieve/src/helpers.ts", "equivalent: what is no object holds no file", [
    "[]",
    '["Stryker was here"]',
  ]),
  ...inFile("sieve/src/helpers.ts", "equivalent: JSON leaves undefined out", [
    "isPublic !== undefined",
    "true",
  ]),
  ...inFile("sieve/src/helpers.ts", "accepted: the excerpt of a body that nobody reads", [
    '""',
    '"Stryker was here!"',
  ]),
  ...inFile(
    "job-utils/src/alarms.ts",
    typesAlone,
    ["last !== undefined && lastMs !== undefined", "true"],
    ["last !== undefined && lastMs !== undefined", "last !== undefined || lastMs !== undefined"],
    ["last !== undefined", "true"],
    ["lastMs !== undefined", "true"],
    ["sleeper !== undefined", "true"],
  ),
  ...inFile(
    "job-utils/src/alarms.ts",
    "equivalent: the order of alarms at one time, and the way through the heap, are free",
    ["atMs < this.#at(up)", "atMs <= this.#at(up)"],
    ["this.#at(down) < atMs", "this.#at(down) <= atMs"],
    ["this.#at(child) < this.#at(earliest)", "this.#at(child) <= this.#at(earliest)"],
  ),
  ...inFile(
    "job-utils/src/learned.ts",
    "equivalent: two ages that differ by a rounding error",
    ["reads >= due", "reads > due"],
    ["first < sortedMs.length", "first <= sortedMs.length"],
  ),
  ...inFile("job-utils/src/follow.ts", "equivalent: the plan is made anew after the look that is under way", [
    "!track.isLooking",
    "true",
  ]),
  ...inFile(
    "job-utils/src/follow.ts",
    "equivalent: nobody waits, or the plan is for now, and the next step finds that by itself",
    ["alarms.clear(track);", ";"],
    ["!isWatched", "false"],
    ["atMs <= nowMs", "false"],
    ["atMs <= nowMs", "atMs < nowMs"],
  ),
  ...inFile("job-utils/src/learned.ts", "equivalent: a piece without length is worth no read", [
    "toMs === fromMs",
    "false",
  ]),
  ...inFile("job-utils/src/learned.ts", "equivalent: no read falls into what is left of the piece", [
    "toMs <= ageMs",
    "toMs < ageMs",
  ]),
  ...inFile(
    "job-utils/src/listing.ts",
    "equivalent: a kind without a list never comes here; the checks are for the types",
    ["this.#bound.definition.list?.pageSize", "this.#bound.definition.list.pageSize"],
    ["definition.list?.pages", "definition.list.pages"],
    ["pages?.[Symbol.asyncIterator]", "pages[Symbol.asyncIterator]"],
    ["iterator?.next", "iterator.next"],
    ["iterator?.return", "iterator.return"],
  ),
  ...inFile("job-utils/src/listing.ts", "equivalent: one page more or less is read, and shows nobody", [
    "missing.size > 0",
    "missing.size >= 0",
  ]),
  ...inFile("job-utils/src/handle.ts", "equivalent: whoever settled has a track", [
    "this.#track?.facts",
    "this.#track.facts",
  ]),
  ...inFile(
    "job-utils/src/errors/job-error.ts",
    "equivalent: every error that is made has a name of its own",
    ['"JobError"', '""'],
  ),
  ...inFile(
    "job-utils/src/errors/job-error.ts",
    "equivalent: that the mark is there counts, not its value",
    ["true", "false"],
    ["{ value: true }", "{}"],
  ),
  ...inFile("job-utils/src/output-of.ts", "accepted: a wait settles in no other status", [
    "throw new TypeError(",
    ";",
  ]),
];
