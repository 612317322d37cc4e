import { describe, expect, test } from "vitest";
import { apis, kindNamed, kindOf, kinds } from "../support/apis.ts";
import { inputsOf, operationsOf } from "../support/inputs.ts";
import { thrownBy } from "../support/thrown-by.ts";
import { createWorld } from "../support/world.ts";

// Mistakes that widely used clients make: each is shown impossible, or harmless, with ours.
const oracle = kindNamed("nia", "oracle");

describe("ids", () => {
  test.each(apis)("a path parameter that is missing or leads elsewhere sends nothing: $name", async (api) => {
    const { client, simulator } = createWorld(api);
    for (const operation of operationsOf(api.spec).values()) {
      const names = [...operation.path.matchAll(/\{([^}]+)\}/g)].map(([, name = ""]) => name);
      const [input = {}] = inputsOf(api, operation);
      for (const [name, bad] of names.flatMap((name) =>
        [undefined, "", "..", "%2e%2E", ".", " "].map((bad) => [name, bad] as const),
      )) {
        const error = await thrownBy(
          client.withReply[operation.id]?.({ ...input, [name]: bad }) ?? Promise.resolve(),
        );
        expect(error, `${operation.id} with ${name} ${String(bad)}`).toMatchObject({
          name: "ParameterError",
          parameter: name,
        });
      }
    }
    expect(simulator.requests.length).toBe(0);
  });

  test("a slash in an id stays in its place", async () => {
    const world = createWorld(oracle.api);
    await thrownBy(
      kindOf(world.client, oracle).attach(kindOf(world.client, oracle).ref("a/../../usage")).refresh(),
    );
    expect(world.simulator.requests.map(({ path }) => path)).toEqual(["/oracle/jobs/a%2F..%2F..%2Fusage"]);
  });

  test.each(kinds)("an undefined id is no job: $api.name $kind", async (one) => {
    const world = createWorld(one.api);
    const bound = kindOf(world.client, one);
    const missing = undefined as unknown as string; // what untyped code passes
    expect(() => bound.attach({ ...bound.ref("x", {}), id: missing })).toThrow(
      expect.objectContaining({ name: "JobRefError" }),
    );
    expect(world.simulator.requests.length).toBe(0);
  });
});
