import { expect, test } from "vitest";
import { waitAll } from "../src/index.ts";
import { failure, setUp, thrownBy } from "./fake-api.ts";

const ids = ["a", "b", "c"];

/** Three jobs that run on, and a list that fails as a test says. */
function waiting(failsWith: (number: number) => Error | undefined) {
  const set = setUp();
  const { client, tasks } = set;
  client.onRead = (_, id) => ({ id, state: "busy" });
  client.onList = (number) => {
    const error = failsWith(number);
    if (error !== undefined) throw error;
    return [ids.map((id) => ({ id, state: "busy" }))];
  };
  const stop = new AbortController();
  const handles = ids.map((id) => tasks.attach(tasks.ref(id)));
  const ended = thrownBy(waitAll(handles, { signal: stop.signal }));
  const leave = () => {
    stop.abort();
    return ended;
  };
  return { ...set, leave };
}

test("a list whose key is refused once is asked again, and nothing is read alone", async () => {
  const { client, clock, leave } = waiting((number) => (number === 1 ? failure(401) : undefined));
  await clock.advance(60_000);
  expect(client.count("list")).toBeGreaterThan(2);
  expect(client.count("read")).toBe(0);
  await leave();
});

test("a list whose key is refused twice is given up for single reads", async () => {
  const { client, clock, leave } = waiting(() => failure(401));
  await clock.advance(60_000);
  expect(client.count("list")).toBe(2);
  expect(new Set(client.seen("read").map(({ id }) => id))).toEqual(new Set(ids));
  await leave();
});

test("a list that fails for longer than a wait would bear is given up for single reads", async () => {
  const { client, clock, leave } = waiting(() => failure(503));
  await clock.advance(115_000);
  expect(client.count("list")).toBeGreaterThan(5);
  expect(client.count("read")).toBe(0);
  await clock.advance(60_000);
  const lists = client.count("list");
  expect(client.count("read")).toBeGreaterThan(0);
  await clock.advance(300_000);
  expect(client.count("list")).toBe(lists);
  await leave();
});

test("a list that fails now and then counts its failures anew after a good answer", async () => {
  const { client, clock, leave } = waiting((number) => (number % 5 === 0 ? undefined : failure(503)));
  await clock.advance(600_000);
  expect(client.count("read")).toBe(0);
  await leave();
});

test("a list that says when to come back is not asked before", async () => {
  const { client, clock, leave } = waiting(() => failure(429, { retryAfterMs: 50_000 }));
  await clock.advance(99_000);
  expect(client.times("list")).toEqual([0, 50_000]);
  await leave();
});
