import { HttpStatusError } from "@jobwire/client";
import { describe, expect, test } from "vitest";
import { type Api, apis } from "./support/apis.ts";
import { inputsOf, operationsOf, type SpecOperation } from "./support/inputs.ts";
import { createWorld, type World } from "./support/world.ts";

interface Told {
  readonly message: string | undefined;
  readonly code?: string | undefined;
  readonly requestId?: string | undefined;
}

type Body = Readonly<Record<string, unknown>>;

/** What each provider's error bodies say, written by hand from its pages and not from the document's pointers. */
const tells: Readonly<Record<string, (body: Body) => Told>> = {
  nia({ detail, error, message, summary }) {
    const first = Array.isArray(detail) ? (detail[0] as Body) : undefined;
    const inner = typeof detail === "object" && detail !== null ? (detail as Body).message : detail;
    return {
      message: (first?.msg ?? inner ?? error ?? message ?? summary) as string,
      code: first?.type as string,
    };
  },
  nullspace({ error }) {
    const { code, message, request_id } = error as Body;
    return { message: message as string, code: code as string, requestId: request_id as string };
  },
  sieve({ detail, error_id }) {
    const message = Array.isArray(detail) ? (detail[0] as Body).msg : detail;
    return { message: message as string, requestId: error_id as string };
  },
  nuon({ description, error }) {
    return { message: (description ?? error) as string, requestId: "trace-7c1" };
  },
};

interface Declared {
  readonly operation: SpecOperation;
  readonly status: number;
  readonly contentType: string;
  readonly body: unknown;
}

/** Every declared error of an operation, once for each example. */
function errorsOf(operation: SpecOperation): readonly Declared[] {
  return Object.entries(operation.responses)
    .filter(([status]) => !status.startsWith("2"))
    .flatMap(([status, { examples }]) =>
      examples.map(({ contentType, value }) => ({
        operation,
        status: Number(status) || 500,
        contentType,
        body: value,
      })),
    );
}

describe.each(apis)("declared errors of $name", (api) => {
  const operations = [...operationsOf(api.spec).values()];

  test.each(operations)("$id", async (operation) => {
    const declared = errorsOf(operation);
    expect(declared.length).toBeGreaterThan(0);
    for (const one of declared) {
      const error = await errorOf(api, one);
      expect(error, `${one.status} ${JSON.stringify(one.body)}`).toBeInstanceOf(HttpStatusError);
      const { message, code, requestId } = toldBy(api, one);
      expect(error).toMatchObject({
        provider: api.name,
        operation: operation.id,
        httpStatus: one.status,
        providerMessage: message,
        code,
        requestId,
        isTransient: one.status >= 500 || one.status === 408 || one.status === 429,
        body: one.body,
        attempts: 1,
      });
      if (message !== undefined) expect(String(error)).toContain(message);
      expect(String(error)).not.toContain("test-key");
    }
  });

  test("a page of HTML instead of an error keeps its status, and is no message", async () => {
    const [operation] = operations as [SpecOperation];
    const world = createWorld(api, { faults: [{ fault: { type: "html", status: 502 } }] });
    const error = await call(world, operation).catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      name: "HttpStatusError",
      httpStatus: 502,
      providerMessage: undefined,
      isTransient: true,
    });
    expect(String(error)).not.toContain("<html>");
  });

  test("what a 429 says about when to come again is read", async () => {
    const [operation] = operations as [SpecOperation];
    const world = createWorld(api, { faults: [{ fault: { type: "rate-limit", retryAfter: 7 } }] });
    await expect(call(world, operation)).rejects.toMatchObject({
      httpStatus: 429,
      retryAfterMs: 7_000,
      isTransient: true,
    });
  });

  test("without a key nothing is sent, and the error says which variable gives it", async () => {
    const [operation] = operations as [SpecOperation];
    const world = createWorld(api, {}, { apiKey: "" });
    await expect(call(world, operation)).rejects.toMatchObject({
      name: "MissingKeyError",
      variable: expect.any(String),
    });
    expect(world.simulator.requests.length).toBe(0);
  });
});

function toldBy(api: Api, { body }: Declared): Told {
  if (typeof body === "object") return tells[api.name]?.(body as Body) ?? { message: undefined };
  return { message: String(body), ...(api.name === "nuon" && { requestId: "trace-7c1" }) };
}

async function errorOf(api: Api, { operation, status, contentType, body }: Declared): Promise<unknown> {
  const headers: Record<string, string> = api.name === "nuon" ? { "x-nuon-trace-id": "trace-7c1" } : {};
  const content = typeof body === "string" ? { text: body } : { body };
  const fetch = async () =>
    new Response("text" in content ? content.text : JSON.stringify(content.body), {
      status,
      headers: { ...headers, "content-type": contentType },
    });
  const client = api.create({ apiKey: "test-key", baseUrl: api.baseUrl, fetch });
  return call({ api, client }, operation).catch((error: unknown) => error);
}

function call({ client, api }: Pick<World, "api" | "client">, operation: SpecOperation): Promise<unknown> {
  const [input = {}] = inputsOf(api, operation);
  return (
    client.withReply[operation.id]?.(input, { retries: 0 }) ?? Promise.reject(new Error("no such operation"))
  );
}
