import { describe, expect, it } from "vitest";
import type { Json, JsonObject } from "./json.ts";
import { compileDocument } from "./testing/compile-document.ts";

const json = (schema: Json) => ({ description: "Yes.", content: { "application/json": { schema } } });
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const path = (name: string) => ({ name, in: "path", required: true, schema: { type: "string" } });
const query = (name: string) => ({ name, in: "query", schema: { type: "integer" } });
const event = (type: string, more: JsonObject = {}) => ({
  type: "object",
  required: ["type"],
  properties: { type: { const: type }, ...more },
});

/** A document that compiles, with every relation that a kind can have. */
const good = {
  openapi: "3.1.0",
  info: { title: "T", version: "1" },
  servers: [{ url: "https://t.example" }],
  security: [{ key: [] }],
  "x-jobs": {
    task: {
      start: "startTask",
      read: "getTask",
      await: "awaitTask",
      cancel: "cancelTask",
      stream: { operation: "streamTask", until: ["end"] },
      list: { operation: "listTasks", items: "/tasks" },
      id: "/id",
      status: { at: "/state", running: ["busy"], succeeded: ["ok"] },
      output: "/result",
    } as JsonObject,
  } as JsonObject,
  paths: {
    "/tasks": {
      post: { operationId: "startTask", responses: { "201": json(ref("Task")) } },
      get: {
        operationId: "listTasks",
        parameters: [query("offset"), query("limit")],
        "x-jobwire": { pagination: { items: "/tasks", param: "offset", size: "limit" } },
        responses: {
          "200": json({
            type: "object",
            properties: { tasks: { type: "array", items: ref("Task") }, total: {} },
          }),
        },
      },
    },
    "/tasks/{task_id}": {
      parameters: [path("task_id")],
      get: { operationId: "getTask", responses: { "200": json(ref("Task")) } },
      delete: { operationId: "cancelTask", responses: { "202": { description: "Asked for." } } },
    },
    "/tasks/{task_id}/wait": {
      parameters: [path("task_id")],
      get: { operationId: "awaitTask", responses: { "200": json(ref("Task")) } },
    },
    "/tasks/{task_id}/events": {
      parameters: [path("task_id")],
      get: {
        operationId: "streamTask",
        responses: {
          "200": {
            description: "Yes.",
            content: { "text/event-stream": { schema: { oneOf: [event("step"), event("end")] } } },
          },
        },
      },
    },
  } as JsonObject,
  components: {
    securitySchemes: { key: { type: "apiKey", in: "header", name: "X-Key" } } as JsonObject,
    schemas: {
      Task: {
        type: "object",
        properties: {
          id: { type: "string" },
          state: { type: "string", enum: ["busy", "ok"] },
          result: { type: "object", properties: { url: { type: "string" } } },
          steps: { type: "array", items: { type: "object", properties: { name: { type: "string" } } } },
        },
      },
    } as JsonObject,
  },
};

type Document = typeof good;

/** A document in which a part is replaced: `paths /tasks get`, words of the way apart by spaces. */
function compiledWith(changes: Readonly<Record<string, Json | undefined>>) {
  const document = structuredClone(good);
  for (const [way, value] of Object.entries(changes)) {
    const keys = way.split(" ");
    const last = keys.pop() ?? "";
    let parent = document as unknown as Record<string, unknown>;
    for (const key of keys) {
      parent[key] ??= {};
      parent = parent[key] as Record<string, unknown>;
    }
    if (value === undefined) delete parent[last];
    else parent[last] = value;
  }
  return compileDocument(document as Document as unknown as JsonObject, "t");
}

function errorsWith(changes: Readonly<Record<string, Json | undefined>>): readonly string[] {
  return compiledWith(changes).errors;
}

const task = "x-jobs task";
const read = "paths /tasks/{task_id} get";

it("compiles as it is", () => {
  expect(errorsWith({})).toEqual([]);
});

it("warns of a credential that is declared and never sent", () => {
  const auth = { auth: { key: { option: "apiKey" } } };
  expect(compiledWith({ "x-jobwire": auth }).warnings).toEqual([]);
  expect(compiledWith({ "x-jobwire": auth, security: undefined }).warnings).toEqual([
    'x-jobwire › auth › key: nothing that is sent asks for the security scheme "key", so its value is never sent (name it in the document\'s security: [{ key: [] }])',
  ]);
});

