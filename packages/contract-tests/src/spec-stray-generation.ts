import { isDeepStrictEqual } from "node:util";
import type { AnyJobDefinition } from "@jobwire/job-utils";
import { actualOf, expectedOf, type GoldenCase } from "./golden.ts";

/** What is wrong with a body of another generation: every one is a row of the oracle, and a job whose state is known. */
export function strayGeneration(
  body: unknown,
  rows: readonly GoldenCase[],
  definitions: readonly AnyJobDefinition[],
): readonly string[] {
  const row = rows.find((candidate) => isDeepStrictEqual(candidate.body, body));
  if (row === undefined) return ["no row of the oracle has this body"];
  const definition = definitions.find(({ kind }) => kind === row.kind);
  if (definition === undefined) return [`there is no kind ${row.kind}`];
  if (row.error !== undefined) return ["it is not a job"];
  return [
    ...(isDeepStrictEqual(actualOf(definition, row), expectedOf(row))
      ? []
      : ["it is not the job of its row"]),
    ...(row.job?.status === "unknown" ? ["its state is not known"] : []),
  ];
}
