import { describe, expect, test } from "vitest";
import { kinds } from "./support/apis.ts";
import { compileKind } from "./support/compile-kind.ts";
import { goldenOf } from "./support/golden-rows.ts";
import { type Mutation, mutantsOf, sourceOf, survives } from "./support/mutants.ts";

describe.each(kinds)("what the oracle notices: $api.name $kind", (one) => {
  const rows = goldenOf(one);

  function survivors(mutation: Mutation): readonly string[] {
    return mutantsOf(one, mutation)
      .filter((mutant) => survives(mutant, rows))
      .map(({ name }) => name);
  }

  test("it agrees with what the document compiles to", () => {
    const definition = compileKind(one.api, one.kind, sourceOf(one.api, one.kind));
    expect(survives({ name: "as it is", definition }, rows)).toBe(true);
  });

  test("every word that is moved to another status or dropped", () => {
    expect(survivors("words")).toEqual([]);
  });

  test("every exception to the table that is dropped or answers something else", () => {
    expect(survivors("exceptions")).toEqual([]);
  });

  test("every pointer that is moved to a sibling, dropped from a list or put before another", () => {
    expect(survivors("pointers")).toEqual([]);
  });
});
