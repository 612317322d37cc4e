import { describe, expect, it } from "vitest";
import { call, startRender } from "./fixtures/call.ts";
import { renderApi } from "./fixtures/render-api.ts";
import { createSimulator, failure, notFoundAtFirst, success } from "./index.ts";

describe("a list", () => {
  it("shows the jobs below its path, newest first, as its item schema has them", async () => {
    const simulator = createSimulator(renderApi);
    const first = await startRender(simulator, "One");
    await simulator.clock.advance(2000);
    const second = await startRender(simulator, "Two");
    await call(simulator, "POST", "/studios/other/renders", { title: "Not mine" });
    expect((await call(simulator, "GET", "/studios/mine/renders")).body).toEqual({
      renders: [
        { id: second, status: "queued", title: "Two", owner: "mine" },
        { id: first, status: "rendering", title: "One", owner: "mine" },
      ],
      next: null,
      total: 2,
    });
  });

  it("filters by query parameters that the items have", async () => {
    const simulator = createSimulator(renderApi, { jobs: { render: [failure(), success()] } });
    for (const title of ["One", "Two", "Two"]) await startRender(simulator, title);
    await simulator.clock.advance(10_000);
    const ask = async (query: string) =>
      (await call(simulator, "GET", `/studios/mine/renders?${query}`)).body.renders?.length;
    expect([await ask("title=Two"), await ask("status=broken"), await ask("status=done&title=One")]).toEqual([
      2, 1, 0,
    ]);
  });

  it("leaves out a job that is not there yet", async () => {
    const simulator = createSimulator(renderApi, { jobs: { render: notFoundAtFirst(3000) } });
    const id = await startRender(simulator);
    expect((await call(simulator, "GET", "/studios/mine/renders")).body.renders).toEqual([]);
    expect((await call(simulator, "GET", `/renders/${id}`)).status).toBe(404);
    await simulator.clock.advance(3000);
    expect((await call(simulator, "GET", `/renders/${id}`)).body.status).toBe("queued");
  });

  it("has pages by cursor", async () => {
    const simulator = createSimulator(renderApi);
    for (let count = 0; count < 5; count += 1) await startRender(simulator);
    const sizes: number[] = [];
    const seen = new Set<string>();
    for (let cursor: unknown = ""; cursor !== null; ) {
      const query = cursor === "" ? "" : `&cursor=${cursor}`;
      const { body } = await call(simulator, "GET", `/studios/mine/renders?limit=2${query}`);
      const renders = body.renders ?? [];
      sizes.push(renders.length);
      for (const { id } of renders) seen.add(String(id));
      cursor = body.next;
    }
    expect([sizes, seen.size]).toEqual([[2, 2, 1], 5]);
    expect((await call(simulator, "GET", "/studios/mine/renders?cursor=made-up")).status).toBe(400);
  });

  it("has counted pages with a header that says whether there is more", async () => {
    const simulator = createSimulator(renderApi, {
      existing: [1, 2, 3].map((number) => ({ kind: "report", id: `rep-${number}`, ...success() })),
    });
    const page = async (query: string) => {
      const { body, headers } = await call(simulator, "GET", `/reports${query}`);
      return [body.map(({ id }) => id), headers.get("x-more")];
    };
    expect(await page("")).toEqual([["rep-1", "rep-2"], "true"]);
    expect(await page("?offset=2")).toEqual([["rep-3"], "false"]);
    expect(await page("?offset=9")).toEqual([[], "false"]);
  });
});
