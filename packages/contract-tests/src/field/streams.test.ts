import { describe, expect, test } from "vitest";
import { kindNamed, starterOf } from "../support/apis.ts";
import { goldenOf } from "../support/golden-rows.ts";
import { createWorld } from "../support/world.ts";

// Mistakes that widely used clients make: each is shown impossible, or harmless, with ours.
const sandboxSearch = kindNamed("nia", "sandboxSearch");

describe("streams", () => {
  const id = "7d0a3c52-1f0e-4b8e-9a08-ff49b6f77263";
  const body = goldenOf(sandboxSearch).find(({ job }) => job?.status === "succeeded")?.body;
  const opening = `{"type":"job_started","jobId":"${id}"}`;

  test.each([
    ["a last event without a newline", `data: ${opening}\n\ndata: {"type":"done","jobId":"${id}"}`],
    ["data: without a space", `data:${opening}\n\ndata:{"type":"done","jobId":"${id}"}\n\n`],
    [
      "other line ends and comments",
      `: hi\r\ndata: ${opening}\r\n\r\n: ping\r\n\r\ndata: {"type":"done"}\r\n\r\n`,
    ],
    [
      "an event in several lines",
      `data: {"type":"job_started",\ndata: "jobId":"${id}"}\n\ndata: {"type":"done"}\n\n`,
    ],
  ])("%s is no lost event", async (_, text) => {
    const world = createWorld(
      sandboxSearch.api,
      {},
      {
        fetch: async (_url, init) =>
          init.method === "POST"
            ? new Response(text, { headers: { "content-type": "text/event-stream" } })
            : Response.json(body),
      },
    );
    const handle = await starterOf(world.client, sandboxSearch).start({
      repository: "https://github.com/a/b",
      query: "?",
    });
    expect(handle.id).toBe(id);
    const types: unknown[] = [];
    for await (const event of handle.events()) types.push((event as { readonly type: string }).type);
    expect(types).toEqual(["job_started", "done"]);
    expect(await handle.wait()).toMatchObject({ status: "succeeded" });
  });
});
