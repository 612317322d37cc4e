import { describe, expect, test } from "vitest";
import {
  every,
  JobCallbackError,
  JobReadError,
  JobRequiresActionError,
  JobStartUncertainError,
  JobUnknownStatusError,
  type RunningJob,
} from "../src/index.ts";
import {
  endsAfter,
  fails,
  failure,
  gate,
  goesThrough,
  setUp,
  type Task,
  task,
  thrownBy,
} from "./fake-api.ts";

describe("requires_action", () => {
  test("settles a wait; answered, the job goes on and a new wait reads anew", async () => {
    const { client, clock, tasks } = setUp();
    client.onRead = goesThrough("busy", "held");
    const job = await clock.until(tasks.run({ prompt: "?" }));
    expect(job).toMatchObject({ status: "requires_action", actions: [] });
    client.onRead = goesThrough("held", "held", "held", "busy", "done");
    const handle = tasks.attach(job.ref);
    expect((await clock.until(handle.wait({ until: "terminal" }))).status).toBe("succeeded");
  });

  test("output throws what is asked", async () => {
    const { client, clock, tasks } = setUp();
    client.onRead = goesThrough("held");
    const error = await clock.until(thrownBy(tasks.output({ prompt: "?" })));
    expect(error).toBeInstanceOf(JobRequiresActionError);
  });

  test("is waited through by a kind that cannot be answered", async () => {
    const { client, clock, tasks } = setUp({ ...task, can: ["cancel", "list", "stream"] });
    client.onRead = goesThrough("held", "held", "done");
    expect((await clock.until(tasks.run({ prompt: "?" }))).status).toBe("succeeded");
  });

  test("settles who comes while another wait has known it for long, after a read", async () => {
    const { client, clock, tasks } = setUp();
    client.onRead = goesThrough("held");
    const stop = new AbortController();
    const handle = tasks.attach(tasks.ref("t1"));
    const long = thrownBy(handle.wait({ until: "terminal", signal: stop.signal }));
    await clock.advance(600_000);
    const before = client.count("read");
    const job = await clock.until(handle.wait());
    expect(job.status).toBe("requires_action");
    expect(client.count("read")).toBe(before + 1);
    stop.abort();
    await long;
  });

  test("that was answered just now does not settle who comes then", async () => {
    const { client, clock, tasks } = setUp();
    let state = "held";
    client.onRead = () => ({ id: "t1", state });
    const handle = tasks.attach(tasks.ref("t1"));
    const long = handle.wait({ until: "terminal" });
    await clock.until(handle.wait());
    state = "busy"; // answered
    const next = handle.wait({ onUpdate: (job) => seen.push(job.status) });
    const seen: string[] = [];
    await clock.advance(2_000);
    state = "done";
    expect((await clock.until(next)).status).toBe("succeeded");
    expect(seen).toEqual(["running", "succeeded"]);
    await long;
  });
});

describe("a job that is set going again", () => {
  test("is read anew by a new wait, a refresh and an attach", async () => {
    const { client, clock, tasks } = setUp({ ...task, reopens: true });
    client.onRead = goesThrough("done", "busy", "busy", "done");
    const handle = tasks.attach(tasks.ref("t1"));
    expect((await clock.until(handle.wait())).status).toBe("succeeded");
    expect((await handle.refresh()).status).toBe("running");
    expect(handle.job?.status).toBe("running");
    expect((await clock.until(handle.wait())).status).toBe("succeeded");
  });
});

test("a job that has ended while its cancel is under way is read anew by who comes then", async () => {
  const { client, clock, tasks } = setUp({ ...task, reopens: true });
  client.onCancel = () => client.takes(60_000, { id: "t1" });
  client.onRead = goesThrough("busy", "done", "busy", "busy", "done");
  const handle = tasks.attach(tasks.ref("t1"));
  const first = handle.wait();
  const cancelling = handle.cancel();
  await clock.until(first);
  const seen: string[] = [];
  await clock.until(handle.wait({ onUpdate: (job) => seen.push(job.status) }));
  expect(seen).toEqual(["running", "succeeded"]);
  await clock.until(cancelling);
});