it.each(["baseUrl", "maxBodyBytes", "idempotencyKey", "signal", "parse", "toString"])(
  "a credential cannot be called %s, which a client or a call takes for something else",
  (option) => {
    expect(errorsWith({ "x-jobwire": { auth: { key: { option } } } }).join()).toContain(
      `"${option}" cannot be the name of a client option`,
    );
  },
);

describe("is an error with its place and what to do:", () => {
  it.each([
    [
      "a misspelt key of the root",
      { "x-job": {} },
      'x-job: "x-job" is no key of the document (did you mean "x-jobs"?)',
    ],
    [
      "* where one value is meant",
      { [`${task} output`]: "/steps/*/name" },
      "x-jobs › task › output: /steps/*/name: * can stand in a condition only (name one element by its index)",
    ],
    [
      "* below what is no array",
      { [`${task} status when`]: [JSON.parse('{ "if": { "/result/*/url": "x" }, "then": "running" }')] },
      "when › 0 › if › /result/*/url: /result/*/url leaves the body of getTask: /result is no array",
    ],
    [
      "an index into what is no array",
      { [`${task} output`]: "/result/0" },
      'x-jobs › task › output: /result/0 leaves the body of getTask: no "0" below /result (there: url)',
    ],
    [
      "actions of what is no array",
      {
        [`${task} actions`]: [
          JSON.parse(
            '{ "each": "/result", "if": { "/url": "x" }, "id": "/url", "kind": "k", "operation": "cancelTask" }',
          ),
        ],
      },
      "x-jobs › task › actions › 0 › each: /result of the body of getTask is no array",
    ],
    [
      "a path parameter that is not in the path",
      { [`${read} parameters`]: [path("task")] },
      'get › parameters › 0: "task" does not stand in the path /tasks/{task_id} (in the path: task_id)',
    ],
    [
      "a relation whose parameter nobody gives",
      { "paths /tasks/{task_id} delete parameters": [{ ...query("reason"), required: true }] },
      'x-jobs › task › cancel: cancelTask needs "reason", which getTask does not have (bind it: params: { reason: $response.body#/… })',
    ],
    [
      "a long poll that wants what only the body has",
      { [`${task} await`]: { operation: "awaitTask", params: { task_id: "$response.body#/id" } } },
      "x-jobs › task › await › params › task_id: the body of the job is not at hand here: only cancel and list can take values from it",
    ],
    [
      "a read that needs what the start does not have",
      { [`${read} parameters`]: [{ ...query("view"), required: true }] },
      'x-jobs › task › start: getTask needs "view", which startTask does not have',
    ],
    [
      "a start whose answer says no id",
      { "paths /tasks post responses": { "202": { description: "Accepted." } } },
      "x-jobs › task › start: the answer of startTask holds no /id, so that nobody knows which job was started (say where it stands: start: { operation: startTask, params: { task_id: $response.body#/… } }",
    ],
    [
      "a list whose items stand elsewhere",
      { [`${task} list items`]: "/items" },
      'x-jobs › task › list › items: /items leaves the body of listTasks: no "items" below the root (there: tasks, total)',
    ],
    [
      "a list of what is no array",
      { [`${task} list items`]: "/total" },
      "x-jobs › task › list › items: /total of listTasks is no array",
    ],
    [
      "items that do not say which job they are",
      {
        "paths /tasks get responses": {
          "200": json({
            type: "object",
            properties: { tasks: { type: "array", items: { type: "object" } } },
          }),
        },
      },
      "x-jobs › task › list › items: an item of listTasks has no /id, where id says that it stands",
    ],
    [
      "a long poll with an answer of its own",
      {
        "paths /tasks/{task_id}/wait get responses": {
          "200": json({ type: "object", properties: { id: {} } }),
        },
      },
      "x-jobs › task › await: awaitTask answers with another schema than getTask (a long poll answers with the job)",
    ],
    [
      "an end that no event has",
      { [`${task} stream until`]: ["ended"] },
      'x-jobs › task › stream › until › 0: no event has the type "ended" (types: step, end)',
    ],
    [
      "a stream of an operation that streams nothing",
      { [`${task} stream operation`]: "getTask" },
      "x-jobs › task › stream › operation: getTask answers with no text/event-stream",
    ],
    [
      "two operations of one name in code",
      { "paths /more": { get: { operationId: "get-task", responses: { "200": json({}) } } } },
      '"get-task" and "getTask" (GET /tasks/{task_id}) are both called getTask in code (every operation needs a name of its own)',
    ],
    [
      "two schemas of one name in code",
      { "components schemas task": { type: "string" } },
      'components › schemas › task: "task" and "Task" are both called Task in code (rename one of them)',
    ],
    [
      "two parameters of one name",
      { [`${read} parameters`]: [query("task_id")] },
      '"task_id" is a path and a query parameter of one operation (the input of a call has one value for each name)',
    ],
    [
      "a parameter that hides the body",
      {
        "paths /tasks post parameters": [query("body")],
        "paths /tasks post requestBody": { content: { "application/json": { schema: { type: "array" } } } },
      },
      'paths › /tasks › post › requestBody: a parameter is called "body", and the request body needs that name',
    ],
    [
      "two kinds that were called the same",
      {
        "x-jobs task formerly": ["work"],
        "x-jobs other": { ...(good["x-jobs"].task as JsonObject), formerly: ["work"] },
      },
      'formerly › 0: "work" names task already (a stored ref must lead to one kind)',
    ],
    [
      "pages whose position is no parameter",
      { "paths /tasks get x-jobwire pagination param": "offsett" },
      'x-jobwire › pagination › param: listTasks has no parameter "offsett" (did you mean "offset"?)',
    ],
    [
      "pages of what is no array",
      { "paths /tasks get x-jobwire pagination items": "/total/x" },
      "x-jobwire › pagination › items: /total/x leaves the body of listTasks: the schema says nothing of what is below /total",
    ],
    [
      "pages that go on at a place that is not there",
      { "paths /tasks get x-jobwire pagination next": "$response.body#/next" },
      'x-jobwire › pagination › next: /next leaves the body of listTasks: no "next" below the root',
    ],
    [
      "a kind whose name code needs",
      { "x-jobs refine": good["x-jobs"].task as JsonObject },
      'x-jobs › refine: "refine" cannot be the name of a kind: code uses it for something else',
    ],
    [
      "a schema that is itself",
      {
        "components schemas Circle": ref("Round"),
        "components schemas Round": { anyOf: [ref("Circle"), {}] },
      },
      "components › schemas › Circle: refers to itself with nothing between: Circle → Round → Circle (put the reference into",
    ],
    ["paths in a list", { paths: [] }, "paths: this must be an object (here stands a list)"],
    ["no path item", { "paths /other": 7 }, "paths › /other: this must be an object (here stands 7)"],
    [
      "no schemas",
      { "components headers": "none" },
      'components › headers: this must be an object (here stands "none")',
    ],
    [
      "an API key in a place that requests do not have",
      { "components securitySchemes key in": "body" },
      'components › securitySchemes › key: an API key in "body" is not supported: in is header, query or cookie',
    ],
    [
      "an API key in a cookie with a name that is none",
      { "components securitySchemes key": { type: "apiKey", in: "cookie", name: "a=b; c" } },
      'components › securitySchemes › key: "a=b; c" is no name of a cookie',
    ],
    [
      "an API key in a query parameter with a name that is none",
      { "components securitySchemes key": { type: "apiKey", in: "query", name: "a&b" } },
      'components › securitySchemes › key: "a&b" is no name of a parameter',
    ],
    [
      "a scheme that cannot be sent",
      { "components securitySchemes key": { type: "http", scheme: "digest" } },
      'components › securitySchemes › key: the HTTP scheme "digest" is not supported (declare what the API takes beside it',
    ],
  ] as const)("%s", (_, changes, expected) => {
    const found = errorsWith(changes);
    expect(found.join("\n")).toContain(expected);
  });

  it.each([
    "at",
    "clock",
    "provider",
    "withReply",
    "stream",
    "pages",
    "jobs",
    "then",
    "constructor",
    "toJSON",
  ])("an operation that is called %s, as every client has something", (operationId) => {
    expect(errorsWith({ "paths /other": { get: { operationId, responses: { "200": json({}) } } } })).toEqual([
      `paths › /other › get › operationId: "${operationId}" is the name of something else on every client (give the operation another operationId)`,
    ]);
  });
});

