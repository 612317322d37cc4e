import { describe, expect, test } from "vitest";
import { all, endsAfter, fails, gate, goesThrough, setUp, thrownBy } from "./fake-api.ts";
import { settle } from "./virtual-clock.ts";

describe("watch", () => {
  test("gives every distinct state to a slow reader too, in order", async () => {
    const { client, clock, tasks } = setUp();
    client.onRead = goesThrough("new", "busy", "busy", "held", "done");
    const seen: string[] = [];
    const reading = (async () => {
      for await (const job of tasks.attach(tasks.ref("t1")).watch({ until: "terminal" })) {
        seen.push(job.status);
        const hold = gate<void>();
        clock.after(7_000, () => hold.open());
        await hold.promise;
      }
    })();
    await clock.until(reading);
    expect(seen).toEqual(["queued", "running", "requires_action", "succeeded"]);
  });

  test("ends with the error of the wait, once", async () => {
    const { client, clock, tasks } = setUp();
    client.onRead = (number) => (number === 1 ? { id: "t1", state: "busy" } : fails(403));
    const states = tasks.attach(tasks.ref("t1")).watch()[Symbol.asyncIterator]();
    expect((await clock.until(states.next())).value).toMatchObject({ status: "running" });
    expect(await clock.until(thrownBy(states.next()))).toMatchObject({ name: "JobReadError" });
    expect(await states.next()).toEqual({ done: true, value: undefined });
  });

  test("rejects with signal.reason when it is aborted between two states", async () => {
    const { clock, tasks } = setUp();
    const stop = new AbortController();
    const reading = thrownBy(all(tasks.attach(tasks.ref("t1")).watch({ signal: stop.signal })));
    await clock.advance(5_000);
    stop.abort("enough");
    expect(await reading).toBe("enough");
    expect(clock.pending).toBe(0);
  });

  test("cancels when it is aborted and told to, and not when the reader breaks", async () => {
    const { client, clock, tasks } = setUp();
    const stop = new AbortController();
    const options = { signal: stop.signal, onAbort: "cancel" } as const;
    const handle = tasks.attach(tasks.ref("t1"));
    const breaking = (async () => {
      for await (const _ of handle.watch(options)) break;
    })();
    await clock.until(breaking);
    await settle();
    expect(client.count("cancel")).toBe(0);
    const reading = thrownBy(all(handle.watch(options)));
    await clock.advance(5_000);
    stop.abort("enough");
    expect(await reading).toBe("enough");
    await clock.advance(0);
    expect([client.count("cancel"), clock.pending]).toEqual([1, 0]);
  });

  test("can be gone through twice, and by several reads at once", async () => {
    const { client, clock, tasks } = setUp();
    client.onRead = endsAfter(2, "done");
    const states = tasks.attach(tasks.ref("t1")).watch();
    expect(await clock.until(all(states))).toHaveLength(2);
    const iterator = states[Symbol.asyncIterator]();
    const reads = [iterator.next(), iterator.next(), iterator.next()];
    const [one, two, three] = await clock.until(Promise.all(reads));
    expect([one?.done, two?.done, three?.done]).toEqual([false, true, true]);
  });

  test("does nothing before it is gone through", async () => {
    const { client, clock, tasks } = setUp();
    tasks.attach(tasks.ref("t1")).watch();
    await clock.advance(60_000);
    expect(client.calls).toEqual([]);
  });

  test("an onUpdate that rejects ends it with the error", async () => {
    const { clock, tasks } = setUp();
    const onUpdate = async () => {
      throw new Error("bug");
    };
    const error = await clock.until(thrownBy(all(tasks.attach(tasks.ref("t1")).watch({ onUpdate }))));
    expect(error).toMatchObject({ name: "JobCallbackError", cause: { message: "bug" } });
  });
});