describe("states are delivered", () => {
  test("once each, in order, and what only looks the same is told apart", async () => {
    const { client, clock, tasks } = setUp();
    const bodies: Task[] = [
      { id: "t1", state: "busy", step: 1 },
      { id: "t1", step: 1, state: "busy" },
      { id: "t1", state: "busy", step: 2 },
      { id: "t1", state: "busy", step: 1 },
      { id: "t1", state: "done" },
    ];
    client.onRead = (number) => bodies[number - 1] ?? { id: "t1" };
    const seen: (number | undefined)[] = [];
    await clock.until(tasks.run({ prompt: "?" }, { onUpdate: (job) => seen.push(job.raw.step) }));
    expect(seen).toEqual([1, 2, 1, undefined]);
  });

  test("to a late comer too, though nothing has changed since", async () => {
    const { client, clock, tasks } = setUp();
    const handle = tasks.attach(tasks.ref("t1"));
    const first = thrownBy(handle.wait({ timeoutMs: 100_000 }));
    await clock.advance(50_000);
    const seen: string[] = [];
    const late = thrownBy(handle.wait({ timeoutMs: 1_000, onUpdate: (job) => seen.push(job.status) }));
    await clock.until(Promise.all([first, late]));
    expect(seen).toEqual(["running"]);
    expect(client.count("start")).toBe(0);
  });

  test("by the plan of who comes late, if that is the shorter", async () => {
    for (const begin of ["start", "attach"] as const) {
      const { client, clock, tasks } = setUp();
      const handle = begin === "start" ? await tasks.start({ prompt: "?" }) : tasks.attach(tasks.ref("t1"));
      const slow = handle.wait({ schedule: every(3_000_000) });
      await clock.advance(100);
      client.onRead = () => ({ id: "t1", state: clock.now() < 4_000 ? "busy" : "done" });
      await clock.until(handle.wait({ schedule: every(1_000) }));
      expect(clock.now()).toBeLessThanOrEqual(5_100);
      await slow;
    }
  });

  test("not to a wait that another one's callback has aborted", async () => {
    const { client, clock, tasks } = setUp();
    client.onRead = goesThrough("busy", "done");
    const stop = new AbortController();
    const seen: string[] = [];
    const handle = tasks.attach(tasks.ref("t1"));
    const one = handle.wait({ onUpdate: (job) => job.status === "succeeded" && stop.abort("by the other") });
    const other = thrownBy(handle.wait({ signal: stop.signal, onUpdate: (job) => seen.push(job.status) }));
    expect((await clock.until(one)).status).toBe("succeeded");
    expect(await other).toBe("by the other");
    expect(seen).toEqual(["running"]);
  });

  test("and a wait that is begun inside a callback gets its own", async () => {
    const { client, clock, tasks } = setUp();
    client.onRead = goesThrough("busy", "busy", "done");
    const handle = tasks.attach(tasks.ref("t1"));
    const inner: Promise<{ status: string }>[] = [];
    const outer = handle.wait({ onUpdate: () => inner.push(handle.wait()) });
    await clock.until(outer);
    expect((await clock.until(Promise.all(inner))).map((job) => job.status)).toEqual([
      "succeeded",
      "succeeded",
    ]);
  });
});

describe("a callback that throws", () => {
  test.each([
    [
      "onUpdate",
      {
        onUpdate: () => {
          throw new Error("bug");
        },
      },
    ],
    [
      "onUpdate",
      {
        onUpdate: async () => {
          throw new Error("bug");
        },
      },
    ],
    [
      "schedule",
      {
        schedule: () => {
          throw new Error("bug");
        },
      },
    ],
    [
      "onUnknownStatus",
      {
        onUnknownStatus: () => {
          throw new Error("bug");
        },
      },
    ],
  ] as const)("%s stops its wait with the ref, and no other", async (callback, options) => {
    const { client, clock, tasks } = setUp();
    client.onRead = goesThrough("mystery", "mystery", "done");
    const handle = tasks.attach(tasks.ref("t1"));
    const bad = thrownBy(handle.wait(options));
    const good = handle.wait();
    const error = await clock.until(bad);
    expect(error).toBeInstanceOf(JobCallbackError);
    expect(error).toMatchObject({ callback, ref: { id: "t1" }, cause: { message: "bug" } });
    expect((await clock.until(good)).status).toBe("succeeded");
    expect(clock.pending).toBe(0);
  });

  test("onStarted: the job is known, and no read was made", async () => {
    const { client, clock, tasks } = setUp();
    const error = await clock.until(
      thrownBy(tasks.run({ prompt: "?" }, { onStarted: () => Promise.reject(new Error("disk full")) })),
    );
    expect(error).toBeInstanceOf(JobCallbackError);
    expect(error).toMatchObject({
      callback: "onStarted",
      ref: { id: "t1" },
      cause: { message: "disk full" },
    });
    expect(client.count("read")).toBe(0);
  });
});

