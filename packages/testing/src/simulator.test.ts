import { describe, expect, it, vi } from "vitest";
import { call, startRender } from "./fixtures/call.ts";
import { renderApi } from "./fixtures/render-api.ts";
import {
  createClock,
  createSimulator,
  failure,
  realClock,
  type Scenario,
  type Simulator,
  success,
} from "./index.ts";

const clock = () => createClock({ startAt: "2026-05-06T07:08:09.123Z" });

describe("a start", () => {
  it("answers the declared example with a fresh id where x-jobs reads it", async () => {
    const simulator = createSimulator(renderApi);
    const { status, body, headers } = await call(simulator, "POST", "/studios/mine/renders", {
      title: "Trailer",
    });
    expect(status).toBe(202);
    expect(body).toEqual({ render: expect.stringMatching(/^rnd_[0-9a-f]{6}$/), place: 3 });
    expect(body.render).not.toBe("rnd_4f9c2a");
    expect(headers.get("x-render-id")).toBe(body.render);
  });

  it("gives the id in a header where the body has no place for it", async () => {
    const simulator = createSimulator(renderApi);
    const { body, headers } = await call(simulator, "POST", "/renders/rnd_4f9c2a/repeat");
    expect(body).toBe("ok");
    expect(simulator.jobs.get(headers.get("x-render-id") ?? "").startedBy).toBe("repeatRender");
  });

  it("gives every job its own id, the same ones for the same seed", async () => {
    const ids = async (seed: number) => {
      const simulator = createSimulator(renderApi, { seed });
      return Promise.all(Array.from({ length: 50 }, () => startRender(simulator)));
    };
    const first = await ids(7);
    expect(new Set(first).size).toBe(50);
    expect(await ids(7)).toEqual(first);
    expect(await ids(8)).not.toEqual(first);
  });

  it("starts no second job for the same idempotency key", async () => {
    const simulator = createSimulator(renderApi);
    const init = { headers: { "idempotency-key": "k-1" } };
    const first = await call(simulator, "POST", "/studios/mine/renders", { title: "Trailer" }, init);
    const again = await call(simulator, "POST", "/studios/mine/renders", { title: "Trailer" }, init);
    expect(again.body.render).toBe(first.body.render);
    expect(simulator.jobs.of("render")).toHaveLength(1);
    expect(simulator.requests.startsOf("render")).toHaveLength(1);
    expect(simulator.requests.of("createRender")[1]?.isReplay).toBe(true);
  });
});

describe("a read", () => {
  it("shows the states of the script as time goes on, with the job's times in the format of the example", async () => {
    const simulator = createSimulator(
      renderApi,
      { jobs: { render: success({ queuedMs: 1000, runningMs: 60_000 }) } },
      { clock: clock() },
    );
    const id = await startRender(simulator, "Teaser");
    expect((await call(simulator, "GET", `/renders/${id}`)).body).toEqual({
      id,
      studio_id: "studio-one",
      owner: "mine",
      title: "Teaser",
      status: "queued",
      created_at: "2026-05-06T07:08:09.123000Z",
      kept_until: "2026-05-07T07:08:09.123000Z",
      gates: [],
    });
    await simulator.clock.advance(61_000);
    expect((await call(simulator, "GET", `/renders/${id}`)).body).toMatchObject({
      status: "done",
      started_at: "2026-05-06T07:08:10.123000Z",
      finished_at: "2026-05-06T07:09:10.123000Z",
      url: "https://files.example.com/trailer.mp4",
    });
  });

  it("answers the declared 404 for an id that nobody started, also for the example's", async () => {
    const simulator = createSimulator(renderApi);
    const { status, body } = await call(simulator, "GET", "/renders/rnd_4f9c2a");
    expect([status, body]).toEqual([404, { error: "render not found" }]);
    expect(simulator.refusals).toEqual([]);
  });

  it("carries the simulated time in the Date header, and a request id", async () => {
    const simulator = createSimulator(renderApi, {}, { clock: clock() });
    await simulator.clock.advance(3_600_000);
    const { headers } = await call(simulator, "GET", "/renders/rnd_000000");
    expect(headers.get("date")).toBe("Wed, 06 May 2026 08:08:09 GMT");
    expect(headers.get("x-request-id")).toBe("req-000001");
  });

  it("forgets a job whose record is deleted", async () => {
    const simulator = createSimulator(renderApi);
    const id = await startRender(simulator);
    expect((await call(simulator, "DELETE", `/renders/${id}`)).status).toBe(204);
    expect((await call(simulator, "GET", `/renders/${id}`)).status).toBe(404);
  });
});

