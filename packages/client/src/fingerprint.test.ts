import { describe, expect, test, vi } from "vitest";
import { api, fakeClient } from "../test/fake-api.ts";
import { fnv1a } from "./fingerprint.ts";
import type { ApiDescription, ClientOptions } from "./index.ts";

// Test vectors of the FNV reference implementation, http://www.isthe.com/chongo/src/fnv/test_fnv.c
test.each([
  ["", "811c9dc5"],
  ["a", "e40c292c"],
  ["foobar", "bf9cf968"],
  ["ä", "95c2b80d"],
])("FNV-1a of %j is %s", (text, hash) => {
  if (text !== "ä") expect(fnv1a(text)).toBe(hash);
  expect(fnv1a(text)).toMatch(/^[0-9a-f]{8}$/);
});

const tenanted: ApiDescription = {
  ...api,
  auth: { ...api.auth, org: { option: "orgId", env: "ACME_ORG_ID", header: "X-Org-ID", tenant: true } },
};
const at = (options: object = {}, description = api) =>
  fakeClient([], options as ClientOptions, description).client.at;

describe("`at` names origin and tenant", () => {
  test("by a hash of both", () => {
    expect(at()).toBe(fnv1a("https://api.acme.test"));
    expect(at({ orgId: "org_1" }, tenanted)).toBe(fnv1a("https://api.acme.test|org_1"));
  });

  test("so it is the same for the same, and another for another", () => {
    expect(at({ baseUrl: "https://api.acme.test/v3/" })).toBe(at());
    expect(at({ baseUrl: "https://api.acme.test:444" })).not.toBe(at());
    expect(at({ orgId: "org_1" }, tenanted)).not.toBe(at({ orgId: "org_2" }, tenanted));
  });

  test("and never the key", () => {
    expect(at({ apiKey: "sk-other-key" })).toBe(at());
  });

  test("from the environment too, read when it is asked for", () => {
    const { client } = fakeClient([], {}, tenanted);
    const before = client.at;
    vi.stubEnv("ACME_ORG_ID", "org_1");
    expect(client.at).not.toBe(before);
    expect(client.at).toBe(at({ orgId: "org_1" }, tenanted));
  });

  test("without a tenant that only a function knows, and with no valid base URL", () => {
    expect(at({ orgId: async () => "org_1" }, tenanted)).toBe(fnv1a("https://api.acme.test|"));
    expect(at({ baseUrl: "nonsense" })).toBe(fnv1a("nonsense"));
  });
});
