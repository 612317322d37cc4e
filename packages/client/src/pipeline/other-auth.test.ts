import { describe, expect, test } from "vitest";
import { api, errorOf, fakeClient, json } from "../../test/fake-api.ts";
import type { ApiDescription, AuthScheme, ClientOptions } from "../index.ts";

const withScheme = (scheme: Omit<AuthScheme, "option">): ApiDescription => ({
  ...api,
  auth: { key: { option: "apiKey", ...scheme } },
});
const keyInQuery = withScheme({ query: "api key" });
const basic = withScheme({ header: "Authorization", prefix: "Basic " });

describe("a key in the query", () => {
  const apiKey = "sk/secret+1234&x";
  const sent = "sk%2Fsecret%2B1234%26x";

  test("stands behind the parameters of the call, encoded", async () => {
    const { client, requests } = fakeClient([], { apiKey }, keyInQuery);
    await client.getJob({ job_id: "j" });
    await client.listJobs({ limit: 5 });
    expect(requests.map(({ url }) => url)).toEqual([
      `https://api.acme.test/v2/jobs/j?api%20key=${sent}`,
      expect.stringMatching(/\/jobs\?limit=5&api%20key=sk%2Fsecret%2B1234%26x$/),
    ]);
    expect(requests[0]?.headers.has("authorization")).toBe(false);
  });

  test.each([
    ["an error status", json({ message: `bad request: /jobs/j?api%20key=${sent} (${apiKey})` }, 400)],
    ["a redirect", new Response(null, { status: 302, headers: { location: `/else?k=${sent}#${sent}` } })],
    [
      "no connection",
      new TypeError(`error sending request for url (https://api.acme.test/?api%20key=${sent})`),
    ],
    [
      "what is no JSON",
      new Response(`<a href="?api%20key=${sent}">`, { headers: { "content-type": "text/html" } }),
    ],
  ])("stands in no error and no log: %s", async (_, answer) => {
    const told: unknown[] = [];
    const tell = (...parts: unknown[]) => told.push(parts);
    const logger = { debug: tell, info: tell, warn: tell, error: tell };
    const options: ClientOptions = { apiKey, logger, logLevel: "debug", retry: { maxAttempts: 1 } };
    const { client } = fakeClient([answer], options, keyInQuery);
    const error = await errorOf(client.getJob({ job_id: "j" }));
    const seen = `${error} ${JSON.stringify(error)} ${JSON.stringify(told)}`;
    expect(seen).toContain("/v2/jobs/j");
    expect(seen).not.toContain(sent);
    expect(seen).not.toContain(apiKey);
  });
});

describe("HTTP Basic", () => {
  test("encodes user and password, and leaves what is encoded as it is", async () => {
    const { client, requests } = fakeClient([], { apiKey: "coyote:road-runner" }, basic);
    await client.getJob({ job_id: "j" });
    await client.getJob({ job_id: "j" }, { apiKey: "Y295b3RlOnJvYWQtcnVubmVy" });
    expect(requests.map(({ headers }) => headers.get("authorization"))).toEqual([
      "Basic Y295b3RlOnJvYWQtcnVubmVy",
      "Basic Y295b3RlOnJvYWQtcnVubmVy",
    ]);
  });

  test("is struck out as a pair, as what was sent, and as a password", async () => {
    const message = "coyote:road-runner, Y295b3RlOnJvYWQtcnVubmVy and road-runner are wrong";
    const { client } = fakeClient([json({ message }, 401)], { apiKey: "coyote:road-runner" }, basic);
    const error = await errorOf(client.getJob({ job_id: "j" }));
    expect(`${error} ${JSON.stringify(error)}`).not.toMatch(/road-runner|Y295b3Rl/);
  });
});

test("a cookie is a header with its name before the value", async () => {
  const cookie = withScheme({ header: "Cookie", prefix: "session=" });
  const { client, requests } = fakeClient([], { apiKey: "s-123456" }, cookie);
  await client.getJob({ job_id: "j" });
  expect(requests[0]?.headers.get("cookie")).toBe("session=s-123456");
});
