import { describe, expect, it } from "vitest";
import type { Change } from "../src/change.ts";
import { diffSpecs } from "../src/diff-specs.ts";
import type { Json, JsonObject } from "../src/json.ts";

/** A document whose one operation takes and gives a schema. */
function document(schema: Json, more: Json = {}, side: "request" | "response" | "both" = "both"): JsonObject {
  const content = (own: boolean) => ({ "application/json": { schema: own ? schema : { type: "string" } } });
  return {
    openapi: "3.1.0",
    info: { title: "Acme", version: "1.0.0" },
    paths: {
      "/things": {
        post: {
          operationId: "makeThing",
          parameters: [],
          requestBody: { required: true, content: content(side !== "response") },
          responses: { "200": { description: "Made.", content: content(side !== "request") } },
        },
      },
    },
    components: { schemas: more },
  };
}

async function changes(
  base: Json,
  head: Json,
  side: "request" | "response",
  types: "measured" | "predicted" = "predicted",
  more: Json = {},
): Promise<readonly Change[]> {
  return (await diffSpecs(document(base, more, side), document(head, more, side), { types })).changes;
}

const wires = (found: readonly Change[]) => found.map(({ rule, verdicts }) => `${rule} ${verdicts.wire}`);
const words = (...list: readonly string[]) => ({ type: "string", enum: list });

describe("a list of words", () => {
  it("is the same when it is written as a union of words", async () => {
    const union = { oneOf: [words("a"), { const: "b", description: "B." }] };
    expect(wires(await changes(words("a", "b"), union, "request"))).toEqual(["documentation-changed none"]);
    expect(wires(await changes(words("a", "b"), union, "response"))).toEqual(["documentation-changed none"]);
    expect(wires(await changes(words("a", "b", "c"), union, "request"))).toEqual([
      "enum-word-removed breaking",
    ]);
  });

  it("tells of all new words at once, and names the first", async () => {
    const many = ["b", "c", "d", "e", "f", "g", "h", "i"];
    const [change, ...others] = await changes(words("a", "z"), words("a", "z", ...many), "request");
    expect(others).toEqual([]);
    expect(change).toMatchObject({
      predicate: 'has the new words "b", "c", "d", "e", "f", "g" and 2 more',
      after: many,
      howToMigrate: "Nothing; the words may be sent.",
    });
  });
});

describe("names one of which must be there", () => {
  const properties = { state: { type: "string" }, owner: { type: "string" } };
  const either = { type: "object", properties, anyOf: [{ required: ["state"] }, { required: ["owner"] }] };
  const state = { type: "object", properties, required: ["state"] };

  it("are no variants: more of them accept more", async () => {
    expect(wires(await changes(state, either, "request"))).toEqual([
      "required-alternatives-changed additive",
      "property-optional additive",
    ]);
    expect(wires(await changes(either, state, "request"))).toEqual([
      "required-alternatives-changed breaking",
      "property-required breaking",
    ]);
  });

  it("say what to send", async () => {
    const none = { type: "object", properties };
    const [change] = await changes(none, either, "request");
    expect(change).toMatchObject({
      predicate: "must have `state`, or `owner` now, instead of nothing",
      howToMigrate: "Send `state`, or `owner` with every request.",
      verdicts: { wire: "breaking" },
    });
  });
});

describe("a union", () => {
  const nullable = { type: ["string", "null"] };
  const orObject = { oneOf: [{ type: "string" }, { type: "object" }, { type: "null" }] };

  it("takes null if what stood there before it did", async () => {
    expect(wires(await changes(nullable, orObject, "request"))).toEqual(["variant-added additive"]);
    const never = { oneOf: [{ type: "string" }, { type: "object" }] };
    expect(wires(await changes(nullable, never, "request"))).toEqual([
      "null-removed breaking",
      "variant-added additive",
    ]);
  });

  const labels = (items: Json) => ({ type: "object", properties: { labels: { type: "array", items } } });
  const name = { type: "object", required: ["name"], properties: { name: { type: "string" } } };

  it("may speak of further properties beside variants that are no objects", async () => {
    const anyOf = [{ type: "string" }, { type: "object", additionalProperties: true }, { type: "null" }];
    const found = await changes({ anyOf, additionalProperties: true }, { anyOf }, "response");
    expect(found.filter(({ verdicts }) => verdicts.wire !== "none")).toEqual([]);
  });

  it("loses nothing when another variant takes what one that is gone took", async () => {
    const two = { oneOf: [labels({ type: "string" }), labels(name)] };
    const one = { oneOf: [labels({ oneOf: [{ type: "string" }, name] }), { type: "boolean" }] };
    const found = await changes(two, one, "request");
    expect(found.filter(({ verdicts }) => verdicts.wire === "breaking")).toEqual([]);
    expect(found.map(({ predicate }) => predicate)).toContain(
      "is never object now, as another variant covers",
    );
  });

  it("gains nothing to break readers when who reads another variant can read the new one", async () => {
    const any = { type: "object", additionalProperties: true };
    const [change] = await changes(
      { oneOf: [any, { type: "boolean" }] },
      { oneOf: [any, { type: "boolean" }, { ...name, title: "Named" }] },
      "response",
    );
    expect(change).toMatchObject({
      rule: "variant-added",
      verdicts: { wire: "additive" },
      howToMigrate: "Nothing.",
    });
    const [broken] = await changes(
      { oneOf: [{ type: "string" }, { type: "boolean" }] },
      { oneOf: [{ type: "string" }, { type: "boolean" }, { ...name, title: "Named" }] },
      "response",
    );
    expect(broken).toMatchObject({ rule: "variant-added", verdicts: { wire: "breaking" } });
  });

  it("breaks who sends a variant that no other takes", async () => {
    const two = { oneOf: [labels({ type: "string" }), { type: "boolean" }] };
    const other = { oneOf: [labels({ type: "integer" }), { type: "boolean" }] };
    const found = wires(await changes(two, other, "request"));
    expect(found.some((change) => change.endsWith(" breaking"))).toBe(true);
  });

  it("with a variant of any names is measured like every other: a further property breaks nobody", {
    timeout: 30_000,
  }, async () => {
    const payload = (more: Json) => ({
      type: "object",
      required: ["payload"],
      properties: {
        payload: {
          oneOf: [
            { type: "object", additionalProperties: {} },
            {
              type: "object",
              required: ["issue"],
              properties: {
                issue: { type: "object", properties: { id: { type: "string" }, ...(more as JsonObject) } },
              },
            },
          ],
        },
      },
    });
    const found = await changes(payload({}), payload({ title: { type: "string" } }), "response", "measured");
    expect(found.map(({ rule, verdicts, measured }) => [rule, verdicts.types, measured])).toEqual([
      ["property-added", "additive", true],
    ]);
  });
});

