import { describe, expect, it } from "vitest";
import type { Json, JsonObject } from "../json.ts";
import { compileDocument } from "../testing/compile-document.ts";

const step = {
  type: "object",
  properties: {
    id: { type: "string" },
    state: { type: "string" },
    done: { type: "boolean" },
    answer: { type: "object", properties: { id: { type: "string" } } },
  },
};
const task = {
  type: "object",
  properties: {
    id: { type: "string" },
    number: { type: "integer" },
    state: { type: "string" },
    old_state: { type: "string" },
    finished: { type: "boolean" },
    steps: { type: "array", items: step },
    meta: { type: "object", additionalProperties: true },
    runner_id: { type: "string" },
    result: { type: "object", properties: { url: { type: "string" }, size: { type: "integer" } } },
  },
};

const answer = (schema: Json) => ({ "200": { content: { "application/json": { schema } } } });
const id = (name: string, place = "path") => ({
  name,
  in: place,
  required: true,
  schema: { type: "string" },
});
const ref = { $ref: "#/components/schemas/Task" };

const paths: JsonObject = {
  "/orgs/{org}/tasks": {
    parameters: [id("org")],
    get: {
      operationId: "listTasks",
      parameters: [
        { name: "limit", in: "query", schema: { type: "integer" } },
        { name: "type", in: "query", schema: { type: "string" } },
      ],
      responses: answer({ type: "array", items: ref }),
    },
    post: {
      operationId: "createTask",
      parameters: [id("Idempotency-Key", "header")],
      requestBody: {
        required: true,
        content: {
          "application/json": {
            schema: { type: "object", properties: { org: { type: "string" }, view: { type: "string" } } },
          },
        },
      },
      responses: {
        "201": {
          headers: { "X-Task": { schema: { type: "string" } } },
          content: {
            "application/json": { schema: { type: "object", properties: { task_id: { type: "string" } } } },
          },
        },
      },
    },
  },
  "/orgs/{org}/tasks/{task_id}": {
    parameters: [id("org"), id("task_id")],
    get: {
      operationId: "getTask",
      parameters: [{ name: "view", in: "query", schema: { type: "string" } }],
      responses: answer(ref),
    },
  },
  "/runners/{runner_id}/stop": {
    post: { operationId: "stopRunner", parameters: [id("runner_id")], responses: { "202": {} } },
  },
  "/runners/{runner_id}/tasks": {
    get: {
      operationId: "listOfRunner",
      parameters: [id("runner_id"), id("org", "query")],
      responses: answer({ type: "array", items: ref }),
    },
  },
};

/** `jobs.ts` of a document with one kind. */
function jobs(more: JsonObject, changes: JsonObject = {}): string {
  const kind = { read: "getTask", id: "/id", status: { at: "/state", succeeded: ["ok"] }, ...more };
  const document = {
    openapi: "3.1.0",
    info: { title: "T" },
    servers: [{ url: "https://t.example" }],
    "x-jobs": { task: kind },
    paths: { ...paths, ...changes },
    components: { schemas: { Task: task } },
  };
  const { files, errors } = compileDocument(document, "t");
  expect(errors).toEqual([]);
  return files["jobs.ts"] ?? "";
}

const rule = (conditions: JsonObject, status: string) =>
  JSON.parse(`{ "if": ${JSON.stringify(conditions)}, "then": "${status}" }`) as JsonObject;

describe("a start", () => {
  it("takes the id from the body, else from a header, and keeps what the read needs", () => {
    const code = jobs({
      start: {
        operation: "createTask",
        params: {
          task_id: ["$response.body#/task_id", "$response.header.X-Task"],
          view: "$request.body#/view",
        },
      },
    });
    expect(code).toContain('id: reply.raw?.task_id || reply.header("X-Task"),');
    expect(code).toContain("params: { org: input.org, view: input.body?.view },");
    expect(code).toContain("params: { org: string; view?: string };");
    expect(code).toContain("...(job.params.view !== undefined && { view: job.params.view }),");
  });
});

describe("a start that answers with the job", () => {
  const paths = (more: JsonObject) => ({
    "/orgs/{org}/now": {
      post: { operationId: "runTask", parameters: [id("org")], responses: answer(ref), ...more },
    },
  });

  it("may hold its answer until the end if it has a time limit of its own", () => {
    const limit = { "x-jobwire": { timeoutMs: 900_000 } };
    expect(jobs({ start: "runTask" }, paths(limit))).toContain("mayHold: true,");
    expect(jobs({ start: "runTask" }, paths({}))).not.toContain("mayHold");
  });
});

