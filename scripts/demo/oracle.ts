import { isDeepStrictEqual } from "node:util";
import { actualOf, expectedOf, readGolden } from "../../packages/contract-tests/src/golden.ts";
import { definitionsOf, packages } from "../../packages/contract-tests/src/providers.ts";

/** Compares what the compiled definitions make of every hand-typed body with what a person says it is. */
export async function checkOracle(): Promise<{
  readonly rows: number;
  readonly complaints: readonly string[];
}> {
  let rows = 0;
  const complaints: string[] = [];
  for (const [provider, exported] of Object.entries(packages)) {
    for (const row of await readGolden(provider)) {
      rows += 1;
      const definition = definitionsOf(exported).find(({ kind }) => kind === row.kind);
      const agrees =
        definition !== undefined && isDeepStrictEqual(actualOf(definition, row), expectedOf(row));
      if (!agrees)
        complaints.push(
          `specs/${provider}/golden.yaml, ${row.kind} "${row.name}": the compiled lifecycle disagrees`,
        );
    }
  }
  return { rows, complaints };
}
