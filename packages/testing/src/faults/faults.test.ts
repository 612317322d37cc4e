import { describe, expect, it } from "vitest";
import { call, eventsIn, startRender } from "../fixtures/call.ts";
import { renderApi } from "../fixtures/render-api.ts";
import { createClock, createSimulator, type Fault, type FaultTrigger, success } from "../index.ts";

async function faulty(fault: Fault, on: FaultTrigger = { role: "read" }) {
  const simulator = createSimulator(renderApi, {
    jobs: { render: success({ queuedMs: 1000 }) },
    faults: [{ on, fault }],
  });
  const id = await startRender(simulator);
  return {
    simulator,
    id,
    read: () => call(simulator, "GET", `/renders/${id}`),
    path: `https://api.render.test/v1/renders/${id}`,
  };
}
const key = { headers: { "x-key": "k" } };

describe("a fault", () => {
  it.each([
    ["reset", "ECONNRESET"],
    ["refused", "ECONNREFUSED"],
  ] as const)("%s breaks the connection as the platform tells it", async (type, code) => {
    const { read } = await faulty({ type });
    await expect(read()).rejects.toMatchObject({
      name: "TypeError",
      message: "fetch failed",
      cause: { code },
    });
  });

  it("reset comes before or after the request was carried out", async () => {
    for (const [when, jobs] of [
      ["before", 0],
      ["after", 1],
    ] as const) {
      const simulator = createSimulator(renderApi, { faults: [{ fault: { type: "reset", when } }] });
      await expect(startRender(simulator)).rejects.toThrow("fetch failed");
      expect(simulator.jobs.all).toHaveLength(jobs);
      expect(simulator.requests.startsOf("render")).toHaveLength(jobs);
    }
  });

  it("hang lasts until the caller gives up", async () => {
    const { simulator, path } = await faulty({ type: "hang" });
    const controller = new AbortController();
    const reading = simulator.fetch(path, { ...key, signal: controller.signal });
    controller.abort(new Error("gave up"));
    await expect(reading).rejects.toThrow("gave up");
  });

  it("slow delays the answer, and its body in pieces", async () => {
    const { simulator, read } = await faulty({ type: "slow", answerMs: 100, pieceMs: 10, pieceBytes: 50 });
    const { body, text } = await read();
    expect(body.status).toBe("queued");
    expect(simulator.clock.now()).toBe(100 + 10 * Math.ceil(text.length / 50));
  });

  it("cut-body breaks off in the middle of the body", async () => {
    const { simulator, path } = await faulty({ type: "cut-body" });
    const response = await simulator.fetch(path, key);
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow("reset");
  });

  it.each([
    [30, "30"],
    ["-5", "-5"],
    ["9999999999", "9999999999"],
    ["soon", "soon"],
    [{ dateInMs: 60_000 }, "Sun, 01 Mar 2026 10:01:00 GMT"],
    [{ dateInMs: -60_000 }, "Sun, 01 Mar 2026 09:59:00 GMT"],
    [{ dateInMs: 60_000, form: "rfc850" as const }, "Sunday, 01-Mar-26 10:01:00 GMT"],
    [{ dateInMs: 60_000, form: "asctime" as const }, "Sun Mar  1 10:01:00 2026"],
    [{ dateInMs: 60_000, form: "rfc3339" as const }, "2026-03-01T10:01:00.000Z"],
    [undefined, null],
  ])("rate-limit says when to come again: %j", async (retryAfter, header) => {
    const { read } = await faulty({
      type: "rate-limit",
      headers: { "x-ratelimit-remaining": "0" },
      ...(retryAfter !== undefined && { retryAfter }),
    });
    const { status, headers } = await read();
    expect([status, headers.get("retry-after"), headers.get("x-ratelimit-remaining")]).toEqual([
      429,
      header,
      "0",
    ]);
  });

  it.each<[Fault, number, string | null, string]>([
    [{ type: "empty-500" }, 500, null, ""],
    [{ type: "html" }, 502, "text/html", "<html>"],
    [{ type: "answer", status: 418, body: { tea: true } }, 418, "application/json", '{"tea":true}'],
    [
      { type: "answer", status: 200, text: "not json", contentType: "application/json" },
      200,
      "application/json",
      "not json",
    ],
    [{ type: "wrong-content-type" }, 200, "text/plain", '{"id":'],
  ])("%j answers something else", async (fault, status, type, begin) => {
    const answer = await (await faulty(fault)).read();
    expect([answer.status, answer.headers.get("content-type")]).toEqual([status, type]);
    expect(answer.text.startsWith(begin)).toBe(true);
  });

  it("truncated-json ends in the middle, without a word", async () => {
    const { text, body, status } = await (await faulty({ type: "truncated-json" })).read();
    expect([status, body, text.startsWith('{"id"')]).toEqual([200, undefined, true]);
  });

  it("lagging shows what was: 404 at first, then an older state", async () => {
    const { simulator, read } = await faulty({ type: "lagging", behindMs: 500 });
    expect((await read()).status).toBe(404);
    await simulator.clock.advance(1000);
    expect((await read()).body.status).toBe("queued");
    await simulator.clock.advance(500);
    expect((await read()).body.status).toBe("rendering");
  });

  it("backwards shows the state before the present one", async () => {
    const { simulator, read } = await faulty({ type: "backwards" }, { role: "read", nth: 2 });
    await simulator.clock.advance(60_000);
    const words = [];
    for (let count = 0; count < 3; count += 1) words.push((await read()).body.status);
    expect(words).toEqual(["done", "rendering", "done"]);
  });

  it("date is wrong or missing", async () => {
    const skewed = await (await faulty({ type: "date", skewMs: 3_600_000 })).read();
    expect(skewed.headers.get("date")).toBe("Sun, 01 Mar 2026 11:00:00 GMT");
    expect((await (await faulty({ type: "date", missing: true })).read()).headers.get("date")).toBeNull();
  });

  it("redirect names another origin; nothing is there", async () => {
    const { simulator, path } = await faulty({ type: "redirect", to: "https://evil.invalid/x" });
    const response = await simulator.fetch(path, { ...key, redirect: "manual" });
    expect([response.status, response.headers.get("location")]).toEqual([307, "https://evil.invalid/x"]);
    await expect(simulator.fetch(path, key)).rejects.toThrow("does not follow the redirect");
  });
});

