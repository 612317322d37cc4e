import { expect, test, vi } from "vitest";
import { Queue } from "./queue.ts";

const rest = async <Item>(queue: Queue<Item>) => {
  const items: Item[] = [];
  for await (const item of queue) items.push(item);
  return items;
};

test("gives what was put in, before and after it is asked for", async () => {
  const queue = new Queue<number>();
  queue.push(1);
  const reading = rest(queue);
  queue.push(2);
  queue.end();
  queue.push(3); // too late
  expect(await reading).toEqual([1, 2]);
});

test("serves several readers in their order, and ends for all of them", async () => {
  const queue = new Queue<number>();
  const reads = [queue.next(), queue.next(), queue.next()];
  queue.push(1);
  queue.push(2);
  queue.end();
  expect(await Promise.all(reads)).toEqual([
    { done: false, value: 1 },
    { done: false, value: 2 },
    { done: true, value: undefined },
  ]);
});

test("gives its error last, and once", async () => {
  const queue = new Queue<number>();
  queue.push(1);
  queue.end({ error: "broken" });
  queue.end({ error: "again" });
  expect(await queue.next()).toEqual({ done: false, value: 1 });
  await expect(queue.next()).rejects.toBe("broken");
  expect(await queue.next()).toEqual({ done: true, value: undefined });
});

test("break drops what is left and says so", async () => {
  const onReturn = vi.fn();
  const queue = new Queue<number>(onReturn);
  queue.push(1);
  queue.push(2);
  for await (const _ of queue) break;
  expect(onReturn).toHaveBeenCalledOnce();
  expect(await queue.next()).toEqual({ done: true, value: undefined });
});

test("an error of undefined is an error", async () => {
  const queue = new Queue<number>();
  const reading = queue.next();
  queue.end({ error: undefined });
  await expect(reading).rejects.toBeUndefined();
});
