import { expect, it } from "vitest";
import { startRender } from "../fixtures/call.ts";
import { renderApi } from "../fixtures/render-api.ts";
import { createSimulator } from "../index.ts";
import { loadSpec } from "./model.ts";

it("a document is read once, whoever simulates it", () => {
  expect(loadSpec(renderApi)).toBe(loadSpec(renderApi));
  expect(loadSpec({ ...renderApi })).not.toBe(loadSpec(renderApi));
});

it("simulators of one document share no job, clock, request or course", async () => {
  const one = createSimulator(renderApi, { jobs: { render: { play: "stuckInQueue" } } });
  const other = createSimulator(renderApi);
  const id = await startRender(one);
  expect(await startRender(other)).toBe(id);
  await other.clock.advance(10_000);
  expect([one.jobs.get(id).status, other.jobs.get(id).status]).toEqual(["queued", "succeeded"]);
  expect([one.clock.now(), one.requests.length, other.requests.length]).toEqual([0, 1, 1]);
});

it.each([null, [], "openapi: 3.1.0", {}])("%j is no document", (document) => {
  expect(() => loadSpec(document)).toThrow("needs an OpenAPI document as an object with `paths`");
});
