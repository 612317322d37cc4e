import { describe, expect, test } from "vitest";
import { kinds } from "./support/apis.ts";

/**
 * What each kind can do, typed by hand from the providers' operations. Every other contract test goes through the kinds that
 * can do something, and would not miss one that has lost it.
 */
const abilities: Readonly<Record<string, readonly string[]>> = {
  "nia documentAgent": ["cancel", "list", "stream"],
  "nia engineeringExtraction": ["list"],
  "nia oracle": ["cancel", "list", "stream"],
  "nia sandboxSearch": ["stream"],
  "nia sourceIndexing": ["list"],
  "nia tableExtraction": ["list"],
  "nia tracer": ["list", "stream"],
  "nia detection": [],
  "nullspace agentRun": ["cancel"],
  "nullspace codeRun": ["cancel", "list"],
  "nuon actionRun": ["cancel", "list"],
  "nuon componentBuild": ["cancel", "list"],
  "nuon deploy": ["action", "cancel", "list"],
  "nuon runnerJob": ["cancel", "list"],
  "nuon sandboxRun": ["action", "cancel", "list"],
  "nuon workflow": ["action", "cancel", "list"],
  "sieve job": ["cancel", "list"],
};

/** What a provider documents of how often a kind may be read, how long it takes, and what comes after its end. */
const limits: Readonly<Record<string, object>> = {
  "nia documentAgent": { poll: { firstMs: 60_000, minMs: 7_000 }, timeoutMs: 3_600_000 },
  "nia engineeringExtraction": { poll: { minMs: 7_000 } },
  "nia oracle": { poll: { firstMs: 30_000, minMs: 7_000 }, timeoutMs: 3_600_000 },
  "nia sandboxSearch": { poll: { minMs: 7_000 } },
  "nia sourceIndexing": { poll: { firstMs: 60_000, minMs: 7_000 }, reopens: true },
  "nia tableExtraction": { poll: { minMs: 7_000 } },
  "nia tracer": { poll: { minMs: 7_000 } },
  "nia detection": { poll: { minMs: 7_000 } },
  "nullspace agentRun": {},
  "nullspace codeRun": {},
  "nuon actionRun": {},
  "nuon componentBuild": {},
  "nuon deploy": { timeoutMs: 86_400_000 }, // an approval may take a day
  "nuon runnerJob": { timeoutMs: 90_030_000 }, // a day in the queue, an hour of work, 30 s to begin
  "nuon sandboxRun": { timeoutMs: 86_400_000 },
  "nuon workflow": { timeoutMs: 86_400_000, reopens: true },
  "sieve job": { timeoutMs: 18_000_000 },
};

const names = kinds.map(({ api, kind }) => `${api.name} ${kind}`);

test("the table names every kind", () => {
  expect(Object.keys(abilities).sort()).toEqual([...names].sort());
  expect(Object.keys(limits).sort()).toEqual([...names].sort());
});

describe.each(kinds)("a $api.name $kind", ({ api, kind, definition }) => {
  const name = `${api.name} ${kind}`;

  test("can do what its provider offers, no more and no less", () => {
    expect([...definition.can].sort()).toEqual(abilities[name]);
  });

  test("keeps to what its provider says of times", () => {
    const { poll, timeoutMs, reopens } = definition;
    const told = { ...(poll && { poll }), ...(timeoutMs && { timeoutMs }), ...(reopens && { reopens }) };
    expect(told).toEqual(limits[name]);
  });
});

test("the stream of each start and of each job is there, and ends at the documented event", () => {
  const streams = kinds.flatMap(({ api, kind, definition }) => {
    const { events, starts, longPoll } = definition as typeof definition & {
      readonly events?: { readonly open?: unknown; readonly until: readonly string[] };
    };
    const starting = Object.keys(starts).filter((name) => starts[name]?.stream !== undefined);
    if (events === undefined && longPoll === undefined && starting.length === 0) return [];
    return [
      [`${api.name} ${kind}`, starting, events?.open !== undefined, events?.until, longPoll !== undefined],
    ];
  });
  expect(streams.sort()).toEqual([
    ["nia documentAgent", [], true, ["complete"], false],
    ["nia oracle", [], true, ["complete"], false],
    ["nia sandboxSearch", ["createSandboxSearch"], false, ["done"], false],
    ["nia tracer", [], true, ["complete"], false],
    ["sieve job", [], false, undefined, true],
  ]);
});