describe("credentials", () => {
  const operationsOf = (securitySchemes: JsonObject, security: Json) => {
    const document = { ...structuredClone(good), security };
    const { files, errors } = compileDocument(
      { ...document, components: { ...document.components, securitySchemes } } as unknown as JsonObject,
      "t",
    );
    expect(errors).toEqual([]);
    return files["operations.ts"] ?? "";
  };

  it.each([
    ["an API key in a header", { type: "apiKey", in: "header", name: "X-Key" }, 'header: "X-Key"', false],
    ["an API key in the query", { type: "apiKey", in: "query", name: "key" }, 'query: "key"', true],
    [
      "an API key in a cookie",
      { type: "apiKey", in: "cookie", name: "sid" },
      'header: "Cookie", prefix: "sid="',
      false,
    ],
    ["HTTP Bearer", { type: "http", scheme: "bearer" }, 'header: "Authorization", prefix: "Bearer "', false],
    ["HTTP Basic", { type: "http", scheme: "BASIC" }, 'header: "Authorization", prefix: "Basic "', true],
    [
      "another HTTP scheme",
      { type: "http", scheme: "Token" },
      'header: "Authorization", prefix: "Token "',
      false,
    ],
    ["OAuth 2", { type: "oauth2", flows: {} }, 'header: "Authorization", prefix: "Bearer "', false],
    [
      "OpenID Connect",
      { type: "openIdConnect", openIdConnectUrl: "https://x.example" },
      'prefix: "Bearer "',
      false,
    ],
  ] as const)("of %s", (_, scheme, sent, needsFeature) => {
    const code = operationsOf({ key: scheme }, [{ key: [] }]);
    expect(code).toContain(`key: { option: "apiKey", ${sent.startsWith("prefix") ? "header" : sent}`);
    expect(code).toContain(sent);
    expect(code.includes("auth: otherAuth")).toBe(needsFeature);
  });

  it("are those of the first requirement that browsers can send in headers, else of the first that can be sent", () => {
    const securitySchemes: JsonObject = {
      digest: { type: "http", scheme: "digest" },
      cookie: { type: "apiKey", in: "cookie", name: "sid" },
      query: { type: "apiKey", in: "query", name: "key" },
      header: { type: "apiKey", in: "header", name: "X-Key" },
    };
    const alternatives = (...names: readonly string[]) => names.map((name) => ({ [name]: [] }));
    const all = alternatives("digest", "cookie", "query", "header");
    expect(operationsOf(securitySchemes, [{}, ...all])).toContain('header: { option: "apiKey"');
    expect(operationsOf(securitySchemes, all.slice(0, 3))).toContain('cookie: { option: "apiKey"');
  });
});

