import { isDeepStrictEqual } from "node:util";
import type { AnyJobDefinition, JobStatus } from "@jobwire/job-utils";
import { actualOf, expectedOf, type GoldenCase } from "../golden.ts";
import type { Api, KindCase } from "./apis.ts";
import { compileKind } from "./compile-kind.ts";
import { movedPointers } from "./moved-pointers.ts";
import { type Change, replaced, type Tree, withoutAt } from "./tree.ts";

/** A kind of job that somebody got wrong in one place. */
export interface Mutant {
  /** What was changed, as a sentence. */
  readonly name: string;
  /** What the compiler made of it; `undefined` if it refused. */
  readonly definition: AnyJobDefinition | undefined;
}

/** Where mutants come from. */
export type Mutation = "words" | "exceptions" | "conditions" | "pointers";

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
