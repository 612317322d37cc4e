import { expect, it } from "vitest";
import type { JsonObject } from "../json.ts";
import { applyPatch } from "../json-patch.ts";
import { findDrift } from "./find-drift.ts";
import { suggestPatch } from "./suggest-patch.ts";

function document(words: readonly string[]): JsonObject {
  const schema = { type: "object", properties: { state: { type: "string", enum: words } } };
  const ok = { description: "It.", content: { "application/json": { schema } } };
  return {
    openapi: "3.1.0",
    info: { title: "Acme", version: "1.0.0" },
    paths: { "/thing": { get: { operationId: "getThing", responses: { "200": ok } } } },
  };
}

it("adds every word of a list that we lack by an operation of its own, and leaves no drift", () => {
  const ours = document(["a", "b"]);
  const theirs = document(["a", "b", "c", "d"]);
  const patch = suggestPatch(ours, findDrift(ours, theirs));
  expect(patch.map(({ path, value }) => [path.split("/").at(-1), value])).toEqual([
    ["-", "c"],
    ["-", "d"],
  ]);
  expect(findDrift(applyPatch(ours, patch) as JsonObject, theirs).lacking).toEqual([]);
});
