import { ParameterError } from "@jobwire/client";
import { describe, expect, test } from "vitest";
import { artifactBytes, artifactsOf, type CodeArtifact, type CodeRun, createNullspace } from "./index.ts";

const home = "https://nullspace.test";

/** A client of a server with these answers by path, and what it was asked. */
function setUp(answers: Readonly<Record<string, object | string>> = {}, baseUrl = home) {
  const requests: { url: string; authorization: string | null }[] = [];
  const nullspace = createNullspace({
    apiKey: "sk-secret-1234",
    baseUrl,
    fetch: async (url, init) => {
      requests.push({ url, authorization: new Headers(init.headers).get("authorization") });
      const answer = answers[url.replace(home, "")] ?? "bytes";
      return typeof answer === "string" ? new Response(answer) : Response.json(answer);
    },
  });
  return { nullspace, requests };
}

const artifact: CodeArtifact = {
  id: "art_1",
  context_id: "ctx_5e6f",
  kind: "image",
  mime_type: "image/png",
  name: "plot.png",
  size_bytes: 5,
  sha256: "ab",
  created_at: "2026-03-01T10:00:07Z",
};
const run: CodeRun = {
  id: "run_7f3c21",
  sandbox_id: "sb_a1b2c3d4",
  context_id: "ctx_5e6f",
  status: "succeeded",
  timeout_secs: 60,
  created_at: "2026-03-01T10:00:00Z",
  expires_at: "2026-03-02T10:00:00Z",
};
const ref = { v: 1, provider: "nullspace", kind: "codeRun", id: run.id, params: { id: "sb_ref" } } as const;

async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const list: Item[] = [];
  for await (const item of items) list.push(item);
  return list;
}

describe("the artifacts of a run", () => {
  test("are those that it carries, with their sandbox, and nothing is asked", async () => {
    const { nullspace, requests } = setUp();
    const raw = { ...run, execution: { artifacts: [artifact], execution_count: 3 } };
    expect(await all(artifactsOf(nullspace, raw))).toEqual([{ ...artifact, sandbox_id: "sb_a1b2c3d4" }]);
    expect(await all(artifactsOf(nullspace, { raw, ref }))).toEqual([{ ...artifact, sandbox_id: "sb_ref" }]);
    expect(requests).toEqual([]);
  });

  test("are listed by context and cell where it carries none, over all pages", async () => {
    const list = "/v1/sandboxes/sb_m/code/artifacts?context_id=ctx_5e6f&execution_count=3";
    const { nullspace, requests } = setUp({
      [list]: { items: [artifact], next_cursor: "c2" },
      [`${list}&cursor=c2`]: { items: [{ ...artifact, id: "art_2" }], next_cursor: null },
    });
    const machine = { ...run, sandbox_id: "", machine_id: "sb_m", execution: { execution_count: 3 } };
    expect((await all(artifactsOf(nullspace, machine))).map(({ id }) => id)).toEqual(["art_1", "art_2"]);
    expect(requests.length).toBe(2);
  });

  test.each([
    ["has not run", run],
    ["has no cell to list by", { ...run, execution: {} }],
    ["has null for its cell", { ...run, execution: { execution_count: null as never } }],
    ["left none", { ...run, execution: { artifacts: [], execution_count: 3 } }],
  ])("are none of a run that %s", async (_, raw) => {
    const { nullspace, requests } = setUp();
    expect(await all(artifactsOf(nullspace, raw))).toEqual([]);
    expect(requests).toEqual([]);
  });
});

describe("the bytes of an artifact", () => {
  test.each([
    { at: "its own address, elsewhere", download_url: "https://storage.test/a?sig=1", authorization: null },
    {
      at: "its own address, at the API",
      download_url: `${home}/v1/files/a`,
      authorization: "Bearer sk-secret-1234",
    },
    { at: "its own address, relative", download_url: "/v1/files/a", authorization: "Bearer sk-secret-1234" },
    { at: "the download operation", download_url: null, authorization: "Bearer sk-secret-1234" },
  ])("come from $at", async ({ download_url, authorization }) => {
    const { nullspace, requests } = setUp();
    const bytes = await artifactBytes(nullspace, { ...artifact, download_url, sandbox_id: "sb_a1b2c3d4" });
    expect(new TextDecoder().decode(bytes)).toBe("bytes");
    const url = download_url ?? "/v1/sandboxes/sb_a1b2c3d4/code/artifacts/art_1/download";
    expect(requests).toEqual([{ url: new URL(url, home).href, authorization }]);
  });

  test.each([
    ["/v1/files/a", "/proxies/ns/v1/files/a"],
    ["/proxies/ns/v1/files/a", "/proxies/ns/v1/files/a"],
  ])("come from %s where the API is behind a path", async (download_url, path) => {
    const { nullspace, requests } = setUp({}, `${home}/proxies/ns`);
    const bytes = await artifactBytes(nullspace, { ...artifact, download_url });
    expect(await new Blob([bytes]).text()).toBe("bytes");
    expect(requests.map(({ url }) => url)).toEqual([home + path]);
  });

  test("are refused without an address and without a sandbox", async () => {
    const { nullspace, requests } = setUp();
    const error = await artifactBytes(nullspace, artifact).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ParameterError);
    expect(error).toMatchObject({ parameter: "id", operation: "downloadCodeArtifact" });
    expect(requests).toEqual([]);
  });
});
