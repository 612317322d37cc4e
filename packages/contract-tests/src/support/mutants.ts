import { isDeepStrictEqual } from "node:util";
import type { AnyJobDefinition, JobStatus } from "@jobwire/job-utils";
import { actualOf, expectedOf, type GoldenCase } from "../golden.ts";
import type { Api, KindCase } from "./apis.ts";
import { compileKind } from "./compile-kind.ts";

/** A kind of job that somebody got wrong in one place. */
export interface Mutant {
  /** What was changed, as a sentence. */
  readonly name: string;
  /** What the compiler made of it; `undefined` if it refused. */
  readonly definition: AnyJobDefinition | undefined;
}

/** Where mutants come from. */
export type Mutation = "words" | "exceptions" | "conditions" | "pointers";

type Tree = Readonly<Record<string, unknown>>;
type Change = readonly [name: string, source: Tree];

export const statuses: readonly JobStatus[] = [
  "queued",
  "running",
  "requires_action",
  "succeeded",
  "failed",
  "cancelled",
  "timed_out",
  "unknown",
];

const changes: Readonly<Record<Mutation, (source: Tree) => readonly Change[]>> = {
  words: (source) => [...movedWords(source), ...droppedWords(source)],
  exceptions: (source) => [...droppedExceptions(source), ...otherAnswers(source)],
  conditions: droppedConditions,
  pointers: movedPointers,
};

/** The mutants of a kind, compiled from its altered `x-jobs` in memory. */
export function mutantsOf(
  { api, kind }: Pick<KindCase, "api" | "kind">,
  mutation: Mutation,
): readonly Mutant[] {
  return changes[mutation](sourceOf(api, kind)).map(([name, source]) => ({
    name,
    definition: compileKind(api, kind, source),
  }));
}

/** What a document says of a kind. */
export function sourceOf({ spec }: Api, kind: string): Tree {
  const source = (spec["x-jobs"] as Readonly<Record<string, Tree>>)[kind];
  if (source === undefined) throw new Error(`there is no kind ${kind}`);
  return source;
}

/** Whether no row of the oracle notices: every one comes to what a person says. */
export function survives({ definition }: Mutant, rows: readonly GoldenCase[]): boolean {
  return (
    definition !== undefined &&
    rows.every((row) => isDeepStrictEqual(resultOf(definition, row), expectedOf(row)))
  );
}

function resultOf(definition: AnyJobDefinition, row: GoldenCase): unknown {
  try {
    return actualOf(definition, row);
  } catch (error) {
    return error;
  }
}

function statusTable({ status }: Tree): Tree {
  return status as Tree;
}

function wordsOf(table: Tree): readonly (readonly [word: string, status: JobStatus])[] {
  return statuses.flatMap((status) =>
    ((table[status] ?? []) as readonly string[]).map((word) => [word, status] as const),
  );
}

function without(table: Tree, word: string): Tree {
  const kept = statuses
    .filter((status) => status in table)
    .map((status) => [status, (table[status] as readonly string[]).filter((one) => one !== word)] as const);
  return { ...table, ...Object.fromEntries(kept) };
}

function movedWords(source: Tree): readonly Change[] {
  const table = statusTable(source);
  return wordsOf(table).flatMap(([word, from]) =>
    statuses
      .filter((to) => to !== from)
      .map((to): Change => {
        const left = without(table, word);
        const status = { ...left, [to]: [...((left[to] ?? []) as readonly string[]), word] };
        return [`the word ${word} moved from ${from} to ${to}`, { ...source, status: withoutEmpty(status) }];
      }),
  );
}

function droppedWords(source: Tree): readonly Change[] {
  const table = statusTable(source);
  return wordsOf(table)
    .filter(([, status]) => status !== "unknown") // a word that is dropped means unknown
    .map(([word]) => [`the word ${word} dropped`, { ...source, status: withoutEmpty(without(table, word)) }]);
}

function withoutEmpty(table: Tree): Tree {
  return Object.fromEntries(
    Object.entries(table).filter(([, value]) => !Array.isArray(value) || value.length > 0),
  );
}

interface Exception {
  readonly if: Tree;
  readonly then: JobStatus;
}

function exceptionsOf(source: Tree): readonly Exception[] {
  return (statusTable(source).when ?? []) as readonly Exception[];
}

function withExceptions(source: Tree, when: readonly Exception[]): Tree {
  const { when: _, ...table } = statusTable(source);
  return { ...source, status: when.length === 0 ? table : { ...table, when } };
}

function droppedExceptions(source: Tree): readonly Change[] {
  const all = exceptionsOf(source);
  return all.map((one, index) => [
    `${described(one)} dropped`,
    withExceptions(source, withoutAt(all, index)),
  ]);
}