describe("an unknown word", () => {
  test("is waited through by default", async () => {
    const { client, clock, tasks } = setUp();
    client.onRead = goesThrough("mystery", "done");
    expect((await clock.until(tasks.run({ prompt: "?" }))).status).toBe("succeeded");
  });

  test.each([
    ["throw", "throw"],
    ["a function", (job: { rawStatus: string }) => (job.rawStatus === "mystery" ? "throw" : "wait")],
  ] as const)("is an error by policy: %s", async (_name, onUnknownStatus) => {
    const { client, clock, tasks } = setUp();
    client.onRead = goesThrough("busy", "mystery");
    const error = await clock.until(thrownBy(tasks.run({ prompt: "?" }, { onUnknownStatus })));
    expect(error).toBeInstanceOf(JobUnknownStatusError);
    expect(error).toMatchObject({ rawStatus: "mystery", observed: { busy: 1, mystery: 1 } });
  });

  test("words without end do not fill the memory", async () => {
    const { client, clock, tasks } = setUp();
    client.onRead = (number) => ({ id: "t1", state: `word ${number}` });
    const error = await clock.until(
      thrownBy(tasks.run({ prompt: "?" }, { schedule: every(1_000), timeoutMs: 200_000 })),
    );
    expect(Object.keys((error as { observed: object }).observed)).toHaveLength(50);
  });
});

describe("nudge", () => {
  test("reads now", async () => {
    const { client, clock, tasks } = setUp();
    const handle = tasks.attach(tasks.ref("t1"));
    const waiting = handle.wait();
    await clock.advance(600_000);
    const before = client.count("read");
    client.onRead = goesThrough("done");
    handle.nudge();
    await clock.advance(0);
    expect(client.count("read")).toBe(before + 1);
    expect((await waiting).status).toBe("succeeded");
  });

  test("in a storm makes two reads a second", async () => {
    const { client, clock, tasks } = setUp();
    const handle = tasks.attach(tasks.ref("t1"));
    const waiting = thrownBy(handle.wait({ timeoutMs: 700_000, schedule: every(600_000) }));
    await clock.advance(1_000);
    const before = client.count("read");
    for (let index = 0; index < 500; index += 1) {
      handle.nudge();
      await clock.advance(10);
    }
    expect(client.count("read") - before).toBeLessThanOrEqual(11);
    expect(client.count("read") - before).toBeGreaterThanOrEqual(10);
    await clock.until(waiting);
  });

  test.each([0, -1, Number.NaN])("in a storm on a kind whose minMs is %d makes no more", async (minMs) => {
    const { client, clock, tasks } = setUp({ ...task, poll: { minMs } });
    const handle = tasks.attach(tasks.ref("t1"));
    client.onRead = (number) => ({ id: "t1", state: "busy", step: number });
    const schedule = every(600_000);
    await clock.until(thrownBy(handle.wait({ schedule, timeoutMs: 5_000, onUpdate: () => handle.nudge() })));
    expect(client.count("read")).toBe(12); // at once, by the first nudge, each half second, and at the deadline
  });

  test("while a read is under way leads to one more, since that one may have been sent before", async () => {
    const { client, clock, tasks } = setUp();
    client.onRead = (number) => client.takes(200, endsAfter(2, "done")(number));
    const handle = tasks.attach(tasks.ref("t1"));
    const waiting = handle.wait({ schedule: every(60_000) });
    await clock.advance(100);
    handle.nudge();
    handle.nudge();
    await clock.until(waiting);
    expect(client.times("read")).toEqual([0, 200]);
  });

  test("before a wait makes its first read due", async () => {
    const { client, clock, tasks } = setUp({ ...task, poll: { firstMs: 30_000 } });
    client.onRead = goesThrough("done");
    const handle = await tasks.start({ prompt: "?" });
    handle.nudge();
    await clock.until(handle.wait());
    expect(client.times("read")).toEqual([0]);
  });
});