describe("fall-back places", () => {
  it("join by || where empty text is no value, by ?? where 0 and false are, and never mix the two without parentheses", () => {
    const code = jobs({
      statusMessage: ["/state", "/old_state"],
      attempt: ["/number", "/result/size"],
      cancelRequested: ["/state", "/number", "/old_state"],
      id: ["/number", "/id"],
    });
    expect(code).toContain("statusMessage: body.state || body.old_state,");
    expect(code).toContain("attempt: body.number ?? body.result?.size,");
    expect(code).toContain("cancelRequested: (body.state || body.number) ?? body.old_state,");
    expect(code).toContain("id: body.number ?? body.id,");
  });

  it("of a time are all handed over, since the zero time of Go is text and no time", () => {
    const code = jobs({ completedAt: ["/state", "/old_state"], createdAt: "/state" });
    expect(code).toContain("completedAt: [body.state, body.old_state],");
    expect(code).toContain("createdAt: body.state,");
  });

  it("read maps, lists and odd names", () => {
    const code = jobs({
      statusMessage: ["/meta/why", "/steps/0/state"],
      output: { url: "/result/url", first: "/steps/0/id" },
    });
    expect(code).toContain('statusMessage: body.meta?.["why"] || body.steps?.[0]?.state,');
    expect(code).toContain("outputParts: { url: body.result?.url, first: body.steps?.[0]?.id },");
    expect(code).toContain('url?: NonNullable<NonNullable<Task["result"]>["url"]>;');
  });
});

describe("conditions", () => {
  const when = (conditions: JsonObject) =>
    jobs({ status: { at: "/state", succeeded: ["ok"], when: [rule(conditions, "failed")] } });

  it.each<[JsonObject, string]>([
    [{ "/state": "x" }, 'body.state === "x"'],
    [{ "/state": ["x", "y"] }, 'body.state === "x" || body.state === "y"'],
    [{ "/finished": false }, "!body.finished"],
    [{ "/finished": true }, "body.finished === true"],
    [{ "/number": 3 }, "body.number === 3"],
    [{ "/state": null }, "!body.state"],
    [{ "/number": null }, "(body.number === undefined || body.number === null)"],
    [{ "/meta/stopped": true }, 'body.meta?.["stopped"] === true'],
    [
      { "/finished": false, "/state": ["x", "y"] },
      '!body.finished && (body.state === "x" || body.state === "y")',
    ],
    [{ "/steps/*/state": "x" }, 'body.steps?.some((step) => step.state === "x")'],
    [
      { "/steps/*/state": "x", "/steps/*/answer/id": null },
      'body.steps?.some((step) => step.state === "x" && !step.answer?.id)',
    ],
  ])("%j are %s", (conditions, code) => {
    expect(when(conditions)).toContain(`if (${code}) return "failed";`);
  });

  it("warn when a rule keeps an ended job from ending", () => {
    const warn = (rules: readonly JsonObject[]) =>
      compileDocument({
        openapi: "3.1.0",
        info: {},
        servers: [{ url: "https://t.example" }],
        paths,
        components: { schemas: { Task: task } },
        "x-jobs": {
          task: {
            read: "getTask",
            id: "/id",
            status: { at: "/state", succeeded: ["ok"], cancelled: ["stopped"], when: rules },
          },
        },
      }).warnings;
    const waiting = rule({ "/finished": false, "/steps/*/state": "asks" }, "requires_action");
    expect(warn([waiting])[0]).toContain("this rule makes ok, stopped requires_action, which ends nothing");
    expect(warn([rule({ "/state": "stopped" }, "cancelled"), waiting])[0]).toContain(
      "this rule makes ok requires_action",
    );
    expect(
      warn([
        rule({ "/state": "stopped" }, "cancelled"),
        waiting,
        rule({ "/finished": false, "/state": "ok" }, "running"),
      ]),
    ).toEqual([]);
  });
});

describe("relations", () => {
  it("cancel by a value of the last body, which the client refuses when it is missing", () => {
    const code = jobs({
      cancel: {
        operation: "stopRunner",
        params: { runner_id: ["$response.body#/runner_id", "$response.body#/old_state"] },
      },
    });
    expect(code).toContain("const body = await job.body();");
    expect(code).toContain('{ runner_id: body.runner_id || body.old_state || "" }');
  });

  it("list with constants that belong to the kind, and without pages", () => {
    const code = jobs({ list: { operation: "listTasks", params: { type: "big" }, items: "" } });
    expect(code).toContain('list: Omit<ListTasksInput, "type">;');
    expect(code).toContain("pages: async function* (client, input, options) {");
    expect(code).toContain(
      'const reply = await client.withReply.listTasks({ ...input, type: "big" }, options);',
    );
    expect(code).toContain("yield reply.raw ?? [];");
    expect(code).toContain("params: (input) => ({ org: input.org }),");
    expect(code).toContain("inputOf: (job) => ({ org: job.params.org }),");
  });

  it("list by a value that only the body knows", () => {
    const code = jobs({
      list: { operation: "listOfRunner", params: { runner_id: "$response.body#/runner_id" }, items: "" },
    });
    expect(code).toContain("const runnerId = body?.runner_id;");
    expect(code).toContain("return runnerId ? { runner_id: runnerId, org: job.params.org } : undefined;");
  });

  it("offer actions", () => {
    const code = jobs({
      actions: [
        {
          each: "/steps",
          if: { "/state": "asks", "/answer/id": null },
          id: "/id",
          kind: "approval",
          summary: "/state",
          operation: "stopRunner",
          params: { runner_id: "$item#/id" },
        },
      ],
      status: { at: "/state", requires_action: ["asks"] },
    });
    expect(code).toContain('.filter((step) => step.state === "asks" && !step.answer?.id)');
    expect(code).toContain('operation: "stopRunner",');
    expect(code).toContain("params: { runner_id: step.id },");
    expect(code).toContain('can: ["action"],');
  });
});
