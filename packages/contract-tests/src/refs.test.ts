import { describe, expect, test } from "vitest";
import { readOf } from "./support/answering.ts";
import { type KindCase, kindOf, kinds } from "./support/apis.ts";
import { operationsOf } from "./support/inputs.ts";
import { createWorld } from "./support/world.ts";

/** The longest ids that a provider gives out, by hand from its pages and examples; with room for a few characters more. */
const longest: Readonly<Record<string, string>> = {
  nia: "7f0f2c1e-9a44-4f7b-b1a1-6d5c4b3a2918",
  nullspace: "run_7f0f2c1e-9a44-4f7b-b1a1-6d5c4b3a2918",
  nuon: "inlp3l3oep9defxf094o0aaf7s",
  sieve: "5f0e1b9a-41c7-4c7d-8e9f-0a1b2c3d4e5f",
};

/** The parameters of a read beside the id, path and query, with a value for each. */
function paramsOf({ api, definition }: KindCase, value: string): Readonly<Record<string, string>> {
  const operation = operationsOf(api.spec).get(readOf({ api, definition }));
  const names = (operation?.parameters ?? [])
    .map((one) => String(one.name))
    .filter((name) => name !== "fields");
  const path = [...(operation?.path.matchAll(/\{([^}]+)\}/g) ?? [])].map(([, name = ""]) => name);
  return Object.fromEntries(names.filter((name) => name !== path.at(-1)).map((name) => [name, value]));
}

const bytesOf = (ref: unknown) => new TextEncoder().encode(JSON.stringify(ref)).length;

describe.each(kinds)("the ref of a $api.name $kind", (one) => {
  const { client } = createWorld(one.api);
  const id = longest[one.api.name] ?? "";

  test("has at most 300 bytes with the longest ids that the provider gives out", () => {
    const ref = kindOf(client, one).ref(id, paramsOf(one, id));
    expect(ref).toMatchObject({
      v: 1,
      provider: one.api.name,
      kind: one.kind,
      id,
      at: /^[0-9a-f]{8}$/.exec(client.at)?.[0],
    });
    expect(bytesOf(ref)).toBeLessThanOrEqual(300);
  });

  test("has at most 300 bytes with ids of 48 characters", () => {
    const ref = kindOf(client, one).ref("x".repeat(48), paramsOf(one, "y".repeat(48)));
    expect(bytesOf(ref)).toBeLessThanOrEqual(300);
  });

  test("is plain JSON without a secret, and the same for the same origin and tenant", () => {
    const ref = kindOf(client, one).ref(id, paramsOf(one, id));
    expect(JSON.parse(JSON.stringify(ref))).toEqual(ref);
    expect(JSON.stringify(ref)).not.toContain("test-key");
    const other = createWorld(one.api, {}, { apiKey: "another-key" }).client;
    expect(kindOf(other, one).ref(id, paramsOf(one, id))).toEqual(ref);
  });

  test.each(["", "..", ".", "%2e%2e", " "])("with the id %j sends nothing", async (bad) => {
    const world = createWorld(one.api);
    const ref = { ...kindOf(world.client, one).ref("asked", paramsOf(one, id)), id: bad };
    const read = async () => kindOf(world.client, one).attach(ref).wait({ timeoutMs: 1_000 });
    await expect(read()).rejects.toMatchObject({ name: expect.stringMatching(/^Job(Ref|Read)Error$/) });
    expect(world.simulator.requests.length).toBe(0);
  });
});