describe("what limits nothing", () => {
  it("is documentation: a keyword that JSON Schema does not know", async () => {
    const typo = { type: "integer", descripton: "How many." };
    expect(wires(await changes(typo, { type: "integer" }, "response"))).toEqual([
      "documentation-changed none",
    ]);
  });

  it("is said so where a type is narrower for who reads it", async () => {
    const [change] = await changes({ type: "number" }, { type: "integer" }, "response");
    expect(change).toMatchObject({ verdicts: { wire: "additive" }, howToMigrate: "Nothing." });
  });

  it("is a header of which OpenAPI says that its definition is ignored", async () => {
    const base = document({ type: "string" });
    const header = { name: "Content-Type", in: "header", schema: { type: "string" } };
    const head = JSON.parse(
      JSON.stringify(base).replace('"parameters":[]', `"parameters":[${JSON.stringify(header)}]`),
    );
    const { changes: found } = await diffSpecs(head, base, { types: "predicted" });
    expect(wires(found)).toEqual(["documentation-changed none"]);
  });
});

describe("an answer that operations share", () => {
  const shared = (statuses: readonly string[]): JsonObject => ({
    openapi: "3.1.0",
    info: { title: "Acme", version: "1.0.0" },
    paths: {
      "/things": {
        get: {
          operationId: "listThings",
          responses: Object.fromEntries(
            statuses.map((status) => [status, { $ref: "#/components/responses/Refused" }]),
          ),
        },
      },
    },
    components: { responses: { Refused: { description: "No." } } },
  });

  it("is pointed at where the operation no longer has it, and told once", async () => {
    const { changes: found } = await diffSpecs(shared(["400", "403"]), shared(["400"]), {
      types: "predicted",
    });
    expect(found.map(({ rule, pointer }) => [rule, pointer])).toEqual([
      ["status-removed", "/paths/~1things/get/responses/403"],
    ]);
  });
});

describe("two documents of Swagger 2.0", () => {
  const swagger = (job: Json, parameter: Json): JsonObject => ({
    swagger: "2.0",
    info: { title: "Acme", version: "1.0.0" },
    host: "api.acme.example",
    basePath: "/v1",
    paths: {
      "/jobs": {
        post: {
          operationId: "createJob",
          parameters: [
            { name: "body", in: "body", required: true, schema: { $ref: "#/definitions/Job" } },
            parameter,
          ],
          responses: { "200": { description: "It.", schema: { $ref: "#/definitions/Job" } } },
        },
      },
    },
    definitions: { Job: job },
  });
  const job = { type: "object", properties: { id: { type: "string" }, log: { type: "string" } } };
  const limit = { name: "limit", in: "query", type: "integer" };

  it("are compared and measured like those of OpenAPI 3", { timeout: 30_000 }, async () => {
    const without = { type: "object", properties: { id: { type: "string" } } };
    const { changes: found, notMeasured } = await diffSpecs(
      swagger(job, limit),
      swagger(without, { ...limit, required: true }),
    );
    expect(notMeasured).toBeUndefined();
    expect(
      found.map(({ rule, subject, verdicts }) => [rule, subject, verdicts.wire, verdicts.types]),
    ).toEqual([
      ["property-removed", "`log` of `Job`", "breaking", "breaking"],
      ["parameter-required", "query parameter `limit` of `createJob`", "breaking", "breaking"],
    ]);
  });
});
