import { expect, it } from "vitest";
import { createSimulator } from "./index.ts";

const json = (schema: object) => ({ content: { "application/json": { schema } } });
const idParameter = { name: "id", in: "path", required: true, schema: { type: "string" } };
const text = { type: "string" };

/** Renders whose start answers with an id that its schema does not require, and with no example. */
const renders = {
  openapi: "3.1.0",
  servers: [{ url: "https://api.renders.test" }],
  "x-jobs": {
    render: {
      start: {
        operation: "createRender",
        params: { id: ["$response.header.X-Id", "$response.body#/render_id"] },
      },
      read: "getRender",
      id: "/id",
      status: { at: "/state", running: ["drawing"], succeeded: ["done"] },
    },
  },
  paths: {
    "/renders": {
      post: {
        operationId: "createRender",
        responses: { 202: json({ type: "object", properties: { render_id: text } }) },
      },
    },
    "/renders/{id}": {
      parameters: [idParameter],
      get: {
        operationId: "getRender",
        responses: {
          200: json({
            type: "object",
            required: ["id", "state"],
            properties: { id: text, state: { enum: ["drawing", "done"] } },
          }),
        },
      },
    },
  },
};

it("says the id of a new job where x-jobs reads it, even if the schema does not require it there", async () => {
  const simulator = createSimulator(renders, {});
  const answer = await simulator.fetch("https://api.renders.test/renders", { method: "POST" });
  expect(answer.status).toBe(202);
  const { render_id } = (await answer.json()) as { readonly render_id: string };
  const found = await simulator.fetch(`https://api.renders.test/renders/${render_id}`);
  expect(await found.json()).toMatchObject({ id: render_id });
});