describe("a scenario", () => {
  it("gives the n-th job the n-th script, and the last to all further ones", async () => {
    const simulator = createSimulator(renderApi, {
      jobs: { render: [failure({ message: "Too dark.", code: 7 }), success()] },
    });
    const ids = [await startRender(simulator), await startRender(simulator), await startRender(simulator)];
    await simulator.clock.advance(10_000);
    expect(ids.map((id) => simulator.jobs.get(id).status)).toEqual(["failed", "succeeded", "succeeded"]);
    expect(simulator.jobs.get(ids[0] ?? "").body()).toMatchObject({ reason: { text: "Too dark.", code: 7 } });
  });

  it("chooses by start operation and by what the request says", async () => {
    const simulator = createSimulator(renderApi, {
      jobs: {
        render: [
          success(),
          { ...failure(), if: { "/title": "fail please" } },
          { timeline: [{ status: "paused" }], on: "repeatRender" },
        ],
      },
    });
    const usual = await startRender(simulator);
    const asked = await startRender(simulator, "fail please");
    const { headers } = await call(simulator, "POST", "/renders/rnd_4f9c2a/repeat");
    await simulator.clock.advance(10_000);
    const frames = [usual, asked, headers.get("x-render-id") ?? ""].map((id) => simulator.jobs.get(id).frame);
    expect(frames).toEqual(["done", "broken", "paused"]);
  });

  it("has jobs that are there before the first request", async () => {
    const simulator = createSimulator(
      renderApi,
      {
        existing: [
          {
            kind: "report",
            id: "rep-000042",
            agoMs: 60_000,
            timeline: [{ frame: "new", forMs: 90_000 }, { frame: "written" }],
            fields: { "/title": "Old" },
          },
        ],
      },
      { clock: clock() },
    );
    expect((await call(simulator, "GET", "/reports/rep-000042")).body).toMatchObject({
      id: "rep-000042",
      state: "new",
      title: "Old",
      made: "2026-05-06 07:07:09",
    });
    await simulator.clock.advance(30_000);
    expect((await call(simulator, "GET", "/reports/rep-000042")).body).toMatchObject({
      state: "written",
      changed: 1778051319,
    });
  });

  it("brings about jobs of other kinds, later, with values of the first", async () => {
    const simulator = createSimulator(renderApi, {
      jobs: {
        render: {
          ...success({ runningMs: 60_000 }),
          creates: [
            {
              kind: "report",
              afterMs: 3000,
              set: { "/render_id": "$response.body#/id" },
              setInParent: { "/report": "$response.body#/id" },
            },
          ],
        },
      },
    });
    const id = await startRender(simulator);
    expect((await call(simulator, "GET", "/reports")).body).toEqual([]);
    await simulator.clock.advance(3000);
    const [report] = (await call(simulator, "GET", "/reports")).body;
    expect(report).toMatchObject({ state: "new", render_id: id });
    expect((await call(simulator, "GET", `/renders/${id}`)).body.report).toBe(report?.id);
    await call(simulator, "POST", `/renders/${id}/cancel`);
    await simulator.clock.advance(1000);
    expect(simulator.jobs.all.map((job) => job.status)).toEqual(["cancelled", "cancelled"]);
  });

  it.each([
    [
      { jobs: { rendr: success() } },
      'Scenario jobs.rendr[0]: the document has no kind "rendr". It has: render, report.',
    ],
    [{ jobs: { render: { timeline: [{ frame: "redering" }] } } }, 'Kind "render" has no frame "redering"'],
    [
      { jobs: { render: { timeline: [{ frame: "queued" }, { frame: "done" }] } } },
      "step 1 has neither forMs nor untilAction",
    ],
    [
      { jobs: { render: { timeline: [{ frame: "done", patch: { url: 7 } }] } } },
      "/url must be string, is number",
    ],
    [{ jobs: { render: { ...success(), on: "getRender" } } }, '"getRender" does not start a "render"'],
    [
      { jobs: { report: { play: "requiresAction" as const } } },
      'Kind "report" has no frame that means requires_action',
    ],
    [
      { faults: [{ on: { operation: "readRender" }, fault: { type: "reset" as const } }] },
      'no operation "readRender"',
    ],
    [
      { faults: [{ on: { kind: "rendr" }, fault: { type: "reset" as const } }] },
      'faults[0]: there is no kind "rendr"',
    ],
    [slip({ faults: [{ on: { role: "raed" }, fault: { type: "reset" } }] }), 'there is no role "raed"'],
    [slip({ faults: [{ on: { rolle: "read" }, fault: { type: "reset" } }] }), '"rolle" is no key here'],
    [slip({ faults: [{ fault: { type: "rest" } }] }), 'there is no fault "rest"'],
    [
      slip({ faults: [{ fault: { type: "slow", answer: 5 } }] }),
      '"answer" is no key here. There are: answerMs',
    ],
    [slip({ faults: [{ on: { probability: 5 }, fault: { type: "reset" } }] }), "a probability is 0 to 1"],
    [
      { jobs: { report: success({ output: { pages: 3, titel: "x" } }) } },
      'The output of "report" is an object of pages, title',
    ],
    [{ jobs: { report: failureOfReport } }, 'kind "report" has no place for the code of a failure'],
    [slip({ job: {} }), 'Scenario: "job" is no key here. There are: jobs, existing, faults, seed'],
    [slip({ jobs: { render: { play: "succes" } } }), 'There is no play "succes"'],
    [slip({ jobs: { render: { play: "success", runMs: 5 } } }), '"runMs" is no key here'],
    [slip({ jobs: { render: { timeline: [{ frame: "done", forms: 5 }] } } }), '"forms" is no key here'],
    [
      slip({ jobs: { render: { timeline: [{ frame: "queued", forMs: "2s" }, { frame: "done" }] } } }),
      'forMs is a number of milliseconds, not "2s"',
    ],
    [
      { jobs: { render: { ...success(), cancel: { end: { frame: "stoped" } } } } },
      'Kind "render" has no frame "stoped"',
    ],
    [
      {
        jobs: {
          render: {
            timeline: [
              { frame: "queued", untilAction: { expires: { afterMs: 5, steps: [{ frame: "brokn" }] } } },
              { frame: "done" },
            ],
          },
        },
      },
      'Kind "render" has no frame "brokn"',
    ],
  ])("that the document cannot play is an error at once: %#", (scenario, message) => {
    expect(() => createSimulator(renderApi, scenario)).toThrow(message);
  });

  it("can show the body of somebody else's job", async () => {
    const step = { frame: "rendering", set: { "/id": "rnd_theirs", "/created_at": "2020-01-01T00:00:00Z" } };
    const simulator = createSimulator(renderApi, { jobs: { render: { timeline: [step] } } });
    const id = await startRender(simulator);
    expect((await call(simulator, "GET", `/renders/${id}`)).body).toMatchObject({
      id: "rnd_theirs",
      created_at: "2020-01-01T00:00:00Z",
    });
  });

  it("can be taken over by the test", async () => {
    const simulator = createSimulator(renderApi);
    const id = await startRender(simulator);
    simulator.jobs.get(id).move([{ frame: "rendering", forMs: 10 }, { frame: "broken" }]);
    expect(simulator.jobs.get(id).frame).toBe("rendering");
    await simulator.clock.advance(10);
    expect((await call(simulator, "GET", `/renders/${id}`)).body.status).toBe("broken");
    expect(simulator.jobs.create("report", { id: "rep-7" }).body()).toMatchObject({
      id: "rep-7",
      state: "new",
    });
  });
});

