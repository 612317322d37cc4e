import { describe, expect, test } from "vitest";
import { apis, kindNamed } from "../support/apis.ts";
import { inputOf } from "../support/inputs.ts";
import { thrownBy } from "../support/thrown-by.ts";
import { createWorld } from "../support/world.ts";

// Mistakes that widely used clients make: each is shown impossible, or harmless, with ours.
const oracle = kindNamed("nia", "oracle");

describe("what clients share", () => {
  test.each(apis)("two clients share nothing, and no log has a key: $name", async (api) => {
    const [name = ""] = Object.keys(api.table.operations);
    const sent: string[] = [];
    const lines: string[] = [];
    const log = (...parts: unknown[]) => void lines.push(JSON.stringify(parts));
    const make = (apiKey: string) =>
      createWorld(
        api,
        {},
        {
          apiKey,
          logger: { debug: log, info: log, warn: log, error: log },
          logLevel: "debug",
          fetch: async (_url, init) => {
            sent.push(
              [...new Headers(init.headers).values()].find((value) => value.includes(apiKey)) ?? "none",
            );
            return new Response(null, { status: 503 });
          },
        },
      ).client;
    const [one, other] = [make("key-of-one"), make("key-of-another")];
    await thrownBy(one.withReply[name]?.(inputOf(api, name), { retries: 0 }) ?? Promise.resolve());
    const error = await thrownBy(
      other.withReply[name]?.(inputOf(api, name), { retries: 0 }) ?? Promise.resolve(),
    );
    expect(sent).toEqual([expect.stringContaining("key-of-one"), expect.stringContaining("key-of-another")]);
    expect(lines.length).toBeGreaterThan(0);
    expect(`${lines.join()}${String(error)}${JSON.stringify(error)}${JSON.stringify(one)}`).not.toMatch(
      /key-of/,
    );
  });

  test("an abort is the signal's reason, and no value", async () => {
    const world = createWorld(oracle.api);
    const reason = new Error("enough");
    const error = await thrownBy(
      world.client.withReply.getUsage?.({}, { signal: AbortSignal.abort(reason) }) ?? Promise.resolve(),
    );
    expect(error).toBe(reason);
  });
});