describe("refresh", () => {
  test("during a wait reads at once and tells the wait", async () => {
    const { client, clock, tasks } = setUp();
    const handle = tasks.attach(tasks.ref("t1"));
    const waiting = handle.wait({ schedule: every(60_000) });
    await clock.advance(5_000);
    client.onRead = goesThrough("done");
    expect((await handle.refresh()).status).toBe("succeeded");
    expect((await waiting).status).toBe("succeeded");
    expect([client.count("read"), clock.pending]).toEqual([2, 0]);
  });

  test.each([
    [404, "JobNotFoundError"],
    [410, "JobExpiredError"],
    [403, "JobReadError"],
    [503, "JobReadError"],
  ])("answers a %i with %s", async (httpStatus, name) => {
    const { client, tasks } = setUp();
    client.onRead = () => fails(httpStatus);
    const error = await thrownBy(tasks.attach(tasks.ref("t1")).refresh());
    expect(error).toMatchObject({ name, ref: { id: "t1" }, cause: { httpStatus } });
  });

  test("of a job that nobody waits for leaves nothing behind", async () => {
    const { clock, tasks } = setUp();
    await tasks.attach(tasks.ref("t1")).refresh();
    expect(clock.pending).toBe(0);
  });
});

describe("the first read", () => {
  test("of a job that was just started waits for the usual duration, or half a second", async () => {
    for (const [poll, firstMs] of [
      [{}, 500],
      [{ firstMs: 30_000 }, 30_000],
      [{ minMs: 7_000 }, 7_000],
    ] as const) {
      const { client, clock, tasks } = setUp({ ...task, poll });
      client.onRead = goesThrough("done");
      await clock.until(tasks.run({ prompt: "?" }));
      expect(client.times("read")).toEqual([firstMs]);
    }
  });

  test("of a job that was started an hour ago is made at once", async () => {
    const { client, clock, tasks } = setUp({ ...task, poll: { firstMs: 30_000 } });
    client.onRead = goesThrough("done");
    const handle = await tasks.start({ prompt: "?" });
    await clock.advance(3_600_000);
    await clock.until(handle.wait());
    expect(client.times("read")).toEqual([3_600_000]);
  });

  test("of a second wait is made at once", async () => {
    const { client, clock, tasks } = setUp();
    const handle = await tasks.start({ prompt: "?" });
    await clock.until(thrownBy(handle.wait({ timeoutMs: 10_000 })));
    const before = client.count("read");
    const again = thrownBy(handle.wait({ timeoutMs: 10_000 }));
    await clock.advance(0);
    expect(client.count("read")).toBe(before + 1);
    await clock.until(again);
  });

  test("that fails just after attaching has two minutes, however long ago the handle was made", async () => {
    const { client, clock, tasks } = setUp();
    const handle = tasks.attach(tasks.ref("t1"));
    await clock.advance(3_600_000);
    client.onRead = (number) => (number < 8 ? fails(503) : { id: "t1", state: "done" });
    expect((await clock.until(handle.wait())).status).toBe("succeeded");
  });
});

test("the grace for a 404 counts from the start, also where somebody attached before the wait began", async () => {
  const { client, clock, tasks } = setUp();
  client.onRead = () => (clock.now() < 10_000 ? client.takes(100, fails(404)) : { id: "t1", state: "done" });
  const others: Promise<unknown>[] = [];
  const running = tasks.run(
    { prompt: "?" },
    { onStarted: (ref) => void others.push(tasks.attach(ref).wait()) },
  );
  expect((await clock.until(running)).status).toBe("succeeded");
  expect(await Promise.all(others)).toMatchObject([{ status: "succeeded" }]);
});

test("the grace for a 404 counts from the start, also in a second wait", async () => {
  const { client, clock, tasks } = setUp();
  client.onRead = () => (clock.now() < 10_000 ? fails(404) : { id: "t1", state: "done" });
  const handle = await tasks.start({ prompt: "?" });
  await clock.until(thrownBy(handle.wait({ timeoutMs: 2_000 })));
  expect((await clock.until(handle.wait())).status).toBe("succeeded");
});

