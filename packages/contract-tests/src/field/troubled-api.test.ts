import type { Job, JobRef } from "@jobwire/job-utils";
import { success } from "@jobwire/testing";
import { describe, expect, test } from "vitest";
import { apis, kindNamed, kindOf, kinds, starterOf } from "../support/apis.ts";
import { inputOf } from "../support/inputs.ts";
import { onReads } from "../support/reads.ts";
import { thrownBy } from "../support/thrown-by.ts";
import { begin, createWorld } from "../support/world.ts";

// Mistakes that widely used clients make: each is shown impossible, or harmless, with ours.
const longestTimerMs = 2 ** 31 - 1;
const oracle = kindNamed("nia", "oracle");
const codeRun = kindNamed("nullspace", "codeRun");
const long = success({ queuedMs: 2_000, runningMs: 600_000 });

describe("an API in trouble", () => {
  test.each(kinds)("three 503s do not fail a wait for a job that succeeds: $api.name $kind", async (one) => {
    const world = await begin(one, long, onReads({ type: "answer", status: 503 }, { nth: [1, 2, 3] }));
    expect(await world.handle.wait()).toMatchObject({ status: "succeeded" });
  });

  test("one 502 marks nothing as failed, here or after the ref was stored", async () => {
    const world = await begin(codeRun, long, onReads({ type: "html" }, { nth: 2 }));
    const seen: Job[] = [];
    await thrownBy(world.handle.wait({ timeoutMs: 30_000, onUpdate: (job) => seen.push(job) }));
    expect(seen.map(({ status }) => status)).not.toContain("failed");
    const stored = JSON.parse(JSON.stringify(world.ref)) as JobRef;
    expect(await kindOf(world.anotherClient(), codeRun).attach(stored).wait()).toMatchObject({
      status: "succeeded",
    });
  });

  test.each(["2592000", "999999999", "99999999999999999999", "Thu, 01 Jan 2099 00:00:00 GMT"])(
    "a Retry-After of %s overflows no timer and starts no storm",
    async (retryAfter) => {
      const world = await begin(oracle, long, onReads({ type: "rate-limit", retryAfter }, { nth: 1 }));
      const outcome = await thrownBy(world.handle.wait({ timeoutMs: 7_200_000 }));
      expect(outcome === undefined || (outcome as Error).name === "JobWaitTimeoutError").toBe(true);
      expect(world.simulator.requests.readsOf(world.ref.id).length).toBeLessThan(100);
      expect(Math.max(...world.clock.delays)).toBeLessThanOrEqual(longestTimerMs);
      expect(world.clock.delays.every((delayMs) => delayMs >= 0)).toBe(true);
    },
  );

  test("a Retry-After is waited for", async () => {
    const world = await begin(codeRun, long, onReads({ type: "rate-limit", retryAfter: 40 }, { nth: 2 }));
    await world.handle.wait();
    const [, refused, next] = world.simulator.requests
      .filter(({ role }) => role === "read")
      .map(({ atMs }) => atMs);
    expect(Number(next) - Number(refused)).toBeGreaterThanOrEqual(40_000);
  });

  test.each(kinds)(
    "a 403 is an error at once, and not read again until the deadline: $api.name $kind",
    async (one) => {
      const world = await begin(one, long, onReads({ type: "answer", status: 403, body: {} }, {}));
      const error = await thrownBy(world.handle.wait());
      expect(error).toMatchObject({ name: "JobReadError", cause: { httpStatus: 403 } });
      expect(world.simulator.requests.filter(({ role }) => role === "read").length).toBe(1);
    },
  );

  test.each(apis)("a network failure is no status 500: $name", async (api) => {
    const fetch = () => Promise.reject(new TypeError("fetch failed"));
    const world = createWorld(api, {}, { fetch });
    const [name = ""] = Object.keys(api.table.operations);
    const error = await thrownBy(
      world.client.withReply[name]?.(inputOf(api, name), { retries: 0 }) ?? Promise.resolve(),
    );
    expect(error).toMatchObject({ name: "ConnectionError" });
    expect(error).not.toHaveProperty("httpStatus");
  });

  test.each(kinds)(
    "another origin gets no request, whatever an answer says: $api.name $kind",
    async (one) => {
      const world = createWorld(one.api, { jobs: { [one.kind]: long } });
      const origins = new Set<string>();
      const elsewhere = {
        location: "https://evil.test/a",
        "operation-location": "https://evil.test/b",
        link: "<https://evil.test>",
      };
      const client = world.anotherClient({
        fetch: async (url, init) => {
          origins.add(new URL(url).origin);
          const answer = await world.simulator.fetch(url, init);
          for (const [name, value] of Object.entries(elsewhere)) answer.headers.set(name, value);
          return answer;
        },
      });
      const handle =
        one.startName === undefined
          ? kindOf(client, one).attach((await begin(one, long)).ref)
          : await starterOf(client, one).start(inputOf(one.api, one.startName));
      await thrownBy(handle.wait());
      expect([...origins]).toEqual([one.api.baseUrl]);
    },
  );
});
