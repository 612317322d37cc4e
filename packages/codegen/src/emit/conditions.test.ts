import fc from "fast-check";
import { expect, it } from "vitest";
import { conditionsHold } from "../../../testing/src/spec/conditions.ts";
import { createReport } from "../diagnostics/report.ts";
import type { Json } from "../json.ts";
import { readConditions } from "../model/read-conditions.ts";
import { conditionsCode } from "./conditions.ts";
import { print } from "./print.ts";

const step = {
  type: "object",
  properties: {
    state: { type: "string" },
    done: { type: "boolean" },
    count: { type: "integer" },
    parts: { type: "array", items: { type: "object", properties: { state: { type: "string" } } } },
  },
};
const body = {
  type: "object",
  properties: {
    state: { type: "string" },
    steps: { type: "array", items: step },
    others: { type: "array", items: step },
  },
};

/** What generated code makes of conditions. */
function holdsInCode(value: Json, conditions: Readonly<Record<string, Json>>): boolean {
  const report = createReport();
  const context = { document: {}, operations: new Map(), report, at: [] };
  const read = readConditions(context, { node: { value: body, path: [] }, name: "the body" }, conditions, []);
  expect(report.findings).toEqual([]);
  const code = print(conditionsCode("body", read));
  return Boolean(new Function("body", `return ${code};`)(value));
}

const words = fc.constantFrom("a", "b");
const elements = fc.array(
  fc.record(
    {
      state: fc.constantFrom("a", "b", ""),
      done: fc.boolean(),
      count: fc.constantFrom(0, 1),
      parts: fc.array(fc.record({ state: words }), { maxLength: 2 }),
    },
    { requiredKeys: [] },
  ),
  { maxLength: 3 },
);
const bodies = fc.record({ state: words, steps: elements, others: elements }, { requiredKeys: [] });
const rules = fc.record(
  {
    "/state": words,
    "/steps/*/state": fc.oneof(words, fc.constant(null)),
    "/steps/*/done": fc.boolean(),
    "/steps/*/count": fc.constantFrom(0, 1, null),
    "/steps/*/parts/*/state": words,
    "/others/*/state": fc.constantFrom<Json>("a", ["a", "b"]),
  },
  { requiredKeys: [] },
);

it("is about one and the same element below one array", () => {
  const conditions = { "/steps/*/state": "a", "/steps/*/done": true };
  expect(holdsInCode({ steps: [{ state: "a" }, { done: true }] }, conditions)).toBe(false);
  expect(holdsInCode({ steps: [{ state: "b" }, { state: "a", done: true }] }, conditions)).toBe(true);
});

it("holds in generated code exactly where it holds in the simulator", () => {
  fc.assert(
    fc.property(bodies, rules, (value, conditions) => {
      if (Object.keys(conditions).length === 0) return;
      expect(holdsInCode(value as Json, conditions as Readonly<Record<string, Json>>)).toBe(
        conditionsHold(value, conditions),
      );
    }),
    { numRuns: 3000 },
  );
});
