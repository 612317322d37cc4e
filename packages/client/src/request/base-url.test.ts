import { expect, test, vi } from "vitest";
import { errorOf, fakeClient } from "../../test/fake-api.ts";
import { ParameterError } from "../index.ts";
import { parseBaseUrl } from "./base-url.ts";

test.each([
  ["https://h.test", "https://h.test/jobs/j"],
  ["https://h.test/", "https://h.test/jobs/j"],
  ["https://h.test/v2", "https://h.test/v2/jobs/j"],
  ["https://h.test/v2/", "https://h.test/v2/jobs/j"],
  ["https://h.test/{a}/v2", "https://h.test/%7Ba%7D/v2/jobs/j"],
  ["http://localhost:8080/api", "http://localhost:8080/api/jobs/j"],
])("the path of %s is kept", async (baseUrl, url) => {
  const { client, requests } = fakeClient([], { baseUrl });
  await client.getJob({ job_id: "j" });
  expect(requests[0]?.url).toBe(url);
});

test.each([
  "h.test",
  "/v2",
  "ftp://h.test",
  "https://user:secret@h.test",
  "https://h.test?key=secret",
  "https://h.test#a",
  "javascript:alert(1)",
])("%s is no base URL", async (baseUrl) => {
  const { client, requests } = fakeClient([], { baseUrl });
  const error = await errorOf(client.getJob({ job_id: "j" }));
  expect(error).toBeInstanceOf(ParameterError);
  expect(error).toMatchObject({ parameter: "baseUrl" });
  expect(String(error)).not.toContain("secret");
  expect(requests).toEqual([]);
});

test("a relative one belongs to the page", () => {
  vi.stubGlobal("location", { href: "https://page.test/app/" });
  expect(parseBaseUrl("/api")?.href).toBe("https://page.test/api");
});

test("the environment is read at every call and gives way to the option", async () => {
  const { client, requests } = fakeClient([]);
  vi.stubEnv("ACME_BASE_URL", "https://first.test/v1");
  await client.getJob({ job_id: "j" });
  vi.stubEnv("ACME_BASE_URL", "https://second.test");
  await client.getJob({ job_id: "j" });
  const own = fakeClient([], { baseUrl: "https://own.test" });
  await own.client.getJob({ job_id: "j" });
  expect([...requests, ...own.requests].map(({ url }) => new URL(url).host)).toEqual([
    "first.test",
    "second.test",
    "own.test",
  ]);
});
