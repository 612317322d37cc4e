import { isDeepStrictEqual } from "node:util";
import type { AnyJobDefinition, JobStatus } from "@jobwire/job-utils";
import { describe, expect, test } from "vitest";
import { actualOf, expectedOf, type GoldenCase, readGolden } from "./golden.ts";
import { definitionsOf, packages } from "./providers.ts";

const statuses: readonly JobStatus[] = [
  "queued",
  "running",
  "requires_action",
  "succeeded",
  "failed",
  "cancelled",
  "timed_out",
  "unknown",
];

interface Table {
  readonly statuses: Readonly<Record<string, JobStatus>>;
  readonly when?: (body: never) => JobStatus | undefined;
}

/** Rows of a word that no exception of the definition decides, so that its table does. */
function decidedByTable({ when }: Table, rows: readonly GoldenCase[], word: string): readonly GoldenCase[] {
  return rows.filter(({ job, body }) => job?.rawStatus === word && when?.(body as never) === undefined);
}

for (const [provider, exported] of Object.entries(packages)) {
  const rows = await readGolden(provider);
  const definitions = definitionsOf(exported);

  describe(`golden ${provider}`, () => {
    test("has rows for every kind, and only for kinds that exist", () => {
      const kinds = definitions.map(({ kind }) => kind).sort();
      expect([...new Set(rows.map(({ kind }) => kind))].sort()).toEqual(kinds);
    });

    test.each(rows)("$kind: $name", (row) => {
      const definition = definitions.find(({ kind }) => kind === row.kind) as AnyJobDefinition;
      expect(actualOf(definition, row)).toEqual(expectedOf(row));
    });

    test("has rows for words that nobody mapped, and three malformed bodies", () => {
      expect(rows.filter(({ job }) => job?.status === "unknown").length).toBeGreaterThanOrEqual(2);
      expect(rows.filter(({ error }) => error === "malformed").length).toBeGreaterThanOrEqual(3);
    });

    describe.each(definitions as readonly (AnyJobDefinition & Table)[])("$kind", (definition) => {
      const own = rows.filter(({ kind }) => kind === definition.kind);

      test.each(Object.entries(definition.statuses))(
        "the word %s moved away from %s turns a row red",
        (word, status) => {
          // A word that an exception decides in whatever body it stands has rows, and the table's entry is never read.
          const isDecidedElsewhere = decidedByTable(definition, own, word).length === 0;
          expect(own.some(({ job }) => job?.rawStatus === word)).toBe(true);
          for (const other of isDecidedElsewhere
            ? []
            : statuses.filter((candidate) => candidate !== status)) {
            const moved = { ...definition, statuses: { ...definition.statuses, [word]: other } };
            const red = own.filter((row) => !isDeepStrictEqual(actualOf(moved, row), expectedOf(row)));
            expect(red.length, `${word} moved to ${other} goes unnoticed`).toBeGreaterThan(0);
          }
        },
      );
    });
  });
}