describe("clocks", () => {
  test("one read on wake: a timer that fires hours late causes no burst", async () => {
    const { client, clock, tasks } = setUp();
    const waiting = tasks.attach(tasks.ref("t1")).wait({ timeoutMs: Number.POSITIVE_INFINITY });
    await clock.advance(100_000);
    const before = client.count("read");
    await clock.suspend(8 * 3_600_000);
    expect(client.count("read")).toBe(before + 1);
    await clock.advance(5_000);
    expect(client.count("read")).toBe(before + 1);
    client.onRead = goesThrough("done");
    await clock.until(waiting);
  });

  test("a deadline that passed during the sleep gives one read and then the error", async () => {
    const { client, clock, tasks } = setUp();
    const waiting = thrownBy(tasks.attach(tasks.ref("t1")).wait({ timeoutMs: 600_000 }));
    await clock.advance(100_000);
    const before = client.count("read");
    await clock.suspend(8 * 3_600_000);
    expect(await clock.until(waiting)).toMatchObject({ name: "JobWaitTimeoutError" });
    expect(client.count("read") - before).toBeLessThanOrEqual(2);
    expect(clock.pending).toBe(0);
  });

  test.each([-86_400_000, 86_400_000, 10 * 365 * 86_400_000])(
    "a wall clock that jumps by %d ms changes nothing",
    async (ms) => {
      const timesOf = async (jumpMs: number) => {
        const { client, clock, tasks } = setUp();
        client.onRead = (number) => {
          if (number === 3) clock.jump(jumpMs);
          return endsAfter(8, "done", { started_at: "2026-03-01T09:59:00Z" })(number);
        };
        await clock.until(tasks.attach(tasks.ref("t1")).wait());
        return client.times("read");
      };
      expect(await timesOf(ms)).toEqual(await timesOf(0));
    },
  );

  test("the age of a job that is attached to is the server's", async () => {
    const { client, clock, tasks } = setUp();
    client.onRead = (number) => ({ ...endsAfter(2, "done")(number), started_at: "2026-03-01T09:59:00Z" });
    await clock.until(tasks.attach(tasks.ref("t1")).wait());
    expect(client.times("read")[1]).toBe(Math.ceil(500 * Math.sqrt(60)));
  });
});

describe("a key and headers", () => {
  test("of one call go along with every request about the job", async () => {
    const { client, clock, tasks } = setUp();
    const options = { apiKey: "sk-1", headers: { "x-team": "a" } };
    client.onRead = endsAfter(2, "done");
    await clock.until(tasks.run({ prompt: "?" }, options));
    const stop = new AbortController();
    client.onRead = goesThrough("busy");
    const waiting = thrownBy(
      tasks.attach(tasks.ref("t1")).wait({ ...options, signal: stop.signal, onAbort: "cancel" }),
    );
    await clock.advance(0);
    stop.abort();
    await waiting;
    await clock.advance(0);
    await clock.until(thrownBy(tasks.attach(tasks.ref("t1"), options).cancel({ timeoutMs: 1_000 })));
    expect(client.count("cancel")).toBe(2);
    for (const call of client.calls) expect(call.options).toMatchObject(options);
  });

  test("that differ are not shared between waits", async () => {
    const { client, clock, tasks } = setUp();
    client.onRead = goesThrough("done");
    const handle = tasks.attach(tasks.ref("t1"));
    await clock.until(
      Promise.all([handle.wait({ apiKey: "a" }), handle.wait({ apiKey: "b" }), handle.wait({ apiKey: "a" })]),
    );
    expect(client.seen("read").map((call) => call.options.apiKey)).toEqual(["a", "b"]);
  });
});