function otherAnswers(source: Tree): readonly Change[] {
  const all = exceptionsOf(source);
  return all.flatMap((one, index) =>
    statuses
      .filter((status) => status !== one.then)
      .map((status): Change => {
        // biome-ignore lint/suspicious/noThenProperty: a key of x-jobs.
        const changed = replaced(all, index, { ...one, then: status });
        return [`${described(one)} answers ${status}`, withExceptions(source, changed)];
      }),
  );
}

function droppedConditions(source: Tree): readonly Change[] {
  const all = exceptionsOf(source);
  return all.flatMap((one, index) =>
    Object.keys(one.if).flatMap((pointer): readonly Change[] => {
      const { [pointer]: _, ...rest } = one.if;
      if (Object.keys(rest).length === 0) return [];
      return [
        [
          `${described(one)} without ${pointer}`,
          withExceptions(source, replaced(all, index, { ...one, if: rest })),
        ],
      ];
    }),
  );
}

function described({ if: conditions, then }: Exception): string {
  return `when ${JSON.stringify(conditions)} then ${then}`;
}

/** Fields of the normalized Job in `x-jobs`; those in objects by the name of the object. */
const fields = [
  "id",
  "statusMessage",
  "cancelRequested",
  "attempt",
  "createdAt",
  "startedAt",
  "completedAt",
  "expiresAt",
  "outputExpiresAt",
];
const groups = ["output", "failure", "progress"];

interface Place {
  readonly name: string;
  readonly pointers: readonly string[];
  readonly put: (pointers: readonly string[]) => Tree;
}

function placesOf(source: Tree): readonly Place[] {
  const single = [...fields, ...groups].flatMap((field) =>
    placeAt(source, field, (value) => ({ ...source, [field]: value })),
  );
  const inGroups = groups.flatMap((group) => {
    const inner = source[group];
    if (typeof inner !== "object" || inner === null || Array.isArray(inner)) return [];
    return Object.keys(inner).flatMap((field) =>
      placeAt(
        inner as Tree,
        field,
        (value) => ({ ...source, [group]: { ...inner, [field]: value } }),
        `${group}.`,
      ),
    );
  });
  const table = statusTable(source);
  return [
    ...single,
    ...inGroups,
    ...placeAt(table, "at", (value) => ({ ...source, status: { ...table, at: value } }), "status."),
  ];
}

function placeAt(tree: Tree, field: string, put: (value: unknown) => Tree, prefix = ""): readonly Place[] {
  const pointers = [tree[field] ?? []]
    .flat()
    .filter((one): one is string => typeof one === "string" && one.startsWith("/"));
  if (pointers.length === 0) return [];
  return [{ name: `${prefix}${field}`, pointers, put: (list) => put(list.length === 1 ? list[0] : list) }];
}

/** Each pointer moved to each sibling in the kind's bodies, each one of a list dropped, neighbours of a list swapped. */
function movedPointers(source: Tree): readonly Change[] {
  return placesOf(source).flatMap(({ name, pointers, put }) =>
    pointers.flatMap((pointer, index): readonly Change[] => [
      ...siblingsOf(source, pointer).map(
        (sibling): Change => [
          `${name}: ${pointer} moved to ${sibling}`,
          put(replaced(pointers, index, sibling)),
        ],
      ),
      ...(pointers.length > 1
        ? [[`${name}: ${pointer} dropped`, put(withoutAt(pointers, index))] as const]
        : []),
      ...(index > 0
        ? [[`${name}: ${pointer} before ${pointers[index - 1]}`, put(swapped(pointers, index))] as const]
        : []),
    ]),
  );
}

function swapped(pointers: readonly string[], index: number): readonly string[] {
  return replaced(replaced(pointers, index - 1, pointers[index] ?? ""), index, pointers[index - 1] ?? "");
}

function replaced<Item>(items: readonly Item[], index: number, by: Item): readonly Item[] {
  return items.map((item, at) => (at === index ? by : item));
}

function withoutAt<Item>(items: readonly Item[], index: number): readonly Item[] {
  return items.filter((_, at) => at !== index);
}

/** Pointers beside another one, by the names that the kind's frames and fields use. */
function siblingsOf(source: Tree, pointer: string): readonly string[] {
  const parent = pointer.slice(0, pointer.lastIndexOf("/"));
  const used = placesOf(source).flatMap(({ pointers }) => pointers);
  const inFrames = Object.values((source.frames ?? {}) as Tree).flatMap((frame) => {
    const at = parent
      .split("/")
      .slice(1)
      .reduce<unknown>((value, name) => (value as Tree | undefined)?.[name], frame);
    return typeof at === "object" && at !== null && !Array.isArray(at)
      ? Object.keys(at).map((name) => `${parent}/${name}`)
      : [];
  });
  const beside = used.filter((one) => one.slice(0, one.lastIndexOf("/")) === parent);
  return [...new Set([...beside, ...inFrames])].filter((one) => one !== pointer);
}
