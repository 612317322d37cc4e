import { describe, expect, test } from "vitest";
import type { JobRef } from "../src/index.ts";
import { fails, setUp, thrownBy } from "./fake-api.ts";

function running() {
  const set = setUp();
  const { client, clock } = set;
  let now = 0;
  let most = 0;
  client.onStart = (number) => {
    most = Math.max(most, ++now);
    return { id: `t${number}`, state: "new" };
  };
  const born = new Map<string, number>();
  client.onRead = (_, id) => {
    const bornMs = born.get(id) ?? clock.now();
    born.set(id, bornMs);
    const isDone = clock.now() - bornMs >= 5_000;
    if (isDone) now -= 1;
    return { id, state: isDone ? "done" : "busy" };
  };
  return { ...set, most: () => most };
}

const prompts = (count: number) => Array.from({ length: count }, (_, index) => ({ prompt: `${index}` }));

describe("runAll", () => {
  test.each([
    [undefined, 3],
    [1, 1],
    [5, 5],
    [0, 1],
    [Number.POSITIVE_INFINITY, 12],
    [Number.NaN, 1],
  ])(
    "with a concurrency of %j runs %i of twelve at a time, and gives outcomes in the order of inputs",
    async (concurrency, most) => {
      const set = running();
      const options = concurrency === undefined ? {} : { concurrency };
      const outcomes = await set.clock.until(set.tasks.runAll(prompts(12), options));
      expect(set.most()).toBe(most);
      expect(outcomes.map((outcome) => outcome.status === "fulfilled" && outcome.value.id)).toEqual(
        Array.from({ length: 12 }, (_, index) => `t${index + 1}`),
      );
      expect(set.clock.pending).toBe(0);
    },
  );

  test("goes on when one goes wrong", async () => {
    const { client, clock, tasks } = setUp();
    client.onStart = (number) =>
      number === 2 ? fails(500) : number === 3 ? fails(422) : { id: `t${number}` };
    client.onRead = (_, id) => ({ id, state: id === "t4" ? "broken" : "done" });
    const outcomes = await clock.until(tasks.runAll(prompts(5)));
    expect(
      outcomes.map((outcome) =>
        outcome.status === "fulfilled" ? outcome.value.status : outcome.reason.name,
      ),
    ).toEqual(["succeeded", "JobStartUncertainError", "Error", "failed", "succeeded"]);
  });

  test("says whose job was started", async () => {
    const { client, clock, tasks } = setUp();
    client.onStart = (_, input) => ({ id: `for-${(input as { prompt: string }).prompt}` });
    client.onRead = (_, id) => ({ id, state: "done" });
    const started: [string, number][] = [];
    await clock.until(
      tasks.runAll(prompts(4), { onStarted: (ref: JobRef, index) => void started.push([ref.id, index]) }),
    );
    expect(started.sort((a, b) => a[1] - b[1])).toEqual([
      ["for-0", 0],
      ["for-1", 1],
      ["for-2", 2],
      ["for-3", 3],
    ]);
  });

  test("stops starting when it is aborted, and rejects with the reason", async () => {
    const { client, clock, tasks } = setUp();
    const stop = new AbortController();
    const running = thrownBy(tasks.runAll(prompts(10), { signal: stop.signal, onAbort: "cancel" }));
    await clock.advance(3_000);
    stop.abort("enough");
    expect(await running).toBe("enough");
    await clock.advance(60_000);
    expect([client.count("start"), client.count("cancel"), clock.pending]).toEqual([3, 3, 0]);
    const none = new AbortController();
    const stopping = thrownBy(
      tasks.runAll(prompts(10), { signal: none.signal, onStarted: () => none.abort("in between") }),
    );
    expect(await clock.until(stopping)).toBe("in between");
    expect(client.count("start")).toBe(6); // three were under way
    expect(await thrownBy(tasks.runAll(prompts(2), { signal: AbortSignal.abort("before") }))).toBe("before");
    expect(client.count("start")).toBe(6);
  });

  test("takes what can be gone through, and nothing", async () => {
    const { client, clock, tasks } = setUp();
    client.onRead = (_, id) => ({ id, state: "done" });
    const outcomes = await clock.until(tasks.runAll(new Set(prompts(2))));
    expect(outcomes).toHaveLength(2);
    expect(await tasks.runAll([])).toEqual([]);
  });
});