describe("reads", () => {
  test("are sent with client retries off and a signal that aborts when the last waiter has left", async () => {
    const { client, clock, tasks } = setUp();
    client.onRead = () => () => gate<Task>().promise;
    const stop = new AbortController();
    const waiting = thrownBy(tasks.attach(tasks.ref("t1")).wait({ signal: stop.signal }));
    await clock.advance(0);
    const { options } = client.calls[0] ?? {};
    expect(options).toMatchObject({ retries: 0 });
    expect(options?.signal?.aborted).toBe(false);
    stop.abort();
    await waiting;
    expect(options?.signal?.aborted).toBe(true);
  });

  test("of a client that asks for the signal late give it one that has aborted", async () => {
    const signals: (AbortSignal | undefined)[] = [];
    const late: typeof task = {
      ...task,
      read: async (client, job, options) => {
        await Promise.resolve();
        signals.push(options.signal);
        return task.read(client, job, options);
      },
    };
    const { clock, tasks } = setUp(late);
    const stop = new AbortController();
    const waiting = thrownBy(tasks.attach(tasks.ref("t1")).wait({ signal: stop.signal }));
    stop.abort("enough");
    expect(await waiting).toBe("enough");
    await clock.advance(0);
    expect(signals.map((signal) => signal?.aborted)).toEqual([true]);
  });

  test("that fail are slower each time, up to half a minute", async () => {
    const { client, clock, tasks } = setUp();
    client.onRead = () => fails(503);
    await clock.until(thrownBy(tasks.attach(tasks.ref("t1")).wait()));
    const times = client.times("read");
    expect(times.slice(1).map((at, index) => at - (times[index] ?? 0))).toEqual([
      500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000,
    ]);
  });

  const unreadable = new Proxy(new Error("boom"), {
    get: () => {
      throw new TypeError("unreadable");
    },
  });

  test.each([
    ["has no text", Object.create(null)],
    ["throws when it is looked at", unreadable],
  ])(
    "that fail with what %s end a wait by its budget, and so a start is uncertain",
    async (_name, thrown) => {
      const { client, clock, tasks } = setUp();
      const throws = () => {
        throw thrown;
      };
      client.onRead = () => throws;
      client.onStart = () => throws;
      const error = await clock.until(thrownBy(tasks.attach(tasks.ref("t1")).wait()));
      expect(error).toBeInstanceOf(JobReadError);
      expect(client.count("read")).toBe(10);
      expect(await thrownBy(tasks.start({ prompt: "?" }))).toBeInstanceOf(JobStartUncertainError);
    },
  );

  test("of a job whose definition throws count as failed", async () => {
    const { client, clock, tasks } = setUp({
      ...task,
      locate: (body) => task.locate((body as { job?: Task }).job as Task),
    });
    const error = await clock.until(thrownBy(tasks.attach(tasks.ref("t1")).wait()));
    expect(error).toMatchObject({ name: "JobReadError", cause: { name: "TypeError" } });
    expect(client.count("read")).toBeGreaterThanOrEqual(5);
  });
});

test("a handle keeps the job as it was last seen, also between two waits", async () => {
  const { client, clock, tasks } = setUp();
  client.onRead = goesThrough("busy");
  const handle = tasks.attach(tasks.ref("t1"));
  expect(handle.job).toBeUndefined();
  await clock.until(thrownBy(handle.wait({ timeoutMs: 1_000 })));
  client.onRead = () => () => gate<Task>().promise;
  const waiting = thrownBy(handle.wait({ timeoutMs: 1_000 }));
  expect((handle.job as RunningJob).status).toBe("running");
  await clock.until(waiting);
});

test.each([404, 410])(
  "a job that is gone after its end is expired for its handle: %i",
  async (httpStatus) => {
    const { client, clock, tasks } = setUp();
    client.onRead = (number) => (number === 1 ? { id: "t1", state: "done" } : fails(httpStatus));
    const handle = tasks.attach(tasks.ref("t1"));
    await clock.until(handle.wait());
    for (const again of [() => handle.refresh(), () => handle.wait()]) {
      const error = await clock.until(thrownBy(again()));
      expect(error).toMatchObject({ name: "JobExpiredError", job: { status: "succeeded" }, ref: handle.ref });
    }
    expect(handle.job?.status).toBe("succeeded");
  },
);

test("an error of the last read at the deadline is the cause", async () => {
  const { client, clock, tasks } = setUp();
  client.onRead = (number) => (number === 1 ? { id: "t1", state: "busy" } : fails(502));
  const error = await clock.until(
    thrownBy(tasks.attach(tasks.ref("t1")).wait({ timeoutMs: 5_000, schedule: every(60_000) })),
  );
  expect(error).toMatchObject({ name: "JobWaitTimeoutError", cause: { httpStatus: 502 } });
  expect(failure(502)).toMatchObject({ isTransient: true });
});