describe("what stands where OpenAPI wants something else", () => {
  const bad = "components schemas Bad";
  const post = "paths /tasks post";
  const at = "components › schemas › Bad";
  it.each([
    [
      "a schema that is a number",
      { [bad]: 7 },
      `${at}: this must be a schema: an object, or true or false (here stands 7)`,
    ],
    ["a schema that was left empty", { [bad]: null }, `${at}: this must be a schema`],
    [
      "a property that is a text",
      { [bad]: { properties: { a: "string" } } },
      `${at} › properties › a: this must be a schema`,
    ],
    [
      "items as a list",
      { [bad]: { items: [{}] } },
      `${at} › items: this must be a schema: an object, or true or false (here stands a list)`,
    ],
    [
      "parts that are no list",
      { [bad]: { allOf: {} } },
      `${at} › allOf: this must be a list (here stands an object)`,
    ],
    ["an alternative that is none", { [bad]: { oneOf: [null] } }, `${at} › oneOf › 0: this must be a schema`],
    [
      "a type that is a number",
      { [bad]: { type: ["object", 3] } },
      `${at} › type: a type is a text, or a list of texts`,
    ],
    [
      "a reference that is a number",
      { [bad]: { $ref: 5 } },
      `${at} › $ref: this must be a text (here stands 5)`,
    ],
    [
      "a reference to what is no schema",
      { [bad]: { $ref: "#/paths/~1tasks/post" } },
      `${at} › $ref: "#/paths/~1tasks/post" leads to something that is no schema`,
    ],
    [
      "parameters as a map",
      { [`${post} parameters`]: { a: 1 } },
      "paths › /tasks › post › parameters: this must be a list",
    ],
    [
      "an operation that is a text",
      { "paths /other": { get: "x" } },
      "paths › /other › get: this must be an object",
    ],
    [
      "a media type that was left empty",
      { [`${post} responses 201 content application/json`]: null },
      "application/json: this must be an object (here stands nothing (null))",
    ],
    [
      "security as a map, of which nothing would be sent",
      { security: { key: [] } },
      "security: this must be a list",
    ],
    ["a server that is a text", { servers: ["https://t.example"] }, "servers › 0: this must be an object"],
    [
      "a server with a password",
      { servers: [{ url: "https://u:p@t.example" }] },
      "has credentials, a query or a fragment",
    ],
    [
      "a parameter that is declared twice",
      { [`${post} parameters`]: [query("a"), query("a")] },
      'post › parameters › 1: the query parameter "a" stands here twice',
    ],
    [
      "a style of another place",
      { [`${post} parameters`]: [{ ...query("a"), style: "simple" }] },
      'style: "simple" is no style of a query parameter',
    ],
    [
      "a media type with a line end",
      { [`${post} requestBody`]: { content: { "text/plain\r\nA: b": { schema: {} } } } },
      '"text/plain\\r\\nA: b" is no media type',
    ],
  ] as const)("is an error: %s", (_, changes, expected) => {
    expect(errorsWith(changes as unknown as JsonObject).join("\n")).toContain(expected);
  });

  it("leaves alone what names things as keywords are named, and what refers to a part of a schema", () => {
    const properties = { $ref: { type: "string" }, items: { type: "array" }, type: { enum: ["a"] } };
    const part = { $ref: "#/components/schemas/Task/properties/result" };
    expect(errorsWith({ [bad]: { properties: { ...properties, part } } })).toEqual([]);
  });

  it("warns of a slip in a type", () => {
    expect(compiledWith({ [bad]: { type: "strng" } }).warnings.join()).toContain(
      '"strng" is no type of a value, so the value counts as unknown (did you mean "string"?)',
    );
  });
});

