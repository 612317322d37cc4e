import { type GoldenCase, readGolden } from "../golden.ts";
import { apis, type KindCase } from "./apis.ts";

const rows: ReadonlyMap<string, readonly GoldenCase[]> = new Map(
  await Promise.all(apis.map(async ({ name }) => [name, await readGolden(name)] as const)),
);

/** The rows of a kind, as a person typed them. */
export function goldenOf({ api, kind }: Pick<KindCase, "api" | "kind">): readonly GoldenCase[] {
  return (rows.get(api.name) ?? []).filter((row) => row.kind === kind);
}
