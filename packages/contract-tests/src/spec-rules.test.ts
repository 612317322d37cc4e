import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import type { GoldenCase } from "./golden.ts";
import { mergePatch } from "./merge-patch.ts";
import { definitionsOf, packages } from "./providers.ts";
import { closedEnums } from "./spec-closed-enums.ts";
import type { Node } from "./spec-document.ts";
import { invalidExamples } from "./spec-invalid-examples.ts";
import { invalidFrames } from "./spec-invalid-frames.ts";
import { missingExamples } from "./spec-missing-examples.ts";
import { strayGeneration } from "./spec-stray-generation.ts";
import { unsourcedConstraints } from "./spec-unsourced-constraints.ts";

describe("each rule about specs notices what it is for", () => {
  const sound = parse(`
    paths:
      /jobs/{id}:
        post:
          operationId: changeJob
          requestBody:
            content: { application/json: { schema: { type: object }, examples: { a: { value: {} } } } }
          responses:
            "204": { description: Changed. }
            "404": { $ref: "#/components/responses/NotFound" }
        get:
          operationId: getJob
          parameters:
            - { $ref: "#/components/parameters/Limit" }
          responses:
            "200":
              content:
                application/json:
                  schema: { $ref: "#/components/schemas/Job" }
                  examples: { done: { $ref: "#/components/examples/Done" } }
    components:
      parameters:
        Limit:
          name: limit
          in: query
          schema: { type: integer, minimum: 1, x-jobwire: { source: "documented: a page" } }
          example: 20
      responses:
        NotFound:
          content: { application/json: { schema: { type: object }, examples: { a: { value: {} } } } }
      examples:
        Done: { value: { id: a1, status: done, at: "2026-01-01T00:00:00Z" } }
      schemas:
        Job:
          type: object
          required: [id, status]
          x-jobwire: { source: "documented: a page" }
          properties:
            id: { type: string, minLength: 1, examples: [a1] }
            status: { type: string, enum: [running, done], example: done }
            at: { type: [string, "null"], format: date-time }
        Sent: { type: object, properties: { name: { type: string } } }
    x-jobs:
      job:
        read: getJob
        status: { at: [/status, /state] }
        frames:
          running: { status: running }
          running#older: { status: running, at: null }
  `) as Node;

  const types = `
export interface components {
    schemas: {
        Job: {
            /** @enum "running" | "done" */
            status: ("running" | "done") | (string & {}) | null;
            type: "job";
        };
        Running: WithRequired<components["schemas"]["Job"], "id" | "status">;
        Sent: {
            order: "up" | "down";
        };
    };
}
export interface operations {
    getJob: {
        parameters: {
            query: { order: "up" | "down" };
        };
        responses: {
            200: { headers: { state: ("a" | "b") | (string & {}) } };
        };
    };
}
`;
  const rules = { invalidExamples, invalidFrames, unsourcedConstraints, missingExamples };

  test("none complains about a sound document", () => {
    for (const rule of Object.values(rules)) expect(rule(sound)).toEqual([]);
    expect(closedEnums(sound, types)).toEqual([]);
  });

  type Broken = [name: string, rule: keyof typeof rules, patch: Node, complaints: readonly string[]];

  const job = "components › schemas › Job › properties";
  const answer = "paths › /jobs/{id} › get › responses › 200 › content › application/json";
  const schema = (patch: Node) => ({ components: { schemas: { Job: { properties: patch } } } });
  const get = (patch: Node) => ({ paths: { "/jobs/{id}": { get: patch } } });
  const post = (patch: Node) => ({ paths: { "/jobs/{id}": { post: patch } } });
  const frames = (patch: Node) => ({ "x-jobs": { job: { frames: patch } } });
  const constraints = Object.entries({
    minimum: 1,
    maximum: 1,
    exclusiveMinimum: 1,
    exclusiveMaximum: 1,
    multipleOf: 2,
    minLength: 9,
    maxLength: 9,
    pattern: "^a",
    minItems: 1,
    maxItems: 1,
    uniqueItems: true,
    minProperties: 1,
    maxProperties: 1,
    default: "a",
    enum: ["a"],
  });

  test.each<Broken>([
    [
      "an example of an answer",
      "invalidExamples",
      { components: { examples: { Done: { value: { id: "" } } } } },
      [`${answer} › done: /id must NOT have fewer than 1 characters`],
    ],
    [
      "an example that leaves out what is required",
      "invalidExamples",
      { components: { examples: { Done: { value: { id: null } } } } },
      [`${answer} › done: / must have required property 'id'`],
    ],
    [
      "a time that is none",
      "invalidExamples",
      { components: { examples: { Done: { value: { at: "2026-13-01T00:00:00Z" } } } } },
      [`${answer} › done: /at must match format "date-time"`],
    ],
    [
      "an example of a parameter",
      "invalidExamples",
      { components: { parameters: { Limit: { example: 0 } } } },
      ["components › parameters › Limit › example: / must be >= 1"],
    ],
    [
      "the example of a schema",
      "invalidExamples",
      schema({ status: { example: "gone" } }),
      [`${job} › status › example: / must be equal to one of the allowed values`],
    ],
    [
      "the examples of a schema",
      "invalidExamples",
      schema({ id: { examples: ["a", 1] } }),
      [`${job} › id › examples 1: / must be string`],
    ],
    [
      "a frame that breaks the schema",
      "invalidFrames",
      frames({ running: { at: 12 } }),
      ["job › running: /at must be string,null"],
    ],
    [
      "a frame that says another word",
      "invalidFrames",
      frames({ running: { status: "done" } }),
      ['job › running: says "done"'],
    ],
    [
      "a frame of a word that no enum lists",
      "invalidFrames",
      frames({ stopped: { status: "stopped" } }),
      ["job › stopped: /status must be equal to one of the allowed values"],
    ],
    ...constraints.map(
      ([name, value]): Broken => [
        `${name} without a source`,
        "unsourcedConstraints",
        { components: { schemas: { Sent: { properties: { name: { [name]: value } } } } } },
        [`components › schemas › Sent › properties › name: ${name}`],
      ],
    ),
    [
      "an answer without an example",
      "missingExamples",
      get({ responses: { 200: { content: { "application/json": { examples: null } } } } }),
      ["getJob: 200 application/json"],
    ],
    [
      "an error without an example, behind a reference",
      "missingExamples",
      { components: { responses: { NotFound: { content: { "application/json": { examples: null } } } } } },
      ["changeJob: 404 application/json"],
    ],
    [
      "an answer without a body that is no 204",
      "missingExamples",
      get({ responses: { 202: { description: "Later." } } }),
      ["getJob: 202 without a body"],
    ],
    [
      "a second media type without an example",
      "missingExamples",
      post({ requestBody: { content: { "text/plain": { schema: { type: "string" } } } } }),
      ["changeJob: requestBody text/plain"],
    ],
  ])("%s: %s", (_, rule, patch, complaints) => {
    expect(rules[rule](mergePatch(sound, patch) as Node)).toEqual(complaints);
  });

  test.each<[string, Partial<GoldenCase>, string]>([
    ["that has no row", { body: { id: "a1" } }, "no row of the oracle has this body"],
    ["of a kind that there is not", { kind: "task" }, "there is no kind task"],
    [
      "that is another job than its row says",
      { job: { id: "a1", status: "failed" } },
      "it is not the job of its row",
    ],
    ["whose state nobody knows", { job: { id: "a1", status: "unknown" } }, "its state is not known"],
    ["that is no job", { error: "malformed" }, "it is not a job"],
  ])("a body of another generation %s", (_, patch, complaint) => {
    const body = { id: "a1", status: "queued" };
    const row = {
      name: "queued",
      kind: "job",
      source: "seen",
      body,
      job: { id: "a1", status: "queued", rawStatus: "queued" },
    };
    const definitions = definitionsOf(packages.sieve ?? {});
    expect(strayGeneration(body, [row], definitions)).toEqual([]);
    expect(strayGeneration(body, [{ ...row, ...patch }], definitions)).toContain(complaint);
  });

  test.each<[string, string, string, string]>([
    [
      "a member of an answer",
      `("running" | "done") | (string & {}) | null`,
      `"running" | "done"`,
      "Job: status: ",
    ],
    ["a header of an answer", `("a" | "b") | (string & {})`, `"a" | "b"`, "responses: 200: "],
  ])("an enum that is closed: %s", (_, open, closed, place) => {
    expect(types).toContain(open);
    expect(closedEnums(sound, types.replace(open, closed))).toEqual([expect.stringContaining(place)]);
  });
});