describe("requests", () => {
  it("keeps what was asked and answered, and no value of a header", async () => {
    const simulator = createSimulator(renderApi);
    const id = await startRender(simulator);
    await call(simulator, "GET", `/renders/${id}`);
    await call(simulator, "GET", "/balance");
    expect(simulator.requests).toHaveLength(3);
    expect(simulator.requests.readsOf(id)).toMatchObject([
      {
        number: 2,
        operation: "getRender",
        role: "read",
        status: 200,
        jobs: [id],
        params: { path: { render_id: id } },
      },
    ]);
    expect(simulator.requests[0]?.header("x-key")).toBe("secret");
    expect(JSON.stringify(simulator.requests)).not.toContain("secret");
  });
});

describe("time", () => {
  it.each<[string, (simulator: Simulator) => unknown, number]>([
    ["says why no job goes on, once, if nobody uses it", () => undefined, 1],
    ["says so to a test that only takes it", ({ clock: _ }) => undefined, 1],
    ["is silent if somebody uses it", ({ clock }) => clock.now(), 0],
    ["is silent if every job has ended", ({ jobs }) => jobs.all[0]?.move("done"), 0],
    ["is silent if the simulator was closed", (simulator) => simulator.close(), 0],
  ])("%s", async (_, use, times) => {
    vi.useFakeTimers({ toFake: ["setTimeout"] });
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    const simulator = createSimulator(renderApi);
    const id = await startRender(simulator);
    use(simulator);
    vi.advanceTimersByTime(3000);
    await call(simulator, "GET", `/renders/${id}`);
    vi.advanceTimersByTime(3000);
    vi.useRealTimers();
    expect(warn.mock.calls).toEqual(
      Array.from({ length: times }, () => [
        expect.stringContaining("Give the client `clock: simulator.clock`"),
      ]),
    );
  });

  it("may be real, or as fast as one likes", async () => {
    const simulator = createSimulator(renderApi, {}, { clock: realClock(1_000_000) });
    const id = await startRender(simulator);
    await call(simulator, "GET", `/renders/${id}/wait`);
    expect(simulator.jobs.get(id).status).not.toBe("queued");
  });

  it("lets every answer take its time", async () => {
    const simulator = createSimulator(renderApi, {}, { latencyMs: 250 });
    await startRender(simulator);
    expect(simulator.clock.now()).toBe(250);
  });
});

const failureOfReport = { timeline: [{ frame: "dropped", error: { code: 7 } }] };

/** A scenario as it comes from a file, where no compiler sees a slip of the pen. */
function slip(scenario: object): Scenario {
  return scenario as Scenario;
}