describe("what a kind can never mean", () => {
  const rule = (text: string) => JSON.parse(text) as Json;
  it.each([
    [
      "an id that is an object",
      { [`${task} id`]: "/result" },
      "id: /result is of the type object (an id is a text or a number)",
    ],
    [
      "a status that is no text",
      { [`${task} status at`]: "/steps" },
      "status › at: /steps is of the type array (a raw status is a text",
    ],
    [
      "a time that is a list",
      { [`${task} createdAt`]: "/steps" },
      "createdAt: /steps is of the type array (a time is a text as in RFC 3339)",
    ],
    [
      "a progress that is an object",
      { [`${task} progress`]: { percent: "/result" } },
      "progress › percent: /result is of the type object (this takes a number)",
    ],
    [
      "a message that is the whole body",
      { [`${task} failure`]: { message: "" } },
      "failure › message: the whole body is of the type object",
    ],
    [
      "a kind with the name of what every object has",
      { "x-jobs toString": good["x-jobs"].task },
      '"toString" cannot be the name of a kind',
    ],
    [
      "a shortest poll above the longest",
      { [`${task} poll`]: { minMs: 9000, maxMs: 10 } },
      "poll › minMs: 9000 is more than maxMs, which is 10",
    ],
    [
      "a cancel that reads",
      { [`${task} cancel`]: "getTask" },
      "cancel: getTask is the read of this kind, and stops nothing",
    ],
    [
      "a start that reads",
      { [`${task} start`]: "getTask" },
      "start: getTask is the read of this kind, and starts nothing",
    ],
    [
      "a constant of another type",
      { [`${task} cancel`]: { operation: "cancelTask", params: { task_id: 5 } } },
      '5 cannot be the value of "task_id", which is a string',
    ],
    [
      "a rule behind a wider one",
      {
        [`${task} status when`]: rule(
          '[{ "if": { "/state": ["ok", "busy"] }, "then": "running" }, { "if": { "/state": "busy" }, "then": "failed" }]',
        ),
      },
      "when › 1: this rule is never used: rule 0 before it holds whenever this one does",
    ],
  ] as const)("is an error: %s", (_, changes, expected) => {
    expect(errorsWith(changes as unknown as JsonObject).join("\n")).toContain(expected);
  });

  it("takes a narrow rule before a wide one", () => {
    const when = rule(
      '[{ "if": { "/state": "busy", "/id": "a" }, "then": "running" }, { "if": { "/state": "busy" }, "then": "failed" }]',
    );
    expect(errorsWith({ [`${task} status when`]: when })).toEqual([]);
  });

  it("warns of a kind that never ends", () => {
    const status = { at: "/state", running: ["busy", "ok"] };
    expect(compiledWith({ [`${task} status`]: status }).warnings.join()).toContain(
      "every wait lasts until its deadline",
    );
  });
});