describe("a fault in a stream", () => {
  const streamed = async (fault: Fault) => {
    const { simulator, id } = await faulty(fault, { role: "stream" });
    const response = await simulator.fetch(`https://api.render.test/v1/renders/${id}/events`, key);
    const pieces: Uint8Array[] = [];
    let error: unknown;
    try {
      for await (const piece of response.body as unknown as AsyncIterable<Uint8Array>) pieces.push(piece);
    } catch (thrown) {
      error = thrown;
    }
    const bytes = Uint8Array.from(pieces.flatMap((piece) => [...piece]));
    const text = new TextDecoder().decode(bytes);
    return {
      error,
      text,
      types: eventsIn(text.slice(0, text.lastIndexOf("\n\n") + 2)).map(({ type }) => type),
    };
  };

  it("cut-stream breaks off behind an event, or ends as if that were all", async () => {
    const cut = await streamed({ type: "cut-stream", afterEvents: 2 });
    expect([cut.types, String(cut.error)]).toEqual([["opened", "state"], expect.stringContaining("reset")]);
    const clean = await streamed({ type: "cut-stream", afterEvents: 2, cleanly: true });
    expect([clean.types, clean.error]).toEqual([["opened", "state"], undefined]);
  });

  it("cut-stream breaks off inside an event, or inside a character", async () => {
    const inside = await streamed({ type: "cut-stream", afterEvents: 3, inside: "event", cleanly: true });
    expect(inside.text.endsWith("\n\n")).toBe(false);
    const character = await streamed({
      type: "cut-stream",
      afterEvents: 3,
      inside: "character",
      cleanly: true,
    });
    expect(character.text.endsWith("Gr\ufffd")).toBe(true);
  });

  it("events come twice, or change places, the last one last", async () => {
    const twice = await streamed({ type: "duplicate-events" });
    expect(twice.types.slice(0, 4)).toEqual(["opened", "opened", "state", "state"]);
    const mixed = await streamed({ type: "reorder-events" });
    expect(mixed.types).toEqual(["state", "opened", "frame", "state", "result", "state", "end"]);
  });
});

describe("a rate limit", () => {
  it("lets so many requests pass in a window and says when it is free again", async () => {
    const { simulator, read } = await faulty({ type: "over-rate", requests: 2, perMs: 10_000 });
    const ask = async () => {
      const { status, headers } = await read();
      return headers.get("retry-after") ?? status;
    };
    expect([await ask(), await ask(), await ask()]).toEqual([200, 200, "10"]);
    await simulator.clock.advance(9500);
    expect(await ask()).toBe("1");
    await simulator.clock.advance(500);
    expect(await ask()).toBe(200);
  });
});

describe("when a fault happens", () => {
  it.each<[FaultTrigger, readonly number[]]>([
    [{ operation: "getRender", nth: 2 }, [200, 500, 200, 200, 200]],
    [{ kind: "render", role: "read", nth: [1, 3] }, [500, 200, 500, 200, 200]],
    [{ role: "read", from: 4 }, [200, 200, 200, 500, 500]],
    [{ role: "read", times: 2 }, [500, 500, 200, 200, 200]],
    [{ operation: "listReports" }, [200, 200, 200, 200, 200]],
    [{ job: 1 }, [500, 500, 500, 500, 500]],
    [{ job: 2 }, [200, 200, 200, 200, 200]],
    [{ job: "rnd_other" }, [200, 200, 200, 200, 200]],
    [{ fromMs: 2000, untilMs: 4000 }, [200, 200, 500, 500, 200]],
    [{ role: "read", probability: 0 }, [200, 200, 200, 200, 200]],
    [{ role: "read", probability: 1 }, [500, 500, 500, 500, 500]],
  ])("%j", async (on, expected) => {
    const { read, simulator } = await faulty({ type: "empty-500" }, on);
    const statuses = [];
    for (let count = 0; count < 5; count += 1) {
      statuses.push((await read()).status);
      await simulator.clock.advance(1000);
    }
    expect(statuses).toEqual(expected);
    expect(simulator.requests.filter(({ fault }) => fault !== undefined)).toHaveLength(
      expected.filter((status) => status === 500).length,
    );
  });

  it("by chance is the same for the same seed", async () => {
    const run = async (seed: number) => {
      const simulator = createSimulator(
        renderApi,
        { seed, faults: [{ on: { probability: 0.5 }, fault: { type: "empty-500" } }] },
        { clock: createClock() },
      );
      const statuses = [];
      for (let count = 0; count < 40; count += 1)
        statuses.push((await call(simulator, "GET", "/balance")).status);
      return statuses;
    };
    const first = await run(3);
    expect(new Set(first)).toEqual(new Set([200, 500]));
    expect(await run(3)).toEqual(first);
    expect(await run(4)).not.toEqual(first);
  });
});
