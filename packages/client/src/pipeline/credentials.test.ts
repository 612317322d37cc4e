import { describe, expect, test, vi } from "vitest";
import { api, errorOf, fakeClient } from "../../test/fake-api.ts";
import { type ApiDescription, MissingKeyError } from "../index.ts";

const twoSchemes: ApiDescription = {
  ...api,
  auth: { ...api.auth, org: { option: "orgId", env: "ACME_ORG_ID", header: "X-Org-ID", tenant: true } },
};

describe("a missing key", () => {
  test("fails at the first call, by name of option and variable, and sends nothing", async () => {
    const { client, requests } = fakeClient([], { apiKey: undefined });
    const error = await errorOf(client.getJob({ job_id: "j" }));
    expect(error).toBeInstanceOf(MissingKeyError);
    expect(error).toMatchObject({
      option: "apiKey",
      variable: "ACME_API_KEY",
      mayHaveBeenSent: false,
      isTransient: false,
    });
    expect(String(error)).toContain('"apiKey" is missing; give that option or set ACME_API_KEY');
    expect(requests).toEqual([]);
  });

  test.each(["", "  ", () => "", async () => " \n"])("an empty one is missing: %o", async (apiKey) => {
    const { client } = fakeClient([], { apiKey });
    expect(await errorOf(client.getJob({ job_id: "j" }))).toBeInstanceOf(MissingKeyError);
  });

  test("is no matter for an operation without security", async () => {
    const { client, requests } = fakeClient([], { apiKey: undefined });
    await client.ping();
    expect(requests[0]?.headers.has("authorization")).toBe(false);
  });

  test("is no matter when the caller sets the header", async () => {
    const { client, requests } = fakeClient([], { apiKey: undefined });
    await client.getJob({ job_id: "j" }, { headers: { Authorization: "Basic x" } });
    expect(requests[0]?.headers.get("authorization")).toBe("Basic x");
  });
});

test("the environment is read at call time, and only where there is one", async () => {
  const { client, requests } = fakeClient([], { apiKey: undefined });
  vi.stubEnv("ACME_API_KEY", "sk-environment");
  await client.getJob({ job_id: "j" });
  expect(requests[0]?.headers.get("authorization")).toBe("Bearer sk-environment");
  vi.stubGlobal("process", undefined);
  expect(await errorOf(client.getJob({ job_id: "j" }))).toBeInstanceOf(MissingKeyError);
});

test("an environment that may not be read is none", async () => {
  const { client } = fakeClient([], { apiKey: undefined });
  const env = new Proxy(
    {},
    {
      get: () => {
        throw new Error("NotCapable");
      },
    },
  );
  vi.stubGlobal("process", { env });
  expect(await errorOf(client.getJob({ job_id: "j" }))).toBeInstanceOf(MissingKeyError);
});

test("call, client and environment decide in this order", async () => {
  vi.stubEnv("ACME_API_KEY", "sk-environment");
  const { client, requests } = fakeClient([], { apiKey: "sk-client" });
  await client.getJob({ job_id: "j" });
  await client.getJob({ job_id: "j" }, { apiKey: "sk-call" });
  expect(requests.map(({ headers }) => headers.get("authorization"))).toEqual([
    "Bearer sk-client",
    "Bearer sk-call",
  ]);
});

test("a function is asked at every call", async () => {
  let asked = 0;
  const { client, requests } = fakeClient([], { apiKey: async () => `sk-${++asked}` });
  await client.getJob({ job_id: "j" });
  await client.getJob({ job_id: "j" });
  expect(requests.map(({ headers }) => headers.get("authorization"))).toEqual(["Bearer sk-1", "Bearer sk-2"]);
});

test("a function that fails is a transient MissingKeyError with its cause, and is asked again", async () => {
  const cause = new Error("vault is sealed");
  let asked = 0;
  const apiKey = () => {
    asked++;
    throw cause;
  };
  const { client, clock, requests } = fakeClient([], { apiKey });
  const call = errorOf(client.getJob({ job_id: "j" }));
  await clock.pass(10_000);
  const error = await call;
  expect(error).toBeInstanceOf(MissingKeyError);
  expect(error).toMatchObject({ isTransient: true, mayHaveBeenSent: false, cause });
  expect(asked).toBe(3);
  expect(requests).toEqual([]);
});

test("the line break at the end of a key file does no harm, one inside is refused unquoted", async () => {
  const { client, requests } = fakeClient([], { apiKey: "sk-file\n" });
  await client.getJob({ job_id: "j" });
  expect(requests[0]?.headers.get("authorization")).toBe("Bearer sk-file");
  const broken = fakeClient([], { apiKey: "sk-one\nsk-two" });
  const error = await errorOf(broken.client.getJob({ job_id: "j" }));
  expect(error).toBeInstanceOf(MissingKeyError);
  expect(`${error} ${JSON.stringify(error)}`).not.toContain("sk-");
  expect(String(error), "it was given").not.toContain("give that option");
});

test("every scheme of an API is sent, each from its option", async () => {
  const { client, requests } = fakeClient([], { orgId: "org_1" } as object, twoSchemes);
  await client.getJob({ job_id: "j" });
  expect(requests[0]?.headers.get("x-org-id")).toBe("org_1");
  expect(requests[0]?.headers.get("authorization")).toBe("Bearer sk-secret-1234");
  const without = fakeClient([], {}, twoSchemes);
  const error = await errorOf(without.client.getJob({ job_id: "j" }));
  expect(error).toMatchObject({ option: "orgId", variable: "ACME_ORG_ID" });
});

test("an operation can ask for some of the schemes", async () => {
  const ping = { method: "GET", path: "/ping", security: ["org"] } as const;
  const operations = { ...api.operations, ping };
  const { client, requests } = fakeClient([], { orgId: "org_1" } as object, { ...twoSchemes, operations });
  await client.ping();
  expect(requests[0]?.headers.get("x-org-id")).toBe("org_1");
  expect(requests[0]?.headers.has("authorization")).toBe(false);
});

test("two clients with two keys share nothing", async () => {
  const [one, two] = [fakeClient([], { apiKey: "sk-one" }), fakeClient([], { apiKey: "sk-two" })];
  await Promise.all([one.client.getJob({ job_id: "j" }), two.client.getJob({ job_id: "j" })]);
  expect(one.requests[0]?.headers.get("authorization")).toBe("Bearer sk-one");
  expect(two.requests[0]?.headers.get("authorization")).toBe("Bearer sk-two");
});

test("a tenant is no secret and stays readable in errors", async () => {
  const answer = new Response("no such organisation: org_12345, key sk-secret-1234", { status: 403 });
  const { client } = fakeClient([answer], { orgId: "org_12345" } as object, twoSchemes);
  const error = await errorOf(client.getJob({ job_id: "j" }));
  expect(String(error)).toContain("no such organisation: org_12345, key [redacted]");
});
